"""Names in expressions, against the variables that some step of the model sets."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.formulas import FormulaRefused, Language
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.findings import finding
from raadhus.processes.domain.soundness.references import Names
from raadhus.processes.domain.timers import compile_cycle, compile_time
from raadhus.processes.domain.triggers import MessageTrigger, TimerKind, TimerTrigger

_OF_LOOPS = frozenset(
    {
        "loopCounter",
        "numberOfInstances",
        "numberOfCompletedInstances",
        "numberOfActiveInstances",
        "numberOfTerminatedInstances",
    }
)
Given = frozenset[str] | None
"""The variables that something sets; None where nobody knows which."""
_Time = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    """The variables that a file can have; ``is_all`` when nothing in it sets others."""

    variables: frozenset[str]
    is_all: bool

    def unknown(self, names: tuple[str, ...], besides: frozenset[str]) -> Iterator[str]:
        """Return the names that nothing sets; while others may be set, those of several words, which nobody sets so."""
        for name in dict.fromkeys(names):
            if name not in self.variables | besides and (self.is_all or " " in name):
                yield name


def check_variables(definitions: e.Definitions, names: Names, language: Language) -> Iterator[Problem]:
    """
    Return the expressions that ask for a variable which no step sets: a time that does is an error.

    Nothing where nobody knows with which variables a case begins, as that of a process that others call (``names.gives``).
    """
    if names.gives is None:
        return
    scopes = [scope for process in definitions.processes for scope in e.scopes_of(process)]
    nodes = [node for scope in scopes for node in scope.nodes]
    own = frozenset(process.id for process in definitions.processes)
    known = _known(own, nodes, names)
    for scope in scopes:
        for flow in scope.flows:
            yield from _asked(flow, known, _names_in(flow.condition, language))
        for node in scope.nodes:
            yield from _check(node, known, names, language)
            yield from _check_answers(node, nodes, own, names)


def _known(own: frozenset[str], nodes: list[e.FlowNode], names: Names) -> _Known:
    given = [_set_by(node, own, names) for node in nodes]
    loops = (getattr(node, "loop", None) for node in nodes)
    of_loops = {
        name for loop in loops if isinstance(loop, e.MultiInstance) for name in (loop.item, loop.output)
    }
    variables = _OF_LOOPS.union(of_loops, *(one for one in given if one is not None))
    return _Known(variables, is_all=None not in given)


def _set_by(node: e.FlowNode, own: frozenset[str], names: Names) -> Given:
    """Return what a step sets; ``own``: the processes of the file, whose steps are looked at themselves."""
    work = getattr(node, "work", None)
    if isinstance(getattr(node, "trigger", None), MessageTrigger):
        sends = isinstance(node, e.ThrowEvent | e.EndEvent | e.SendTask)
        return frozenset() if sends and not isinstance(work, e.TaskWork) else None
    if not isinstance(work, e.TaskWork):
        return frozenset()
    if isinstance(node, e.ScriptTask | e.BusinessRuleTask):
        return frozenset({work.result}) if work.result else None
    outputs = frozenset(output.name for output in work.outputs)
    if isinstance(node, e.CallActivity) and not work.service and node.called in own:
        return outputs | {one.name for one in work.inputs}  # the called process begins with them
    if outputs:
        return outputs
    # Without outputs all that a called process set comes back.
    return None if isinstance(node, e.CallActivity | e.CalledProcess) else _answered(work, names)


def _answered(work: e.TaskWork, names: Names) -> Given:
    """Return what the handler of a task answers."""
    settings = dict(work.settings)
    given = (names.gives or {}).get(work.handler)
    form = settings.get("form", "")
    values = (names.form_values or {}).get(form) if form else frozenset()
    if given is None or values is None:
        return None
    return given | values | {name.replace("-", "_") for name in settings.get("tells", "").split()}


def _check(node: e.FlowNode, known: _Known, names: Names, language: Language) -> Iterator[Problem]:
    work = getattr(node, "work", None)
    told = work if isinstance(work, e.TaskWork) else e.TaskWork()
    settings = dict(told.settings)
    inputs = frozenset(one.name for one in told.inputs)
    answered = _answered(told, names) or frozenset()
    asked = tuple(name for formula in _formulas_of(node) for name in _names_in(formula, language))
    yield from _asked(node, known, asked, inputs | answered)
    if assign := settings.get("assign", ""):
        yield from _asked(node, known, _names_in(Formula(assign, node.line), language), inputs)
    yield from _timed(node, known, inputs, _times_of(node, settings, language))


def _check_answers(
    node: e.FlowNode, nodes: list[e.FlowNode], own: frozenset[str], names: Names
) -> Iterator[Problem]:
    """Return the fields of a form with which somebody answers a question that would change what another step sets."""
    work, settings = getattr(node, "work", None), _settings_of(node)
    if not isinstance(work, e.TaskWork) or "question" not in settings or work.outputs:
        return
    form = settings.get("form", "")
    values = (names.form_values or {}).get(form, frozenset())
    others = (_set_by(one, own, names) for one in nodes if _settings_of(one).get("form", "") != form)
    theirs = frozenset[str]().union(*(one for one in others if one is not None))
    for name in sorted((values & theirs) - {"answer"}):
        yield finding(Severity.ERROR, node, "answer-overwrites", form=form, name=name)


def _settings_of(node: e.FlowNode) -> dict[str, str]:
    work = getattr(node, "work", None)
    return dict(work.settings) if isinstance(work, e.TaskWork) else {}


def _asked(
    element: e.Element, known: _Known, names: tuple[str, ...], besides: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    for name in known.unknown(names, besides):
        yield finding(Severity.WARNING, element, "nobody-sets", name=name)


def _timed(
    node: e.FlowNode, known: _Known, besides: frozenset[str], times: Iterator[_Time]
) -> Iterator[Problem]:
    severity = Severity.ERROR if known.is_all else Severity.WARNING
    for text, names in times:
        for name in known.unknown(names, besides):
            yield finding(severity, node, "time-nobody-sets", name=name, text=text)


def _times_of(node: e.FlowNode, settings: Mapping[str, str], language: Language) -> Iterator[_Time]:
    """Return the times that a step waits for or is due by, each with the names that it asks for."""
    trigger = getattr(node, "trigger", None)
    written = [(trigger.formula.text, trigger.kind)] if isinstance(trigger, TimerTrigger) else []
    written += [(settings["deadline"], TimerKind.DURATION)] if settings.get("deadline") else []
    for text, kind in written:
        time = text.removeprefix("=").strip()
        with contextlib.suppress(FormulaRefused):  # said where expressions are read
            compiled = compile_cycle if kind is TimerKind.CYCLE else compile_time
            yield time, compiled(time, language).names


def _names_in(formula: Formula | None, language: Language) -> tuple[str, ...]:
    if formula is None:
        return ()
    try:
        return language(formula.text.removeprefix("=").strip()).names
    except FormulaRefused:
        return ()  # said where expressions are read


def _formulas_of(part: object) -> Iterator[Formula]:
    """Return the formulas of an element itself, but for its times; what stands within it is another element."""
    if isinstance(part, Formula):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _formulas_of(one)
    elif is_dataclass(part) and not isinstance(part, TimerTrigger):
        for field in fields(part):
            value = getattr(part, field.name)
            if not isinstance(value, tuple) or not any(isinstance(one, e.Element) for one in value):
                yield from _formulas_of(value)
