"""Compiles function definitions, invocations and contexts."""

from collections.abc import Callable
from functools import partial
from time import thread_time_ns

from raadhus.rules.domain.feel.builtins.registry import BuiltIn
from raadhus.rules.domain.feel.compiler import Compiler, Handler
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.functions import Lambda, invoke, invoke_named
from raadhus.rules.domain.feel.java import external_function
from raadhus.rules.domain.feel.nodes import (
    Call,
    ContextOf,
    ExternalFunction,
    Function,
    Literal,
    Node,
    bare,
)
from raadhus.rules.domain.feel.runtime import RUNTIME, Runtime
from raadhus.rules.domain.feel.scope import Scope
from raadhus.rules.domain.feel.values import Closure, Frame, Value
from raadhus.rules.domain.marking import _


def _call(compiler: Compiler, node: Call, scope: Scope) -> Closure:
    arguments = [compiler.compile(argument, scope) for argument in node.arguments]
    known = compiler.built_in(node.callee, scope)
    if known is not None and known.wants_runtime:
        return _clock_call(known, arguments)
    if node.names:
        return _named_call(compiler.compile(node.callee, scope), node.names, arguments)
    if known is not None:
        return _built_in_call(known, arguments)
    callee = compiler.compile(node.callee, scope)

    def call(frame: Frame) -> Value:
        return _charged(frame, callee(frame), [argument(frame) for argument in arguments])

    return call


def _charged(frame: Frame, callee: Value, values: list[Value]) -> Value:
    if isinstance(callee, Lambda):
        return callee.invoke(values)
    runtime: Runtime = frame[RUNTIME]
    runtime.spend_on(*values)
    result = _timed(runtime, partial(invoke, callee, values), callee, *values)
    runtime.spend_on(result)
    return result


def _timed(runtime: Runtime, act: Callable[[], Value], *involved: Value) -> Value:
    """Charge a step for each microsecond of the processor that `act` takes, if a timed function is involved."""
    if not any(type(value) is BuiltIn and value.is_timed for value in involved):
        return act()
    begun = thread_time_ns()
    result = act()
    runtime.spend((thread_time_ns() - begun) // 1000)
    return result


def _built_in_call(function: BuiltIn, arguments: list[Closure]) -> Closure:
    if function.is_timed or function.takes_functions:
        return lambda frame: _charged(frame, function, [argument(frame) for argument in arguments])

    def call(frame: Frame) -> Value:
        values = [argument(frame) for argument in arguments]
        runtime: Runtime = frame[RUNTIME]
        runtime.spend_on(*values)
        result = function.invoke(values)
        runtime.spend_on(result)
        return result

    return call


def _clock_call(function: BuiltIn, arguments: list[Closure]) -> Closure:
    def call(frame: Frame) -> Value:
        return None if arguments else function.apply(frame[RUNTIME])

    return call


def _named_call(callee: Closure, names: tuple[str, ...], arguments: list[Closure]) -> Closure:
    if len(set(names)) != len(names):
        return lambda frame: None

    def call(frame: Frame) -> Value:
        values = [argument(frame) for argument in arguments]
        runtime: Runtime = frame[RUNTIME]
        runtime.spend_on(*values)
        called = callee(frame)
        given = dict(zip(names, values, strict=True))
        result = _timed(runtime, partial(invoke_named, called, given), called, *values)
        runtime.spend_on(result)
        return result

    return call


def _function(compiler: Compiler, node: Function, scope: Scope) -> Closure:
    places = {parameter.name: compiler.place() for parameter in node.parameters}
    names = tuple(parameter.name for parameter in node.parameters)
    types = tuple(parameter.type for parameter in node.parameters)
    body = compiler.compile(node.body, scope.inner(places))
    where = tuple(places[name] for name in names)
    result = node.result

    def define(frame: Frame) -> Lambda:
        return Lambda(names, types, where, body, result, frame.copy(), node)

    return define


def _external(compiler: Compiler, node: ExternalFunction, scope: Scope) -> Closure:
    names = tuple(parameter.name for parameter in node.parameters)
    types = tuple(parameter.type for parameter in node.parameters)
    function = external_function(_written(node.mapping), names, types, node.result)
    if function is None:
        raise FeelSyntaxError(_("Of external functions only a closed table of Java's is carried out"), "", 0)
    return lambda frame: function


def _written(mapping: Node) -> Value:
    """Return a context of literals as its value; null for what would have to be computed."""
    mapping = bare(mapping)
    if isinstance(mapping, ContextOf):
        return {entry.key: _written(entry.value) for entry in mapping.entries}
    return mapping.value if isinstance(mapping, Literal) else None


def _context(compiler: Compiler, node: ContextOf, scope: Scope) -> Closure:
    inner = scope.inner()
    steps: list[tuple[str, int, Closure]] = []
    result: Closure | None = None
    for entry in node.entries:
        if entry.key is None:
            result = compiler.compile(entry.value, inner)
            continue
        place = compiler.place()
        if isinstance(bare(entry.value), Function):
            inner.places[entry.key] = place
        value = compiler.compile(entry.value, inner)
        inner.places[entry.key] = place
        steps.append((entry.key, place, value))

    def build(frame: Frame) -> Value:
        made: dict[str, Value] = {}
        for key, place, value in steps:
            made[key] = frame[place] = computed = value(frame)
            if type(computed) is Lambda:
                # A function of a context may call itself by the key it stands under.
                computed.frame[place] = computed
        return made if result is None else result(frame)

    return build


HANDLERS: dict[type[Node], Handler] = {
    Call: _call,
    Function: _function,
    ExternalFunction: _external,
    ContextOf: _context,
}
