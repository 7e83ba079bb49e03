"""A caseworker asks the partner whom only the applicant names, once they have looked at the case."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.bus import due
from raadhus.cases.access import OwnHousehold, access_deciding_task, household_here
from raadhus.cases.domain.states import PartyRole
from raadhus.cases.models import Case, Party, Task
from raadhus.cases.queries.partners import ToldPartner, partner_as_told
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.ask_partner import DUE, ask_partner
from raadhus.catalogue.public import package
from raadhus.forms.public import submission
from raadhus.identity.public import person
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import Refusal


class CannotAskPartner(Refusal):
    """The application names nobody else, or the partner was asked already."""

    code = "ask-partner"
    happened = _("There is no partner to ask, or the partner was asked already.")
    kept = _("Nobody was written to, and the case is unchanged.")
    next_step = _("Open the case again to see who is in it.")


def ask_partner_by_hand(actor: Actor, task_id: UUID) -> Task:
    """
    Make the partner whom the applicant names a party of the case and ask them about their income; the unit's task waits.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, CannotAskPartner, CannotMoveCase. Emits: TaskCreated.
    """
    task = access_deciding_task(actor, task_id)
    case = task.case
    told = _to_ask(actor, case)
    if told.person_id in household_here(actor):
        raise OwnHousehold(detail=f"case {case.id}")
    partner = person(actor, told.person_id)
    Party.objects.create(
        id=new_id(),
        case=case,
        role=PartyRole.PARTNER,
        person_id=partner.id,
        hides_name=partner.is_name_protected,
        hides_address=partner.is_address_protected,
    )
    service = package(case.package_hash).service
    answer_by = town_days.answer_by(actor, service, service.partner_days)
    asked = ask_partner(actor, case, answer_by=answer_by, process_task=None, unit_id=task.unit_id)
    due.set_due(DUE, asked.id, town_days.over_at(actor, answer_by))
    audit.record(actor, "cases.ask_partner", f"case:{case.id}")
    return asked


def _to_ask(actor: Actor, case: Case) -> ToldPartner:
    sent = submission(actor, case.submission_id) if case.submission_id else None
    told = partner_as_told(sent) if sent else None
    if told is None or Party.objects.filter(case=case, role=PartyRole.PARTNER).exists():
        raise CannotAskPartner(detail=case.number)
    return told
