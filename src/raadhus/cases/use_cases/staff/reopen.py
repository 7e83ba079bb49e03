"""A caseworker looks again at a case that was decided and closed, says why, and tells the applicant."""

from uuid import UUID

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_case_to_act
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.routes import Why
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, TaskKind
from raadhus.cases.models import Case, Decision, Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.lay_on_desk import lay_on_desk
from raadhus.cases.use_cases.letters.write_letters import send_message
from raadhus.cases.use_cases.move_case import CannotMoveCase, reopen_case
from raadhus.cases.use_cases.tasks import TaskOrder, open_task
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.organisation.public import municipality
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, Refusal
from raadhus.platform.text import clean
from raadhus.ui.words import date_in_words

LONGEST = 2000


class CannotReopen(Refusal):
    """There is another way to look at it again."""

    status = 422
    code = "reopen"
    kept = _("The case stays closed, and nobody was written to.")


class NobodySaysWhy(CannotReopen):
    """The applicant reads why their case is looked at again."""

    code = "reopen-why"
    happened = _("Write why the case is reopened, in at most 2,000 characters.")
    next_step = _("Write what is new, or what was wrong. The applicant reads it.")


def reopen(actor: Actor, case_id: UUID, reason: str) -> Task:
    """
    Open a closed case again: what was decided stands until a new decision is sent; the unit has a task and a new deadline.

    ``reason``: told to the applicant in a letter, in the official language.
    Raises: LoginNeeded, NotFoundHere, OwnHousehold, CannotMoveCase for an open case, CannotReopen. Emits: TaskCreated.
    """
    case = access_case_to_act(actor, case_id)
    if actor.staff_id is None:
        raise NotAllowed(detail="cases.reopen")
    if case.status != CaseStatus.CLOSED:
        raise CannotMoveCase(detail=f"{case.number}: reopen at {case.status}")
    written = clean(reason)
    _refuse_unless_it_can_be(case, written)
    reopen_case(case)
    service = package(case.package_hash).service
    days = town_days.DESK_DAYS if service.days_to_decide is None else service.days_to_decide
    case.deadline_on = town_days.by_package(actor, service, days)
    case.save(update_fields=["deadline_on"])
    is_appeal = case.case_kind == CaseKind.APPEAL
    kind = TaskKind.REASSESS if is_appeal else TaskKind.ASSESS
    task = open_task(case, TaskOrder(kind=kind, due_on=case.deadline_on, why=(Why.REOPENED,)))
    write_timeline(actor, case, Happening.REOPENED, Who.STAFF, thing_id=task.id, detail={"reason": written})
    lay_on_desk(actor, task)
    _write(actor, case, written)
    audit.record(actor, "cases.reopen", f"case:{case.id}")
    return task


def _refuse_unless_it_can_be(case: Case, reason: str) -> None:
    if Case.objects.filter(linked_case=case, case_kind=CaseKind.APPEAL).exists():
        raise CannotReopen(
            _("The decision of this case was appealed, and the appeal is a case of its own."),
            next_step=_("Open the appeal, and decide or reopen it there."),
        )
    if Decision.objects.filter(case=case, outcome=Outcome.FORWARDED, sendings__isnull=False).exists():
        raise CannotReopen(
            _("The appeal has been sent on, and is decided there."),
            next_step=_("Write to the appeals body if you know something new."),
        )
    if not reason or len(reason) > LONGEST:
        raise NobodySaysWhy(detail=case.number)


def _write(actor: Actor, case: Case, reason: str) -> UUID:
    """Tell the applicant that their case is looked at again, and why."""
    with override(municipality(actor.tenant).language):
        title = gettext("We look at your case again")
        until = date_in_words(case.deadline_on) if case.deadline_on else ""
        return send_message(
            actor,
            case,
            recipient_id=case.applicant_id,
            title=title,
            heading=title,
            paragraphs=(
                gettext("We have reopened case %(number)s. This is why:") % {"number": case.number},
                *(line.strip() for line in reason.splitlines() if line.strip()),
                gettext(
                    "What we decided stands until you get a new decision. You can appeal the new one too."
                ),
            ),
            box_title=gettext("You will hear from us by %(day)s") % {"day": until},
            box_text=gettext("You do not have to do anything. Call us if there is something we should know."),
        )
