"""What tasks are set to by writing: expressions, deadlines and numbers, whether they can be carried out."""

from collections.abc import Iterator
from datetime import timedelta

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.formulas import FormulaRefused, Language
from raadhus.processes.domain.outline.settings import COUNTINGS
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.findings import finding
from raadhus.processes.domain.timers import Literal, Period, compile_time, compile_working_time

_A_DAY = timedelta(days=1)
_MOST_DAYS = 3_650


def check_settings(definitions: e.Definitions, language: Language) -> Iterator[Problem]:
    """Return the tasks whose settings are no FEEL, no deadline, no number, or that are assigned in two ways."""
    for process in definitions.processes:
        for scope in e.scopes_of(process):
            for node in scope.nodes:
                work = getattr(node, "work", None)
                if isinstance(work, e.TaskWork) and work.settings:
                    yield from _check(node, dict(work.settings), language)


def _check(node: e.FlowNode, settings: dict[str, str], language: Language) -> Iterator[Problem]:
    assign, deadline = settings.get("assign", ""), settings.get("deadline", "")
    if assign and settings.get("assigned-by"):
        yield finding(Severity.ERROR, node, "assigned-twice")
    if assign and (fault := _fault_of_feel(assign, language)):
        yield finding(Severity.ERROR, node, "assign-not-feel", fault=fault)
    counted = settings.get("counted-in", "")
    if counted and counted not in COUNTINGS:
        yield finding(
            Severity.ERROR, node, "counted-neither", counted=counted, known=", ".join(sorted(COUNTINGS))
        )
    if deadline and (fault := _fault_of_deadline(deadline, counted, language)):
        yield finding(Severity.ERROR, node, "deadline-not-time", deadline=deadline, fault=fault)
    days = settings.get("days", "")
    if days and not _is_number_of_days(days):
        yield finding(Severity.ERROR, node, "days-not-number", days=days)


def _is_number_of_days(text: str) -> bool:
    """Tell whether a text is a number of days that can be kept; its length is asked first, for no number is endless."""
    return len(text) <= 4 and text.isascii() and text.isdigit() and int(text) <= _MOST_DAYS


def _fault_of_feel(text: str, language: Language) -> str:
    try:
        language(text.removeprefix("=").strip())
    except FormulaRefused as refused:
        return str(refused)
    return ""


def _fault_of_deadline(text: str, counted: str, language: Language) -> str:
    compile_it = compile_working_time if counted == "working-days" else compile_time
    try:
        time = compile_it(text.removeprefix("=").strip(), language)
    except FormulaRefused as refused:
        return str(refused)
    if isinstance(time, Literal) and isinstance(time.value, Period) and time.value.rest % _A_DAY:
        return "A deadline is a day: it has no hours."
    return ""
