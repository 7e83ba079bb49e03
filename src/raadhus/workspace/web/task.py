"""The task at hand, on the right of a case: where it stands, what the rules propose, the form to decide with."""

import dataclasses
from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.cases.public import (
    CaseKind,
    CaseStatus,
    DecisionInfo,
    Outcome,
    StaffCase,
    TaskInfo,
    TaskKind,
    must_be_heard,
)
from raadhus.cases.public import words as case_words
from raadhus.platform.actor import Actor
from raadhus.ui.fields import Field
from raadhus.ui.parts import Fact
from raadhus.ui.words import date_in_words, percent_in_words
from raadhus.workspace.web.case_page.decisions import rules_url
from raadhus.workspace.web.case_page.in_words import (
    outcome_in_words,
    sentences,
    why_here,
)
from raadhus.workspace.web.case_page.link import Link
from raadhus.workspace.web.decide_form import DecideForm
from raadhus.workspace.web.forms import SentForms
from raadhus.workspace.web.forward_form import ForwardForm
from raadhus.workspace.web.reason_blocks import CHOSEN_TO_HOLD, blocks_field
from raadhus.workspace.web.small_forms import SmallForm, ask_form, reopen_form
from raadhus.workspace.web.task_waits import elsewhere, wait_of
from raadhus.workspace.web.work_form import WorkForm


class Stand(StrEnum):
    """What is to do now."""

    DECIDE = "decide"  # the unit decides
    WORK = "work"  # the unit does a step of the process
    SEND = "send"  # decided, waits to be sent
    LEAVING = "leaving"  # sent, the letter is being made
    WAIT = "wait"  # for a citizen
    ELSEWHERE = "elsewhere"  # another unit has something to do
    RULES = "rules"  # the rules are at it
    DONE = "done"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskPart:
    """
    What the right column shows; addresses are empty where nothing is to do; ``others``: the reader's other tasks.

    ``is_after``: a step of the process that is done when the case is decided and closed.
    """

    stand: Stand
    title: str
    others: tuple[Link, ...]
    why: tuple[str, ...]
    taken_by: str
    is_mine: bool
    take_url: str
    release_url: str
    many_url: str
    hear_url: str
    must_hear: bool
    ask_url: str
    ask_name: str
    complete_url: str
    ask: SmallForm
    decide_url: str
    forward_url: str
    send_url: str
    withdraw_url: str
    unask_url: str
    reopen_url: str
    reopen: SmallForm
    letter_url: str
    proposal: str
    reasons: tuple[str, ...]
    decided: str
    facts: tuple[Fact, ...]
    wait: str
    form: DecideForm | None
    work: WorkForm | None
    work_url: str
    is_after: bool
    blocks: Field | None
    forward_blocks: Field | None
    forward: ForwardForm | None
    rules_url: str
    needs_second: bool
    may_send: bool
    mark: str
    has_changed: bool
    is_appeal_leaving: bool
    is_offer: bool
    instance: str
    opens_decide: bool
    opens_forward: bool
    opens_hear: bool


def task_of(actor: Actor, case: StaffCase, sent: SentForms) -> TaskPart:
    """Return the right column of a case; ``sent`` is what was typed already."""
    task, unsent = case.task, case.unsent
    stand = _stand(case)
    may_decide = stand is Stand.DECIDE
    is_appeal = task is not None and task.kind is TaskKind.REASSESS
    proposal = case.proposal
    form = (sent.decide or DecideForm.begin(case)) if may_decide else None
    return TaskPart(
        stand=stand,
        title=_title(stand, task),
        others=tuple(_others(case)),
        why=why_here(case),
        taken_by=_taken_by(actor, case, task),
        is_mine=task is not None and task.assigned_to == actor.staff_id,
        take_url=_url("take", case, task),
        release_url=_url("release", case, task),
        many_url=f"{reverse('workspace:many')}?task={task.id}" if task else "",
        hear_url=_url("hear", case, task) if _may_hear(case, task) else "",
        must_hear=_must_hear(case, task),
        ask_url=_url("ask-partner", case, task) if case.told_partner else "",
        ask_name=case.told_partner.name if case.told_partner else "",
        complete_url=_url("ask-to-complete", case, task)
        if may_decide and case.status is CaseStatus.WITH_UNIT
        else "",
        ask=sent.ask or ask_form(case),
        decide_url=_url("decide", case, task),
        forward_url=_url("forward", case, task) if is_appeal else "",
        send_url=_url("send", case, task),
        withdraw_url=reverse("workspace:withdraw", args=[case.id]),
        unask_url=_unask_url(case),
        reopen_url=reverse("workspace:reopen", args=[case.id]) if _may_reopen(case) else "",
        reopen=sent.reopen or reopen_form(case),
        letter_url=reverse("workspace:letter", args=[case.id]),
        proposal=percent_in_words(proposal.percent) if proposal else "",
        reasons=sentences(case, proposal.reasons) if proposal else (),
        decided=_decided(unsent, is_whole=case.is_whole),
        facts=_facts(unsent),
        wait=wait_of(case) if stand is not Stand.ELSEWHERE else elsewhere(actor, case.task_elsewhere),
        work=(sent.work or WorkForm.begin(actor, case)) if stand is Stand.WORK else None,
        work_url=_url("work", case, task) if stand is Stand.WORK else "",
        is_after=stand is Stand.WORK and case.status is CaseStatus.CLOSED,
        form=form,
        blocks=blocks_field(case, chosen=form.chosen, error=form.unfit) if form else None,
        forward_blocks=blocks_field(case, CHOSEN_TO_HOLD) if may_decide and is_appeal else None,
        forward=(sent.forward or ForwardForm.begin(case)) if may_decide and is_appeal else None,
        rules_url=_rules_url(case),
        needs_second=bool(case.wrote),
        may_send=actor.staff_id not in case.wrote,
        mark=case.mark,
        has_changed=case.corrected_at is not None,
        is_appeal_leaving=unsent is not None and unsent.outcome is Outcome.FORWARDED,
        is_offer=case.is_offer,
        instance=case.appeal.instance if case.appeal else "",
        opens_decide=sent.decide is not None or case.corrected_at is not None,
        opens_forward=sent.forward is not None,
        opens_hear=sent.decide is not None and sent.decide.must_hear,
    )


