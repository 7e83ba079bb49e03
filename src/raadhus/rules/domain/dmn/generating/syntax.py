"""Python's own syntax tree, as short as it is needed here. Names are numbered; no name and no text comes from a model."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

Expression = ast.expr
Statement = ast.stmt


def name(of: str) -> Expression:
    """Return the reading of a variable."""
    return ast.Name(of, ast.Load())


def assign(target: str, value: Expression) -> Statement:
    """Return `target = value`."""
    return ast.Assign([ast.Name(target, ast.Store())], value)


def put(of: Expression, key: Expression, value: Expression) -> Statement:
    """Return `of[key] = value`."""
    return ast.Assign([ast.Subscript(of, key, ast.Store())], value)


def call(function: Expression, *arguments: Expression) -> Expression:
    """Return `function(arguments…)`."""
    return ast.Call(function, list(arguments), [])


def attribute(of: Expression, word: str) -> Expression:
    """Return `of.word`; the word is one of ours."""
    return ast.Attribute(of, word, ast.Load())


def among(value: Expression, group: Expression) -> Expression:
    """Return `value in group`."""
    return compared(value, ast.In(), group)


def method(of: Expression, word: str, *arguments: Expression) -> Expression:
    """Return `of.word(arguments…)`."""
    return call(attribute(of, word), *arguments)


def item(of: Expression, index: Expression) -> Expression:
    """Return `of[index]`."""
    return ast.Subscript(of, index, ast.Load())


def compared(left: Expression, operator: ast.cmpop, right: Expression) -> Expression:
    """Return `left operator right`."""
    return ast.Compare(left, [operator], [right])


def is_(left: Expression, right: Expression) -> Expression:
    """Return `left is right`."""
    return compared(left, ast.Is(), right)


def is_not(left: Expression, right: Expression) -> Expression:
    """Return `left is not right`."""
    return compared(left, ast.IsNot(), right)


def both(left: Expression, operator: ast.operator, right: Expression) -> Expression:
    """Return `left operator right`, for operators on bits."""
    return ast.BinOp(left, operator, right)


def either(condition: Expression, yes: Expression, no: Expression) -> Expression:
    """Return `yes if condition else no`."""
    return ast.IfExp(condition, yes, no)


def negative(of: Expression) -> Expression:
    """Return `-of`."""
    return ast.UnaryOp(ast.USub(), of)


def no(of: Expression) -> Expression:
    """Return `not of`."""
    return ast.UnaryOp(ast.Not(), of)


def together(*conditions: Expression) -> Expression:
    """Return `first and second …`."""
    return ast.BoolOp(ast.And(), list(conditions))


def flag(value: bool | None) -> Expression:
    """Return True, False or None, written out."""
    return ast.Constant(value)


def list_of(items: Sequence[Expression]) -> Expression:
    """Return `[items…]`."""
    return ast.List(list(items), ast.Load())


def dict_of(keys: Sequence[Expression], values: Sequence[Expression]) -> Expression:
    """Return `{keys: values…}`."""
    return ast.Dict(list(keys), list(values))


def when(condition: Expression, body: list[Statement], otherwise: list[Statement] | None = None) -> Statement:
    """Return an `if`."""
    return ast.If(condition, body or [ast.Pass()], otherwise or [])


def while_(condition: Expression, body: list[Statement]) -> Statement:
    """Return a `while`."""
    return ast.While(condition, body, [])


def give(value: Expression) -> Statement:
    """Return `return value`."""
    return ast.Return(value)


def do(value: Expression) -> Statement:
    """Return an expression as a statement."""
    return ast.Expr(value)


def attempt(body: list[Statement], caught: Expression, instead: list[Statement]) -> Statement:
    """Return `try: body except caught: instead`."""
    return ast.Try(body, [ast.ExceptHandler(caught, None, instead)], [], [])


def _parameters(names: Sequence[str]) -> ast.arguments:
    return ast.arguments([], [ast.arg(one) for one in names], None, [], [], None, [])


def function(constants: Sequence[str], parameters: Sequence[str], body: list[Statement]) -> ast.Module:
    """Return a module with `make(constants)`, which returns the function of these parameters and this body."""
    inner = ast.FunctionDef("decide", _parameters(parameters), body, [])
    unpacked = ast.Assign(
        [ast.Tuple([ast.Name(one, ast.Store()) for one in constants], ast.Store())], name("constants")
    )
    outer = ast.FunctionDef("make", _parameters(["constants"]), [unpacked, inner, give(name("decide"))], [])
    return ast.fix_missing_locations(ast.Module([outer], []))


def made(module: ast.Module, constants: Sequence[Any]) -> Callable[..., Any]:
    """Return the function that a module of `function` makes of the values of its constants."""
    space: dict[str, Any] = {"__builtins__": {"type": type}}
    # The tree has only names of our own numbering; what a model says comes in as values. ADR 14.
    exec(compile(module, "<decision>", "exec"), space)  # noqa: S102 - the only place; see the line above
    decide: Callable[..., Any] = space["make"](tuple(constants))
    return decide
