"""Appeal a decision: it becomes a case of its own, linked to the first, with its own deadline."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from raadhus.bus import outbox
from raadhus.cases.access import access_own_decision
from raadhus.cases.domain.answers import ONLINE
from raadhus.cases.domain.appeals import is_late
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.routes import Why
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, TaskKind
from raadhus.cases.events import AppealFiled, CaseOpened
from raadhus.cases.models import Appeal, Case, Decision, Party
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.lay_on_desk import lay_on_desk
from raadhus.cases.use_cases.letters.write_letters import send_message
from raadhus.cases.use_cases.number_case import number_case
from raadhus.cases.use_cases.tasks import TaskOrder, open_task
from raadhus.cases.use_cases.tell_of_act import tell_of_act
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.organisation.public import municipality
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.text import clean
from raadhus.ui.words import date_in_words

LONGEST = 10_000


class CannotAppeal(Refusal):
    """There is nothing to appeal, or it was done already."""

    code = "appeal"


def file_appeal(actor: Actor, decision_id: UUID, text: str) -> Case:
    """
    Open the appeal's case and ask the unit to look again; a late appeal is taken in and marked, a person decides.

    ``text``: what the citizen says, may be empty. Raises: LoginNeeded, NotFoundHere, CannotAppeal.
    Emits: CaseOpened, AppealFiled, TaskCreated, CitizenActed.
    """
    decision = access_own_decision(actor, decision_id, to_act=True)
    said = clean(text)
    if len(said) > LONGEST:
        raise CannotAppeal(
            _("Write at most 10,000 characters."),
            next_step=_("Go back: what you wrote is still there. Write something shorter, or split it."),
        )
    if not decision.appeal_instance:
        raise CannotAppeal(_("This decision cannot be appealed."), next_step=_("Call us if you disagree."))
    if decision.outcome == Outcome.FORWARDED:
        raise CannotAppeal(
            _("Your appeal has been sent on, and is decided there."),
            next_step=_("Wait for their answer, or call us."),
        )
    _refuse_second(decision)
    now = clock.now()
    last_on = _last_day_of(decision)
    late = is_late(last_on, town_days.zone_of(actor), now)
    case = _open(actor, decision)
    appeal = Appeal.objects.create(
        case=case,
        decision=decision,
        filed_at=now,
        last_on=last_on,
        is_late=late,
        instance=decision.appeal_instance,
        text=said,
    )
    write_timeline(actor, decision.case, Happening.APPEALED, Who.APPLICANT, thing_id=case.id)
    write_timeline(
        actor, case, Happening.APPEAL_OPENED, Who.APPLICANT, thing_id=decision.id, detail={"is_late": late}
    )
    order = TaskOrder(
        kind=TaskKind.REASSESS,
        due_on=case.deadline_on or town_days.in_days(actor, town_days.DESK_DAYS),
        why=(Why.LATE_APPEAL,) if late else (),
    )
    lay_on_desk(actor, open_task(case, order))
    _acknowledge(actor, case, decision)
    _tell(case, appeal)
    tell_of_act(case, CaseKind.APPEAL, channel=case.channel)
    return case


def _last_day_of(decision: Decision) -> dt.date | None:
    """Return the last day for an appeal, counted from the day the decision was sent."""
    sending = decision.sendings.first()
    return (sending.appeal_last_on if sending else None) or decision.appeal_last_on


def _refuse_second(decision: Decision) -> None:
    known = Appeal.objects.filter(decision=decision).select_related("case").first()
    if known is not None:
        raise CannotAppeal(
            _("You have appealed this decision already."),
            kept=_("Your first appeal stands."),
            next_step=_("Open it on My Page if you want to see where it stands."),
            detail=known.case.number,
        )


def _open(actor: Actor, decision: Decision) -> Case:
    first = decision.case
    town = municipality(actor.tenant)
    now = clock.now()
    with override(town.language):
        subject = gettext("Appeal: %(subject)s") % {"subject": first.subject}
    case = Case.objects.create(
        number=number_case(town.slug, town_days.today(actor).year),
        case_kind=CaseKind.APPEAL,
        channel=ONLINE,
        service_key=first.service_key,
        package_hash=first.package_hash,
        subject=subject[:200],
        applicant_id=first.applicant_id,
        unit_id=first.unit_id,
        status=CaseStatus.WITH_UNIT,
        submitted_at=now,
        opened_at=now,
        deadline_on=_reassess_by(actor, first),
        linked_case=first,
        flow=first.flow,
    )
    Party.objects.bulk_create(
        Party(
            case=case,
            role=party.role,
            person_id=party.person_id,
            details=party.details,
            hides_name=party.hides_name,
            hides_address=party.hides_address,
        )
        for party in Party.objects.filter(case=first)
    )
    return case


def _reassess_by(actor: Actor, first: Case) -> dt.date | None:
    """Return by when the unit must have looked again, as the package says; None where it sets no time."""
    appeal = package(first.package_hash).service.appeal
    days = appeal.reassess_days if appeal is not None else None
    return None if days is None else town_days.in_days(actor, days)


def _acknowledge(actor: Actor, case: Case, decision: Decision) -> None:
    """Write to the citizen that the appeal has arrived, and what happens next."""
    with override(municipality(actor.tenant).language):
        send_message(
            actor,
            case,
            recipient_id=case.applicant_id,
            title=gettext("We have received your appeal"),
            heading=gettext("We have received your appeal"),
            paragraphs=(
                gettext("Your appeal is about our decision of %(day)s in case %(number)s.")
                % {"day": date_in_words(decision.made_on), "number": decision.case.number},
                gettext("A caseworker looks at everything again, also at what you have written now."),
                gettext(
                    "If we hold to our decision, we send your appeal on to %(instance)s, who then decides."
                )
                % {"instance": decision.appeal_instance},
            ),
            box_title=_hear_from_us(case),
            box_text=gettext("You do not have to do anything."),
        )


def _hear_from_us(case: Case) -> str:
    if case.deadline_on is None:
        return gettext("You will hear from us")
    return gettext("You will hear from us by %(day)s") % {"day": date_in_words(case.deadline_on)}


def _tell(case: Case, appeal: Appeal) -> None:
    outbox.emit(
        CaseOpened(
            subject=case.flow,
            case_id=case.id,
            service_key=case.service_key,
            kind=case.case_kind,
            channel=case.channel,
            submission_id=None,
        )
    )
    outbox.emit(
        AppealFiled(
            subject=case.flow,
            case_id=case.id,
            decision_id=appeal.decision_id,
            service_key=case.service_key,
            is_late=appeal.is_late,
        )
    )
