"""
What each kind of provider says of somebody.

Sources: MitID's broker specification (``mitid_uuid``, ``nin``, ``loa``); ID-porten's id token (``pid``, ``acr``).
"""

import dataclasses
import hashlib
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_noop

from raadhus.adapters.demo_people import ASSOCIATION, CITIZENS, STAFF, DemoPerson

LEVELS = ("low", "substantial", "high")


@dataclasses.dataclass(frozen=True, kw_only=True)
class ClaimSet:
    """
    One kind of provider.

    scopes: what a client may ask for; claims: of a person at a level for a client; level_claim, level_names: how it
    says the level; people: whom one can be there, asked with the town of the client.
    """

    key: str
    title: str
    scopes: str
    level_claim: str
    level_names: dict[str, str]
    number_claim: str
    groups_claim: str
    country: str
    is_for_staff: bool
    claims: Callable[[DemoPerson, str], dict[str, Any]]
    people: Callable[[str], Iterable[DemoPerson]]

    def say(self, person: DemoPerson, level: str, client_id: str) -> dict[str, Any]:
        """Return all claims of ``person`` who logged in at ``level`` for the client."""
        said = self.claims(person, client_id)
        return {**said, self.level_claim: self.level_names[level]}


def pairwise(person: DemoPerson, sector: str) -> str:
    """Return a subject that tells nothing and is another one for another sector."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"{sector}:{person.key}".encode()).digest()[:16], version=4))


def _mitid(person: DemoPerson, _client_id: str) -> dict[str, Any]:
    subject = pairwise(person, "mitid")
    return {
        "sub": subject,
        "mitid_uuid": subject,
        "name": "" if person.record.name_protected else person.name,
        "birthdate": person.record.birth_date.isoformat(),
        "nin": person.number,
        "nin_type": "DK-CPR",
    }


def _idporten(person: DemoPerson, client_id: str) -> dict[str, Any]:
    return {"sub": pairwise(person, client_id), "pid": person.number, "locale": "nb", "amr": ["TestID"]}


def _staff(person: DemoPerson, client_id: str) -> dict[str, Any]:
    return {
        "sub": pairwise(person, client_id),
        "name": person.name,
        "groups": list(person.groups),
        "employee_nin": person.number,
    }


CLAIM_SETS = {
    one.key: one
    for one in (
        ClaimSet(
            key="mitid",
            title="MitID",
            scopes="openid profile nin",
            level_claim="loa",
            level_names={level: level for level in LEVELS},
            number_claim="nin",
            groups_claim="",
            country="dk",
            is_for_staff=False,
            claims=_mitid,
            people=lambda town: (one for one in (*CITIZENS, *STAFF) if town in {one.town, ASSOCIATION}),
        ),
        ClaimSet(
            key="idporten",
            title="ID-porten",
            scopes="openid profile",
            level_claim="acr",
            level_names={level: f"idporten-loa-{level}" for level in LEVELS},
            number_claim="pid",
            groups_claim="",
            country="no",
            is_for_staff=False,
            claims=_idporten,
            people=lambda town: (one for one in (*CITIZENS, *STAFF) if one.town == town),
        ),
        ClaimSet(
            key="staff",
            title=gettext_noop("Staff login"),
            scopes="openid profile groups",
            level_claim="loa",
            level_names={level: level for level in LEVELS},
            number_claim="employee_nin",
            groups_claim="groups",
            country="",
            is_for_staff=True,
            claims=_staff,
            people=lambda town: (one for one in STAFF if one.works_at == town),
        ),
    )
}
