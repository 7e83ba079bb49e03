"""The services of a municipality that decide by rules: whose they are, which version is in force, and since when."""

import dataclasses
import datetime as dt
from uuid import UUID

from raadhus.catalogue.domain.package_files import RULES
from raadhus.catalogue.models import ServiceVersion
from raadhus.catalogue.queries.packages import get_package
from raadhus.catalogue.queries.shelf import card_of, shelf_of
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.rules import public as rules


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RuledService:
    """
    A service whose package holds rules, in words of one language.

    content_hash: the version in force; model_hash: its rules; in_force_at: since when it is offered;
    owner_id: whose package it is, ``is_own`` when that is the actor's municipality or association.
    """

    key: str
    title: str
    owner_id: UUID
    is_own: bool
    version: str
    content_hash: str
    model_hash: str
    in_force_at: dt.datetime


def list_ruled_services(actor: Actor, language: str) -> tuple[RuledService, ...]:
    """Return the services offered here that have rules, in the order they are shown. One query beside the shelf's."""
    offers = {
        key: offer
        for key, offer in shelf_of(actor).services.items()
        if RULES in get_package(offer.content_hash).files
    }
    hashes = {offer.content_hash for offer in offers.values()}
    stored = dict(
        ServiceVersion.objects.filter(content_hash__in=hashes, is_published=True)
        .order_by("-stored_at")
        .values_list("content_hash", "stored_at")
    )
    return tuple(
        RuledService(
            key=key,
            title=card_of(key, offer.card, language).title,
            owner_id=offer.owner_id,
            is_own=offer.owner_id == actor.tenant,
            version=get_package(offer.content_hash).service.version,
            content_hash=offer.content_hash,
            model_hash=rules.reference_of(get_package(offer.content_hash).files[RULES]).hash,
            in_force_at=stored[offer.content_hash],
        )
        for key, offer in offers.items()
    )


def get_ruled_service(actor: Actor, key: str, language: str) -> RuledService:
    """Return one service that decides by rules. Raises: NotFoundHere, also for a service without rules."""
    for found in list_ruled_services(actor, language):
        if found.key == key:
            return found
    raise NotFoundHere(detail=f"rules of {key}")
