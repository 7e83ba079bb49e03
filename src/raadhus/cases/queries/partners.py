"""Who the partner in an application is: by the population register, or only by what the applicant says."""

import dataclasses
from typing import Any
from uuid import UUID

from raadhus.forms.public import SubmissionInfo

_PARTNER = "household.partner"
_HAS_PARTNER = "household.has_partner"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ToldPartner:
    """Somebody whom the applicant names as partner and the register does not; ``name`` as the applicant wrote it."""

    person_id: UUID
    name: str


def partner_by_register(sent: SubmissionInfo) -> UUID | None:
    """Return the partner whom the population register names and the applicant does not contest."""
    partner, lives_with = sent.figures.get(_PARTNER), sent.figures.get(_HAS_PARTNER)
    if partner is None or not partner.is_from_register or partner.contested:
        return None
    return None if lives_with is not None and lives_with.contested else _person_in(partner.value)


def partner_as_told(sent: SubmissionInfo) -> ToldPartner | None:
    """Return the partner whom only the applicant names; nobody may be written to because somebody typed their number."""
    partner = sent.figures.get(_PARTNER)
    if partner is None or partner_by_register(sent) is not None:
        return None
    person_id = _person_in(partner.effective)
    if person_id is None or person_id == (sent.on_behalf_of or sent.person_id):
        return None
    return ToldPartner(person_id=person_id, name=str(partner.effective.get("name") or ""))


def _person_in(value: Any) -> UUID | None:
    return UUID(value["person_id"]) if isinstance(value, dict) and value.get("person_id") else None
