"""Lay down the life events of an association or municipality."""

from pathlib import Path

from raadhus.catalogue import access
from raadhus.catalogue.domain.cards import Wording
from raadhus.catalogue.domain.life_events_file import read_life_events
from raadhus.catalogue.domain.problems import PackageRefused
from raadhus.catalogue.models import LifeEvent
from raadhus.catalogue.use_cases.install_package import CannotInstallPackage
from raadhus.catalogue.use_cases.releasing import turn_edition
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction


def install_life_events(actor: Actor, file: Path) -> None:
    """
    Offer the life events in ``file``, in its order, and no others.

    Raises: CannotInstallPackage with every problem; NotAllowed.
    """
    access.require_installer(actor)
    try:
        content = read_life_events(file)
    except PackageRefused as refused:
        raise CannotInstallPackage(refused.problems) from None
    with transaction(actor.tenant):
        for position, entry in enumerate(content.life_events):
            LifeEvent.objects.update_or_create(
                owner_id=actor.tenant,
                key=entry.key,
                defaults={
                    "country": content.country,
                    "icon": entry.icon,
                    "card": Wording(
                        title=entry.title,
                        summary=entry.summary,
                        official_language=content.official_language,
                    ).stored(),
                    "position": position,
                    "is_published": True,
                },
            )
        kept = [entry.key for entry in content.life_events]
        LifeEvent.objects.filter(owner_id=actor.tenant).exclude(key__in=kept).delete()
        turn_edition(actor)
        audit.record(actor, "catalogue.install_life_events", f"country:{content.country}")
