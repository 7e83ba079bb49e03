"""Who may see and change what is in the catalogue."""

from django.db.models import QuerySet

from raadhus.catalogue.models import Edition, LifeEvent, Service
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed


def published_services(actor: Actor) -> QuerySet[Service]:
    """Return the services that citizens of the actor's municipality may see; no drafts are among them."""
    return Service.objects.filter(is_published=True)


def published_life_events(actor: Actor) -> QuerySet[LifeEvent]:
    """Return the life events of the actor's municipality."""
    return LifeEvent.objects.filter(is_published=True)


def published_editions(actor: Actor) -> QuerySet[Edition]:
    """Return the editions that together make up what the actor's municipality offers."""
    return Edition.objects.filter(is_published=True)


def require_installer(actor: Actor) -> None:
    """
    Let associations, operators and the set-up itself install packages.

    Raises: NotAllowed for everybody else.
    """
    if not (actor.is_system or actor.has(Role.ASSOCIATION, Role.OPERATOR)):
        raise NotAllowed(detail="catalogue.install")
