"""Send a decision: from here on it binds, and the case is closed."""

from raadhus.bus import outbox
from raadhus.cases.domain.appeals import last_day
from raadhus.cases.domain.decisions import AppealGuidance, Grounds, Law, may_go_out
from raadhus.cases.domain.figures import Figure, amounts_to_hide
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import DECIDING, Outcome, TaskStatus
from raadhus.cases.events import AppealForwarded
from raadhus.cases.models import Case, Decision, Sending, Task
from raadhus.cases.queries.second_person import is_approved, needs_second
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.decide import CannotDecideWithoutGrounds
from raadhus.cases.use_cases.decided_elsewhere import end_asking
from raadhus.cases.use_cases.fresh_case import find_fresh, is_unasked
from raadhus.cases.use_cases.letters.compose_decision import reasons_for
from raadhus.cases.use_cases.letters.compose_letter import compose_letter
from raadhus.cases.use_cases.letters.write_letters import send_noted
from raadhus.cases.use_cases.move_case import close_case
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.organisation.public import municipality
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.appending import append


def send_decision(actor: Actor, case: Case, decision: Decision) -> Sending:
    """
    Order the letter of ``decision`` and close the case (locked); what else is asked in it, but a step to do, is ended.

    Raises: CannotDecideWithoutGrounds when what the applicant would read lacks reasons, law or appeal guidance.
    Emits: CaseClosed, TaskCompleted; AppealForwarded when it sends an appeal on.
    """
    _refuse_without_grounds(actor, case, decision)
    today = town_days.today(actor)
    letter_id = send_noted(actor, case, compose_letter(actor, case, decision, sent_on=today))
    sending = append(
        Sending(
            decision=decision,
            at=clock.now(),
            letter_id=letter_id,
            appeal_last_on=last_day(today, decision.appeal_days),
        )
    )
    if decision.outcome == Outcome.FORWARDED:
        _note_forwarded(actor, case, decision)
    close_case(case, decision.outcome)
    if not is_unasked(case.id):
        end_asking(actor, case)
    return sending


def _note_forwarded(actor: Actor, case: Case, decision: Decision) -> None:
    """Say in the appeal and in the case it is about that the next instance has it."""
    for one in (case, case.linked_case):
        if one is not None:
            detail = {"instance": decision.appeal_instance}
            write_timeline(
                actor, one, Happening.APPEAL_FORWARDED, Who.TOWN, thing_id=decision.id, detail=detail
            )
    outbox.emit(
        AppealForwarded(
            subject=case.flow, case_id=case.id, decision_id=decision.id, service_key=case.service_key
        )
    )


def unsent_decision(case: Case) -> Decision | None:
    """Return the decision that waits to be sent, None when there is none or it was withdrawn."""
    if find_fresh(case.id) is not None:
        return None
    return (
        Decision.objects.filter(case=case, sendings__isnull=True, withdrawals__isnull=True)
        .order_by("-made_at")
        .first()
    )


def is_let_go(decision: Decision) -> bool:
    """
    Tell whether a decision that waits is on its way: rules made it, or a caseworker pressed *Send* since.

    Only a task to decide lets it go, not a step that somebody did meanwhile, and not one that ended otherwise, as when a
    process was put past it; neither does who wrote a decision that needs a second person.
    """
    if decision.is_automatic:
        return True
    if needs_second(decision.case, decision) and not is_approved(decision):
        return False
    pressed = Task.objects.filter(
        case_id=decision.case_id,
        person_id=None,
        task_kind__in=DECIDING,
        status=TaskStatus.DONE,
        done_at__gte=decision.made_at,
    )
    return pressed.exists()


def _refuse_without_grounds(actor: Actor, case: Case, decision: Decision) -> None:
    figures = [Figure.from_json(figure) for figure in decision.figures]
    language = municipality(actor.tenant).language
    grounds = Grounds(
        reasons=reasons_for(decision.reasons, language, amounts_to_hide(figures, case.applicant_id)),
        law=tuple(Law(**entry) for entry in decision.law),
        appeal=AppealGuidance(decision.appeal_instance, decision.appeal_days),
    )
    if not may_go_out(Outcome(decision.outcome), grounds):
        raise CannotDecideWithoutGrounds(detail=f"{case.number}: {', '.join(grounds.missing())}")
