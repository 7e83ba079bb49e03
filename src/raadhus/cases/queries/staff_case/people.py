"""Who is in a case, as the reader may see them: protected names and addresses are hidden from the uncleared."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from raadhus.cases.domain.states import PartyRole
from raadhus.cases.domain.veil import Veil
from raadhus.cases.models import Case, Party
from raadhus.forms.public import SubmissionInfo
from raadhus.identity.public import display_names
from raadhus.platform.actor import Actor, Role

_ROLES = (PartyRole.APPLICANT, PartyRole.PARTNER, PartyRole.CHILD)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartyInfo:
    """Somebody in the case; names and addresses are empty when they are hidden from the reader."""

    role: PartyRole
    person_id: UUID | None
    name: str
    birth_date: dt.date | None
    address: str
    is_name_hidden: bool
    is_address_hidden: bool


def hides_somebody_from(actor: Actor, case: Case) -> bool:
    """Tell whether the papers of ``case`` hold a protected name or address that the actor may not see."""
    return veil_over(actor, Party.objects.filter(case=case)).is_drawn


def veil_over(actor: Actor, parties: Iterable[Party]) -> Veil:
    """Return what of a case with these parties is hidden from the actor: nothing from the cleared."""
    rows = list(parties)
    if actor.has(Role.CLEARED):
        return Veil(hides_names=False, hides_addresses=False)
    return Veil(
        hides_names=any(row.hides_name for row in rows),
        hides_addresses=any(row.hides_name or row.hides_address for row in rows),
    )


def parties_of(actor: Actor, case: Case, sent: SubmissionInfo | None) -> tuple[tuple[PartyInfo, ...], Veil]:
    """Return everybody in the case, the applicant first, and what of the case is hidden from the actor."""
    rows = sorted(Party.objects.filter(case=case), key=lambda row: _ROLES.index(PartyRole(row.role)))
    names = display_names(actor, {row.person_id for row in rows if row.person_id})
    veil = veil_over(actor, rows)
    return tuple(_party(row, names, sent, veil) for row in rows), veil


def _party(row: Party, names: Mapping[UUID, str], sent: SubmissionInfo | None, veil: Veil) -> PartyInfo:
    details = row.details or {}
    role = PartyRole(row.role)
    is_hidden = veil.hides_names and (
        row.hides_name or row.person_id is None
    )  # a child's name tells its parent's
    told = "" if is_hidden else str(details.get("name") or "")
    born = details.get("birth_date")
    return PartyInfo(
        role=role,
        person_id=row.person_id,
        name=names.get(row.person_id, "") if row.person_id else told,  # identity hides a protected one
        birth_date=dt.date.fromisoformat(born) if born else None,
        address="" if veil.hides_addresses or role is not PartyRole.APPLICANT else _address(sent),
        is_name_hidden=is_hidden,
        is_address_hidden=veil.hides_addresses and role is PartyRole.APPLICANT,
    )


def _address(sent: SubmissionInfo | None) -> str:
    applicant = sent.answers.get("applicant") if sent else None
    found = applicant.get("address") if isinstance(applicant, Mapping) else None
    if isinstance(found, Mapping):
        place = f"{found.get('postal_code', '')} {found.get('city', '')}".strip()
        return ", ".join(part for part in (str(found.get("street", "")), place) if part)
    return str(found or "")
