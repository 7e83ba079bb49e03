"""Who may see and change what is in the catalogue."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from raadhus.catalogue.models import Edition, LifeEvent, Service, ServiceRelease
from raadhus.organisation.public import list_municipalities
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed


def owners_read_by(actor: Actor) -> tuple[UUID, ...]:
    """Return whose services the actor's municipality offers: its association's, then its own. No query."""
    towns = {town.id: town.association_id for town in list_municipalities()}
    association = towns.get(actor.tenant)
    return (association, actor.tenant) if association else (actor.tenant,)


def published_services(actor: Actor) -> QuerySet[Service]:
    """Return the services that citizens of the actor's municipality may see; no drafts are among them."""
    return Service.objects.filter(is_published=True, owner_id__in=owners_read_by(actor))


def published_life_events(actor: Actor) -> QuerySet[LifeEvent]:
    """Return the life events of the actor's municipality."""
    return LifeEvent.objects.filter(is_published=True, owner_id__in=owners_read_by(actor))


def published_editions(owners: Collection[UUID]) -> QuerySet[Edition]:
    """Return the editions that together make up what these ``owners_read_by`` an actor offer."""
    return Edition.objects.filter(is_published=True, owner_id__in=list(owners))


def published_releases(owners: Collection[UUID]) -> QuerySet[ServiceRelease]:
    """Return the releases of what these ``owners_read_by`` an actor offer, but those that were stopped."""
    return ServiceRelease.objects.filter(
        is_published=True, owner_id__in=list(owners), stopped_at=None
    ).select_related("version")


def stopped_releases(owner_id: UUID) -> QuerySet[ServiceRelease]:
    """Return the releases of an owner that were stopped before their day."""
    return ServiceRelease.objects.filter(
        is_published=True, owner_id=owner_id, stopped_at__isnull=False
    ).select_related("version")


def require_installer(actor: Actor) -> None:
    """
    Let associations, operators and the set-up itself install packages.

    Raises: NotAllowed for everybody else.
    """
    if not (actor.is_system or actor.has(Role.ASSOCIATION, Role.OPERATOR)):
        raise NotAllowed(detail="catalogue.install")
