"""From values to what pages show: outcomes, figures, steps, dates."""

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from raadhus.cases.domain.progress import StepState
from raadhus.cases.domain.states import CaseKind, CaseStatus, Outcome, TaskKind
from raadhus.cases.public import words
from raadhus.cases.queries.outcomes import outcome_heading
from raadhus.cases.queries.own_case_file import OwnDecision
from raadhus.cases.queries.own_cases import OwnCase, Replacement
from raadhus.cases.queries.own_tasks import OwnTask
from raadhus.cases.use_cases.letters.compose_decision import law_of
from raadhus.catalogue.public import Package, package
from raadhus.ui.parts import Column, Moment, State, Table
from raadhus.ui.words import date_in_words, day_in_words, percent_in_words

_TASK_PAGE = {
    TaskKind.CONFIRM_INCOME: "cases:income",
    TaskKind.ANSWER_HEARING: "cases:hearing",
    TaskKind.COMPLETE: "cases:completion",
    TaskKind.QUESTION: "cases:question",
}
_NEXT = {
    CaseStatus.RECEIVED: _("You will have an answer by %(day)s at the latest, often much sooner."),
    CaseStatus.WITH_PARTNER: _("We have asked your partner. When they have answered, we go on at once."),
    CaseStatus.HEARING: _("We decide when you have answered, or when the time to answer is over."),
    CaseStatus.ASKED: _("We go on when you have answered, or when the time to answer is over."),
    CaseStatus.WAITING: _("We go on when everybody has answered, or when the time to answer is over."),
    CaseStatus.WITH_UNIT: _(
        "A caseworker is looking at it. You will have an answer by %(day)s at the latest."
    ),
    CaseStatus.DECIDED: _("It is decided. The letter is on its way to you."),
}
_NEXT_WITHOUT_DAY = {
    CaseStatus.RECEIVED: _("We are working on it and will write to you when it is decided."),
    CaseStatus.WITH_UNIT: _("A caseworker is looking at it. We will write to you when it is decided."),
}
_STATE = {StepState.DONE: State.DONE, StepState.NOW: State.NOW, StepState.AHEAD: State.NEXT}


def service_title(case: OwnCase) -> str:
    """Return what the case is about, in the active language; an appeal says so."""
    return title_of(case.package_hash, case.subject, is_appeal=case.kind is CaseKind.APPEAL)


def task_subject(task: OwnTask) -> str:
    """Return what the case of a task is about, in the active language."""
    return title_of(task.package_hash, task.subject, is_appeal=False)


def title_of(package_hash: str, subject: str, *, is_appeal: bool) -> str:
    """Return what a case is about in the active language, else as it was written down: its ``subject``."""
    service = package(package_hash).service
    title = (service.matter or service.title).get(get_language() or "en")
    if title is None:
        return subject
    return gettext("Appeal: %(subject)s") % {"subject": title} if is_appeal else title


def moments(case: OwnCase) -> tuple[Moment, ...]:
    """Return the steps of a case as its citizen sees them."""
    return tuple(
        Moment(
            title=str(words.STEP[step.name]),
            state=_STATE[step.state],
            when=_when(case, step.name) if step.state is StepState.DONE else "",
        )
        for step in case.steps
    )


def status_of(case: OwnCase) -> tuple[str, str]:
    """Return the words and tone of where a case stands; a decision that no longer holds says so."""
    said, tone = words.STATUS[case.status] if case.replaced_by is None else words.REPLACED
    return str(said), str(tone)


def outcome_in_words(case: OwnCase, outcome: Outcome, percent: Decimal | None) -> str:
    """Return the heading of a decision: the outcome as the package says it, with its figure."""
    title = outcome_heading(package(case.package_hash).service, outcome, percent, get_language() or "en")
    return title or str(words.OUTCOME[outcome])


