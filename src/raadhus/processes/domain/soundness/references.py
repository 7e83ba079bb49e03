"""Forms, rules, letters, questions and units that tasks name, against those that there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.outline.settings import LANE_SETTINGS
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.findings import finding

_NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """
    What a model may name; None where nobody knows what there is.

    ``gives``: the variables that each handler sets, of those whose owner says so; None where nobody knows with which
    variables a case begins. ``form_values``: those that each form of a task gives.
    """

    decisions: frozenset[str] | None = None
    forms: frozenset[str] | None = None
    letters: frozenset[str] | None = None
    units: frozenset[str] | None = None
    questions: frozenset[str] | None = None
    reads: Mapping[str, frozenset[str]] | None = None  # the settings that each handler looks at
    gives: Mapping[str, frozenset[str]] | None = None
    form_values: Mapping[str, frozenset[str]] | None = None

    def of_called(self) -> "Names":
        """Return the same for a process that others call: they may have set any variable."""
        return replace(self, gives=None)


def check_references(definitions: e.Definitions, names: Names) -> Iterator[Problem]:
    """Return the tasks that name what there is not: decisions, and what their settings name."""
    for process in definitions.processes:
        for scope in e.scopes_of(process):
            for node in scope.nodes:
                work = getattr(node, "work", None)
                if isinstance(work, e.TaskWork):
                    yield from _check(node, work, names)


def _check(node: e.FlowNode, work: e.TaskWork, names: Names) -> Iterator[Problem]:
    settings = dict(work.settings)
    for code, name, known in (
        ("unknown-decision", work.decision, names.decisions),
        ("unknown-decision", settings.get("assigned-by", ""), names.decisions),
        ("unknown-question", settings.get("question", ""), names.questions),
        ("unknown-form", settings.get("form", ""), names.forms),
        ("unknown-letter", settings.get("letter", ""), names.letters),
        ("unknown-unit", settings.get("unit", ""), names.units),
    ):
        if name and known is not None and name not in known:
            listed = ", ".join(sorted(known)) or _NONE
            yield finding(Severity.ERROR, node, code, name=name, known=listed)
    reads = (names.reads or {}).get(work.handler)
    if reads is not None:
        for name in sorted(settings.keys() - reads - LANE_SETTINGS):
            yield finding(Severity.WARNING, node, "setting-not-read", setting=name, handler=work.handler)
