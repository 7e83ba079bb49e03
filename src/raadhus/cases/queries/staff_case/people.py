"""Who is in a case, as the reader may see them: protected names and addresses are hidden from the uncleared."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Literal
from uuid import UUID

from raadhus.cases.domain.states import PartyRole
from raadhus.cases.domain.veil import Veil
from raadhus.cases.models import Case, Party
from raadhus.forms.public import SubmissionInfo
from raadhus.identity.public import PersonInfo, people
from raadhus.platform.actor import Actor, Role

_ROLES = (
    PartyRole.APPLICANT,
    PartyRole.REPRESENTATIVE,
    PartyRole.PARTNER,
    PartyRole.CHILD,
    PartyRole.NEIGHBOUR,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartyInfo:
    """Somebody in the case; name and address are empty when hidden from the reader. ``ground``: why they may represent."""

    id: UUID
    role: PartyRole
    person_id: UUID | None
    name: str
    birth_date: dt.date | None
    address: str
    is_name_hidden: bool
    is_address_hidden: bool
    ground: str = ""


def hides_somebody_from(actor: Actor, case: Case) -> bool:
    """Tell whether the papers of ``case`` hold a protected name or address that the actor may not see."""
    rows = list(Party.objects.filter(case=case))
    return _veil_over(actor, rows, _known(actor, rows)).is_drawn


def hidden_from(actor: Actor, case_ids: Collection[UUID]) -> set[UUID]:
    """Return those of the cases that hold a protected name or address that the actor may not see. Two queries."""
    by_case: dict[UUID, list[Party]] = {}
    for row in Party.objects.filter(case_id__in=case_ids):
        by_case.setdefault(row.case_id, []).append(row)
    known = _known(actor, [row for rows in by_case.values() for row in rows])
    return {case_id for case_id, rows in by_case.items() if _veil_over(actor, rows, known).is_drawn}


def _known(actor: Actor, rows: Iterable[Party]) -> dict[UUID, PersonInfo]:
    return people(actor, {row.person_id for row in rows if row.person_id})


def _veil_over(actor: Actor, rows: Iterable[Party], known: Mapping[UUID, PersonInfo]) -> Veil:
    """
    Return what of a case with these parties is hidden from the actor: nothing from the cleared.

    Who was protected when the case was opened stays so in it; who is protected today is so in older cases too.
    """
    if actor.has(Role.CLEARED):
        return Veil(hides_names=False, hides_addresses=False)
    names = {row.id for row in rows if row.hides_name or _is(known, row, "is_name_protected")}
    addresses = {row.id for row in rows if row.hides_address or _is(known, row, "is_address_protected")}
    return Veil(hides_names=bool(names), hides_addresses=bool(names or addresses))


def _is(
    known: Mapping[UUID, PersonInfo], row: Party, what: Literal["is_name_protected", "is_address_protected"]
) -> bool:
    person = known.get(row.person_id) if row.person_id else None
    return person is not None and bool(getattr(person, what))


def parties_of(actor: Actor, case: Case, sent: SubmissionInfo | None) -> tuple[tuple[PartyInfo, ...], Veil]:
    """Return everybody in the case, the applicant first, and what of the case is hidden from the actor."""
    rows = sorted(Party.objects.filter(case=case), key=lambda row: _ROLES.index(PartyRole(row.role)))
    known = _known(actor, rows)
    veil = _veil_over(actor, rows, known)
    return tuple(_party(row, known, sent, veil) for row in rows), veil


def _party(
    row: Party, known: Mapping[UUID, PersonInfo], sent: SubmissionInfo | None, veil: Veil
) -> PartyInfo:
    details = row.details or {}
    role = PartyRole(row.role)
    is_hidden = veil.hides_names and (
        row.hides_name or row.person_id is None or _is(known, row, "is_name_protected")
    )  # a child's name tells its parent's
    person = known.get(row.person_id) if row.person_id else None
    told = "" if is_hidden else str(details.get("name") or "")
    told_birth = details.get("birth_date")
    known_birth = person.birth_on if person and not is_hidden else None
    return PartyInfo(
        id=row.id,
        role=role,
        person_id=row.person_id,
        name=(person.name if person else "") if row.person_id else told,  # identity hides a protected one
        birth_date=dt.date.fromisoformat(told_birth) if told_birth else known_birth,
        address="" if veil.hides_addresses or role is not PartyRole.APPLICANT else _address(sent),
        is_name_hidden=is_hidden,
        is_address_hidden=veil.hides_addresses and role is PartyRole.APPLICANT,
        ground="" if veil.is_drawn else str(details.get("ground") or ""),
    )


def _address(sent: SubmissionInfo | None) -> str:
    applicant = sent.answers.get("applicant") if sent else None
    found = applicant.get("address") if isinstance(applicant, Mapping) else None
    if isinstance(found, Mapping):
        place = f"{found.get('postal_code', '')} {found.get('city', '')}".strip()
        return ", ".join(part for part in (str(found.get("street", "")), place) if part)
    return str(found or "")