def _unask_url(case: StaffCase) -> str:
    is_asked = case.waits_for is not None and case.waits_for.kind is TaskKind.COMPLETE
    return reverse("workspace:unask", args=[case.id]) if is_asked and case.may_be_acted_on else ""


def _may_reopen(case: StaffCase) -> bool:
    """Tell whether a closed case can be looked at again: nobody has appealed it, and nothing was sent on."""
    is_appealed = any(other.kind is CaseKind.APPEAL for other in case.linked) and case.appeal is None
    is_forwarded = any(one.outcome is Outcome.FORWARDED and one.is_sent for one in case.decisions)
    is_closed = case.status is CaseStatus.CLOSED and case.may_be_acted_on
    return is_closed and not is_appealed and not is_forwarded


def _stand(case: StaffCase) -> Stand:
    if case.task is not None and case.task.kind is TaskKind.WORK:
        return Stand.WORK
    if case.status is CaseStatus.CLOSED:
        return Stand.DONE
    if case.task is None and case.task_elsewhere is not None:
        return Stand.ELSEWHERE
    if case.unsent is not None and not case.is_offered:
        return Stand.LEAVING if case.is_leaving else Stand.SEND
    if case.task is not None:
        return Stand.DECIDE
    return Stand.WAIT if case.waits_for else Stand.RULES


def _title(stand: Stand, task: TaskInfo | None) -> str:
    if stand is Stand.DECIDE and task is not None:
        return str(case_words.STAFF_TASK[task.kind])
    if stand is Stand.WORK and task is not None:
        return task.title or str(case_words.STAFF_TASK[task.kind])
    return {
        Stand.SEND: _("Decided, not sent yet"),
        Stand.LEAVING: _("The letter is being made"),
        Stand.WAIT: _("We wait for an answer"),
        Stand.ELSEWHERE: _("Another unit has it"),
        Stand.RULES: _("The rules are at work"),
        Stand.DONE: _("Nothing more to do"),
    }.get(stand, "")


def _others(case: StaffCase) -> Iterable[Link]:
    """Lead to the same case with another open task of the reader's units at hand."""
    for task in case.own_tasks[1:]:
        title = task.title or str(case_words.STAFF_TASK[task.kind])
        yield Link(title=title, url=f"{reverse('workspace:case', args=[case.id])}?task={task.id}")


def _taken_by(actor: Actor, case: StaffCase, task: TaskInfo | None) -> str:
    if task is None or task.assigned_to is None:
        return ""
    return (
        _("you")
        if task.assigned_to == actor.staff_id
        else case.staff.get(task.assigned_to) or _("a colleague")
    )


def _may_hear(case: StaffCase, task: TaskInfo | None) -> bool:
    """Tell whether the applicant can be heard: once, and again when a figure was corrected since."""
    if task is None or task.kind is not TaskKind.ASSESS or case.sent is None or case.waits_for is not None:
        return False
    return case.proposal is None or case.proposal.id not in {
        hearing.assessment_id for hearing in case.hearings
    }


def _must_hear(case: StaffCase, task: TaskInfo | None) -> bool:
    """Tell whether what the rules propose may be decided only after a hearing: then that comes first."""
    proposed = case.proposal.percent if case.proposal else None
    if proposed is None or not _may_hear(case, task):
        return False
    return must_be_heard(proposed, (info.figure for info in case.figures))


def _rules_url(case: StaffCase) -> str:
    return rules_url(case.id, case.proposal.id, case.proposal.model_hash) if case.proposal else ""


def _url(name: str, case: StaffCase, task: TaskInfo | None) -> str:
    if task is None:
        return ""
    ids: list[UUID] = [case.id, task.id]
    return reverse(f"workspace:{name}", args=ids)


def _decided(unsent: DecisionInfo | None, *, is_whole: bool) -> str:
    if unsent is None:
        return ""
    if unsent.outcome is Outcome.FORWARDED:
        return _("We hold to the decision, and the appeal goes on")
    return outcome_in_words(unsent.outcome, None if is_whole else unsent.percent)


def _facts(unsent: DecisionInfo | None) -> tuple[Fact, ...]:
    if unsent is None:
        return ()
    facts = []
    if unsent.valid_from:
        facts.append(Fact(label=_("Valid from"), value=date_in_words(unsent.valid_from)))
    if unsent.appeal_last_on:
        facts.append(Fact(label=_("Can be appealed until"), value=date_in_words(unsent.appeal_last_on)))
    return tuple(facts)
