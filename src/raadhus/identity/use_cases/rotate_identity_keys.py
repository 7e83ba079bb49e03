"""Seal what this room keeps under the newest key, and file numbers under its hash, while everything runs."""

import dataclasses
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, Func, Q, Value

from raadhus.identity.domain.numbers import clean_number
from raadhus.identity.models import IdentityNumber
from raadhus.identity.use_cases.find_or_make_person import LOOKUP
from raadhus.platform import audit, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.scope import transaction

_AT_A_TIME = 200
_VERSION_BYTES = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """How many numbers and how many other rows were sealed anew."""

    numbers: int
    rows: int


def rotate_identity_keys(actor: Actor) -> Rotated:
    """
    Bring all sealed rows of this room in the actor's tenant under the newest key; doing it again changes nothing.

    Works in small transactions: logins and look-ups go on, and find a number under the old hash or the new one. Only
    when every room has done so may an old key leave the key ring.
    """
    numbers = rows = 0
    while done := _refile_some(actor.tenant):
        numbers += done
    for model in apps.get_app_config("identity").get_models():
        sealed = [
            field
            for field in model._meta.fields
            if isinstance(field, EncryptedTextField | EncryptedJSONField)
        ]
        while sealed and (done := _reseal_some(actor.tenant, model, sealed)):
            rows += done
    with transaction(actor.tenant):
        version = encryption.key_ring().current
        detail = {"version": version, "numbers": numbers, "rows": rows}
        audit.record(actor, "identity.rotate_keys", f"key:{version}", detail)
    return Rotated(numbers=numbers, rows=rows)


def _refile_some(tenant: UUID) -> int:
    with transaction(tenant):
        current = encryption.key_ring().current
        batch = list(
            IdentityNumber.objects.select_for_update(skip_locked=True)
            .filter(key_version__lt=current)
            .order_by("id")[:_AT_A_TIME]
        )
        for row in batch:
            row.lookup = encryption.lookup_key(tenant, clean_number(row.number), LOOKUP)
            row.key_version = current
            row.save(update_fields=["number", "lookup", "key_version"])
    return len(batch)


def _reseal_some(tenant: UUID, model: type[models.Model], sealed: list[Any]) -> int:
    """Save the sealed fields of some rows that lie under an older key: saving seals under the newest."""
    newest = encryption.key_ring().current.to_bytes(_VERSION_BYTES, "big")
    is_older = Q()
    marks = {}
    for field in sealed:
        mark = f"{field.name}_key"
        marks[mark] = Func(
            F(field.name),
            Value(1),
            Value(_VERSION_BYTES),
            function="substring",
            output_field=models.BinaryField(),
        )
        is_older |= ~Q(**{mark: newest})
    with transaction(tenant):
        rows = model._default_manager.annotate(**marks).filter(is_older).order_by("pk")
        batch = list(rows.select_for_update(skip_locked=True)[:_AT_A_TIME])
        for row in batch:
            row.save(update_fields=[field.name for field in sealed])
    return len(batch)