def outcome_of_case(case: OwnCase) -> str:
    """Return what was decided, or what replaced it; empty until the letter was sent."""
    if case.outcome is None:
        return ""
    return replaced_in_words(case) or outcome_in_words(case, case.outcome, case.percent)


def replaced_in_words(case: OwnCase) -> str:
    """Say when and by which case's decision this one's was replaced, and what holds now; empty while it holds."""
    return replacement_in_words(case.replaced_by) if case.replaced_by is not None else ""


def replacement_in_words(new: Replacement) -> str:
    """Say since when and in which case another decision holds, and what it says."""
    service = package(new.package_hash).service
    heading = outcome_heading(service, new.outcome, new.percent, get_language() or "en")
    return gettext("Replaced on %(day)s by %(number)s: %(outcome)s") % {
        "day": date_in_words(new.on),
        "number": new.number,
        "outcome": heading or str(words.OUTCOME[new.outcome]),
    }


def share_in_words(case: OwnCase, decision: OwnDecision) -> str:
    """Say how much was granted, where it is a share, or who decides now; empty when nothing was granted."""
    if decision.outcome is Outcome.FORWARDED:
        return gettext("%(instance)s decides now and writes to you. You do not have to do anything.") % {
            "instance": decision.appeal_instance
        }
    if not decision.percent:
        return ""
    said = gettext("The municipality pays %(percent)s%%, you pay %(rest)s%%.") % {
        "percent": percent_in_words(decision.percent),
        "rest": percent_in_words(100 - decision.percent),
    }
    if package(case.package_hash).service.grants == "whole":
        said = ""
    if decision.valid_from is None:
        return said
    begins = gettext("It applies from %(day)s.") % {"day": date_in_words(decision.valid_from)}
    return f"{said} {begins}".strip()


def figure_table(rows: Iterable[dict[str, str]]) -> Table | None:
    """Return the figures that were counted, None when there are none."""
    cells = tuple((row["label"], row["value"], row["source"]) for row in rows)
    if not cells:
        return None
    return Table(
        caption=gettext("What was counted"),
        columns=(
            Column(label=gettext("Item")),
            Column(label=gettext("Amount or answer")),
            Column(label=gettext("Comes from")),
        ),
        rows=cells,
    )


def pays_table(rows: Iterable[dict[str, str]]) -> Table | None:
    """Return what is left to pay of each price, None when no price is known."""
    cells = tuple((row["label"], row["price"], row["pays"]) for row in rows)
    if not cells:
        return None
    return Table(
        caption=gettext("What you pay a month, by the prices you have told us"),
        columns=(
            Column(label=gettext("Child")),
            Column(label=gettext("Price"), is_number=True),
            Column(label=gettext("You pay"), is_number=True),
        ),
        rows=cells,
    )


def _when(case: OwnCase, name: str) -> str:
    if name == "received":
        return day_in_words(timezone.localtime(case.opened_at).date())
    if name in {"decided", "sent"} and case.closed_at:
        return day_in_words(timezone.localtime(case.closed_at).date())
    return ""


def what_happens_next(case: OwnCase) -> str:
    """Say in a sentence what happens next and by when; empty once the case is closed."""
    sentence = _NEXT.get(case.status)
    if sentence is None:
        return ""
    if case.deadline_on is None:
        return str(_NEXT_WITHOUT_DAY.get(case.status, sentence))
    return str(sentence) % {"day": day_in_words(case.deadline_on)}


def law_in(rules: Package, language: str, cited: Iterable[dict[str, str]]) -> tuple[dict[str, str], ...]:
    """Return the law that a decision cites, in ``language`` where the package still names it."""
    known = {law["link"]: law for law in law_of(rules, language, {"automatic", "heard"})}
    return tuple(known.get(law["link"], law) for law in cited)


def task_url(task: OwnTask) -> str:
    """Return the page on which a citizen does what is asked."""
    return reverse(_TASK_PAGE[task.kind], args=[task.id])
