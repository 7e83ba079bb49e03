"""Source for a decision with all that it rests on: from what the caller gives to the answer, in one function."""

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from raadhus.rules.domain.dmn.generating import syntax
from raadhus.rules.domain.dmn.generating.emitter import FALLBACK, INPUTS, NULL, PLAIN, Emitter, NotGenerated
from raadhus.rules.domain.dmn.generating.expressions import emit, fit_or_leave
from raadhus.rules.domain.dmn.generating.tables import emit_table
from raadhus.rules.domain.dmn.model import InputData
from raadhus.rules.domain.dmn.plans import Step
from raadhus.rules.domain.dmn.tables.rows import table_of
from raadhus.rules.domain.feel.decimals import CONTEXT
from raadhus.rules.domain.feel.nodes import without_source
from raadhus.rules.domain.feel.python_values import to_feel, to_python
from raadhus.rules.domain.feel.types import ANY, class_of, coerce

Decide = Callable[..., Any]


def generate(inputs: tuple[InputData, ...], steps: tuple[Step, ...], *, traced: bool) -> Decide | None:
    """Return a function of the inputs, the clock, the budget and the trace: the last step's value as Python value.

    It gives FALLBACK where the usual course ends. None when nothing can be made, or nothing would be won.
    """
    names = [*(item.name for item in inputs), *(step.name for step in steps)]
    if len(set(names)) != len(names) or any(step.service is not None for step in steps):
        return None
    try:
        return _Writing(Emitter(traced=traced)).decision(inputs, steps)
    except (NotGenerated, RecursionError):
        return None


class _Writing:
    """A decision while its source is written."""

    def __init__(self, out: Emitter) -> None:
        self._out = out
        self._variables: dict[str, str] = {}
        self._is_won = False
        self._may_note = False

    def decision(self, inputs: tuple[InputData, ...], steps: tuple[Step, ...]) -> Decide:
        """Write all of it. Raises: NotGenerated."""
        out = self._out
        seen = syntax.name(out.let(syntax.dict_of([], []))) if out.is_traced else None
        for item in inputs:
            self._variables[item.name] = value = self._input(item)
            self._show(seen, item.name, value)
        for step in steps:
            if seen is not None and step.is_decision:
                out.trace("open", out.constant(step), seen)
            self._variables[step.name] = value = self._step(step)
            self._show(seen, step.name, value)
        if not self._is_won:
            raise NotGenerated
        if self._may_note:
            out.leave_if(syntax.attribute(out.runtime(), "notes"))
        value = self._variables[steps[-1].name]
        answer = syntax.name(value)
        is_plain = out.has_only(value, *PLAIN)
        out.add(syntax.give(answer if is_plain else syntax.call(out.constant(to_python), answer)))
        return out.made((DecimalException, OverflowError))

    def _show(self, seen: syntax.Expression | None, name: str, value: str) -> None:
        """Put a value where the trace finds it, by its name in the model."""
        if seen is not None:
            self._out.add(syntax.put(seen, self._out.constant(name), syntax.name(value)))

    def _input(self, item: InputData) -> str:
        out, kind = self._out, class_of(item.type)
        value = out.let(syntax.method(syntax.name(INPUTS), "get", out.constant(item.name)))
        with out.block() as chain:
            out.add(syntax.assign(value, syntax.call(out.constant(_otherwise(item)), syntax.name(value))))
            out.leave_if(syntax.is_(syntax.name(value), out.fallback))
        if kind in {str, bool}:
            odd = syntax.together(syntax.no(out.is_of(value, kind)), syntax.no(out.is_of(value, NULL)))
            chain = [syntax.when(odd, chain)]
        if kind is Decimal or item.type is ANY:
            chain = [syntax.when(syntax.no(out.is_of(value, NULL)), chain)]
            usual = syntax.together(out.is_of(value, Decimal), syntax.method(syntax.name(value), "is_finite"))
            rounded = syntax.call(out.constant(CONTEXT.plus), syntax.name(value))
            chain = [syntax.when(usual, [syntax.assign(value, rounded)], chain)]
        for statement in chain:
            out.add(statement)
        out.know(value, None if kind is None else frozenset({kind, NULL}))
        return value

    def _step(self, step: Step) -> str:
        seen = {name: self._variables[name] for name in step.names if name in self._variables}
        try:
            with self._out.trial():
                value = self._written(step, seen)
            self._is_won = True
        except NotGenerated:
            value = self._by_closure(step, seen)
        return fit_or_leave(self._out, value, step.type) if step.is_decision else value

    def _written(self, step: Step, seen: dict[str, str]) -> str:
        table = table_of(step.compiled.closure)
        if table is not None and table.node is without_source(step.logic):
            return emit_table(self._out, table, seen)
        if not step.is_decision:
            raise NotGenerated
        return emit(self._out, step.logic, seen)

    def _by_closure(self, step: Step, seen: dict[str, str]) -> str:
        """Write the call of a step that is not written out; what it notes leaves all of it to the closures."""
        out = self._out
        self._may_note = True
        keys = [out.constant(name) for name in seen]
        variables = syntax.dict_of(keys, [syntax.name(variable) for variable in seen.values()])
        return out.let(syntax.call(out.constant(step.compiled.run), variables, out.runtime()))


def _otherwise(item: InputData) -> Callable[[Any], Any]:
    """Return what makes the input's value of what is not given in the usual way; FALLBACK where that is noted."""

    def accept(given: Any) -> Any:
        value = to_feel(given)
        fitting = coerce(value, item.type)
        return FALLBACK if fitting is None and value is not None else fitting

    return accept
