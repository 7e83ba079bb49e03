"""Every built-in alike: how it is called by place and by name, and that a call that does not fit is null."""

from collections.abc import Callable, Iterable

import pytest

from raadhus.rules.domain.feel.builtins.families import BUILT_INS
from raadhus.rules.domain.feel.builtins.registry import BuiltInParameter, Signature
from raadhus.rules.domain.feel.temporal import DaysDuration
from raadhus.rules.domain.feel.values import FeelFunction
from raadhus.rules.tests.feelkit import text_of, texts_of

# A literal that each word for a kind takes, and one of a kind that it does not take.
SAMPLES = {
    "Decimal": ("2", '"2"'),
    "str": ('"a"', "2"),
    "bool": ("true", "2"),
    "Date": ('@"2024-05-31"', "2"),
    "Time": ('@"10:30:00"', "2"),
    "DateTime": ('@"2024-05-31T10:30:00"', "2"),
    "DaysDuration": ('@"PT1H"', "2"),
    "MonthsDuration": ('@"P1M"', "2"),
    "list": ("[1, 2]", None),
    "dict": ("{a: 1}", "2"),
    "Range": ("[1..3]", "2"),
    "FeelFunction": ("function(x, y) true", "2"),
    "object": ("2", None),
}
# What a sample of the kind alone would not make a meaningful call of.
ARGUMENTS = {
    "all": ["[true, false]"],
    "any": ["[true, false]"],
    "context": ['[{key: "a", value: 1}]'],
    "context merge": ["[{a: 1}]"],
    "context put(context, keys": ["{a: 1}", '["b"]', "2"],
    "date(from": ['"2024-05-31"'],
    "date and time(from": ['"2024-05-31T10:30:00"'],
    "date and time(year, month, day, hour, minute, second, timezone": [*(["2"] * 6), '"Etc/UTC"'],
    "duration": ['"P1D"'],
    "number(from)": ['"1"'],
    "number(from, grouping separator, decimal separator)": ['"1,000.5"', '","', '"."'],
    "range": ['"[1..2]"'],
    "replace(input, pattern, replacement, flags)": ['"a"', '"a"', '"b"', '"i"'],
    "matches(input, pattern, flags)": ['"a"', '"a"', '"i"'],
    "string join": ['["a", "b"]', '"-"'],
    "time(from": ['"10:30:00"'],
    "substring": ['"abc"', "2", "1"],
    "sublist": ["[1, 2]", "2", "1"],
}
WAYS = {
    name: [
        signature
        for function in (built_in, *built_in.extra)
        for signature in function.signatures
        if signature.parameters and not signature.variadic
    ]
    for name, built_in in sorted(BUILT_INS.items())
}
VARIADIC = {
    name
    for name, built_in in BUILT_INS.items()
    for function in (built_in, *built_in.extra)
    if any(signature.variadic for signature in function.signatures)
}


def kind_of(parameter: BuiltInParameter) -> str:
    return parameter.classes[0].__name__


def sample(name: str, signature: Signature) -> list[str]:
    """Return arguments that the signature takes, as FEEL text."""
    label = f"{name}({', '.join(signature.names())})"
    for key, given in ARGUMENTS.items():
        if key == name or (len(key) > len(name) and label.startswith(key)):
            return given[: len(signature.parameters)]
    return [SAMPLES[kind_of(parameter)][0] for parameter in signature.parameters]


def call(name: str, arguments: list[str], names: tuple[str, ...] = ()) -> str:
    written = [f"{word}: {text}" for word, text in zip(names, arguments, strict=True)] if names else arguments
    return f"{name}({', '.join(written)})"


def changed(name: str, change: Callable[[BuiltInParameter, str], str | None]) -> dict[str, str]:
    """Return calls with one argument changed (by those parameters where there is a change), with the call as it was."""
    found = {}
    for signature in WAYS[name]:
        arguments = sample(name, signature)
        for place, parameter in enumerate(signature.parameters):
            other = change(parameter, arguments[place])
            if other is not None:
                found[call(name, [*arguments[:place], other, *arguments[place + 1 :]])] = call(
                    name, arguments
                )
    return found


def all_null(calls: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(calls, "null")


def null_if_refused(parameter: BuiltInParameter, argument: str) -> str | None:
    return None if parameter.nullable else "null"


def wrong_if_there_is_one(parameter: BuiltInParameter, argument: str) -> str | None:
    several = FeelFunction in parameter.classes or {DaysDuration, str} <= set(parameter.classes)
    return None if several else SAMPLES[kind_of(parameter)][1]


def wrapped_if_no_list(parameter: BuiltInParameter, argument: str) -> str | None:
    return None if kind_of(parameter) in {"list", "object"} else f"[{argument}]"


@pytest.mark.parametrize("name", WAYS)
def test_a_call_by_name_is_the_call_by_place(name):
    for signature in WAYS[name]:
        arguments = sample(name, signature)
        by_place = text_of(call(name, arguments))

        assert by_place != "null"
        assert text_of(call(name, arguments, signature.names())) == by_place


@pytest.mark.parametrize("name", WAYS)
def test_a_name_that_no_parameter_has_gives_null(name):
    calls = [
        call(name, sample(name, signature), (*signature.names()[:-1], "no such parameter"))
        for signature in WAYS[name]
    ]

    assert texts_of(calls) == all_null(calls)


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("change", [null_if_refused, wrong_if_there_is_one])
def test_an_argument_that_does_not_fit_gives_null(name, change):
    calls = changed(name, change)

    assert texts_of(calls) == all_null(calls)


@pytest.mark.parametrize("name", WAYS)
def test_a_list_of_one_is_taken_as_its_item(name):
    calls = changed(name, wrapped_if_no_list)

    assert texts_of(calls) == {wrapped: text_of(plain) for wrapped, plain in calls.items()}


@pytest.mark.parametrize("name", sorted(set(BUILT_INS) - VARIADIC))
def test_too_many_arguments_give_null(name):
    most = max((len(signature.parameters) for signature in WAYS[name]), default=0)

    assert text_of(call(name, ["1"] * (most + 1))) == "null"


@pytest.mark.parametrize("name", sorted(set(BUILT_INS) - {"now", "today"}))
def test_no_argument_at_all_gives_null(name):
    assert text_of(f"{name}()") == "null"
