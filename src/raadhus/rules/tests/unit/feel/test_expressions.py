"""FEEL by families: an expression and the FEEL text of its value."""

import datetime as dt
from decimal import Decimal

import pytest

from raadhus.rules.domain.expression import parse_expression, parse_unary_tests
from raadhus.rules.domain.feel.errors import UnsupportedValue
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.python_values import to_feel

CONTEXT = {
    "Monthly income": Decimal("30000.50"),
    "Parents' share": 23,
    "loan": {"amount": 100, "rate a year": Decimal("0.05")},
    "n": 7,
    "nothing": None,
    "people": [{"name": "Ann", "age": 12}, {"name": "Bo", "age": 40}],
}
FAMILIES = {
    "arithmetic": [
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("2 ** 10 - 1", "1023"),
        ("-2 ** 2", "4"),
        ("10 - 2 - 3", "5"),
        ("1 / 0", "null"),
        ("1.5e3", "1500"),
        ('"a" + "b"', '"ab"'),
        ('"a" + 1', "null"),
        ("n * nothing", "null"),
    ],
    "names": [
        ("Monthly income * 12", "360006"),
        ("100 - Parents' share", "77"),
        ("loan.amount * loan.rate a year", "5"),
        ("loan. amount", "100"),
        ("no such name", "null"),
    ],
    "logic": [
        ("true and null", "null"),
        ("false and null", "false"),
        ("true or null", "true"),
        ('false or "x"', "null"),
        ("not(true)", "false"),
        ('1 = "1"', "null"),
        ("null = 1", "false"),
        ("1 != null", "true"),
    ],
    "comparison": [
        ("1 < 2", "true"),
        ('"a" < "b"', "true"),
        ('1 < "b"', "null"),
        ("n between 1 and 7", "true"),
        ("n in [1..7)", "false"),
        ("n in (1, 7)", "true"),
        ("n in (< 3, > 6)", "true"),
        ("5 in ]5..6[", "false"),
        ("[1,2] = [1,2]", "true"),
        ("{a: 1} = {a: 2}", "false"),
    ],
    "control": [
        ('if n > 5 then "big" else "small"', '"big"'),
        ("if null then 1 else 2", "2"),
        ("for i in 1..3 return i * i", "[1, 4, 9]"),
        ("for i in 3..1 return i", "[3, 2, 1]"),
        ("for a in [1, 2], b in [10, 20] return a + b", "[11, 21, 12, 22]"),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
        ("some p in people satisfies p.age >= 18", "true"),
        ("every p in people satisfies p.age >= 18", "false"),
        ("some x in [] satisfies true", "false"),
    ],
    "lists": [
        ("people[age > 18].name", '["Bo"]'),
        ("people[1].name", '"Ann"'),
        ("people[-1].name", '"Bo"'),
        ("people[9]", "null"),
        ("people.age", "[12, 40]"),
        ("[1, 2, 3][item > 1]", "[2, 3]"),
        ("[1, 2, 3][> 1]", "[2, 3]"),
        ("count(people)", "2"),
        ("sum([1, 2.5])", "3.5"),
        ("sum([])", "null"),
        ("min(3, 1, 2)", "1"),
        ("median([6, 1, 2, 3])", "2.5"),
        ("mode([6, 3, 9, 6, 6])", "[6]"),
        ("flatten([1, [2, [3]]])", "[1, 2, 3]"),
        ("distinct values([1, 2, 1])", "[1, 2]"),
        ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
        ("list replace([2, 4, 7], function(item, new) item < new, 5)", "[5, 5, 7]"),
        ("concatenate([1], [2, 3])", "[1, 2, 3]"),
        ("index of([1, 2, 1], 1)", "[1, 3]"),
    ],
    "text": [
        ('substring("foobar", -2, 1)', '"a"'),
        ('substring("\\U01F40Eab", 2)', '"ab"'),
        ('string length("æøå")', "3"),
        ('upper case("æ")', '"Æ"'),
        ('substring before("foobar", "bar")', '"foo"'),
        ('contains("foobar", "ob")', "true"),
        ('split("a;b;;c", ";")', '["a", "b", "", "c"]'),
        ('string join(["a", null, "b"], "-")', '"a-b"'),
        ('matches("Ab", "^a", "i")', "true"),
        ('matches("ab", "[a-z-[b]]$")', "false"),
        ('matches("æ1", "^\\w\\d$")', "true"),
        ('matches("Å", "^\\p{Lu}$")', "true"),
        ('matches("abab", "^(ab)\\1$")', "true"),
        ('matches("a", "(?=a)")', "null"),
        ('matches("a\nb", "a.b")', "false"),
        ('matches("a\nb", "a.b", "s")', "true"),
        ('matches("a", "a", "z")', "null"),
        ('replace("2024-05", "(\\d+)-(\\d+)", "$2/$1")', '"05/2024"'),
        ('replace("abc", "x*", "-")', "null"),
    ],
    "numbers": [
        ("decimal(2.5, 0)", "2"),
        ("round half up(2.5, 0)", "3"),
        ("round up(-5.5, 0)", "-6"),
        ("round down(-5.5, 0)", "-5"),
        ("ceiling(1.01)", "2"),
        ("floor(-1.5)", "-2"),
        ("modulo(-10, 3)", "2"),
        ("abs(-5)", "5"),
        ("sqrt(16)", "4"),
        ("even(4) and odd(3)", "true"),
    ],
    "time": [
        ('date("2024-02-29").weekday', "4"),
        ('date("2023-02-29")', "null"),
        ('@"2024-01-31" + @"P1M"', "2024-02-29"),
        ('@"2024-03-01" - @"2024-02-01"', "P29D"),
        ('date("2024-12-30") < date("2025-01-01")', "true"),
        ('@"2024-03-30T12:00:00@Europe/Copenhagen" + @"P1D"', "2024-03-31T13:00:00@Europe/Copenhagen"),
        ('time("10:30:00+01:00") = time("09:30:00Z")', "true"),
        ('duration("PT36H").days', "1"),
        ('years and months duration(@"2023-12-31", @"2024-12-30")', "P11M"),
        ("date(999999999, 12, 31)", "999999999-12-31"),
        ('week of year(@"2024-12-30")', "1"),
        ('day of week(@"2024-05-31")', '"Friday"'),
        ('date and time("2024-05-31T10:00:00").hour', "10"),
    ],
    "ranges": [
        ("before([1..5], 6)", "true"),
        ("meets([1..5], [5..6])", "true"),
        ("overlaps([1..5], [5..6])", "true"),
        ("includes([1..5], 5)", "true"),
        ('range("[1..3]") = [1..3]', "true"),
        ("(< 5).end included", "false"),
    ],
    "contexts": [
        ("{a: 1, b: a + 1}.b", "2"),
        ('get value({"a b": 1}, "a b")', "1"),
        ('context put({a: 1}, "b", 2)', "{a: 1, b: 2}"),
        ("context merge([{a: 1}, {a: 2}])", "{a: 2}"),
    ],
    "functions and types": [
        ("(function(x: number) x * 2)(21)", "42"),
        ('(function(x: number) x * 2)("a")', "null"),
        ("{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(25)}.r", "15511210043330985984000000"),
        ('substring(string: "abc", start position: 2)', '"bc"'),
        ('substring(text: "abc", start position: 2)', "null"),
        ("1 instance of number", "true"),
        ("[1] instance of list<number>", "true"),
        ("null instance of number", "false"),
        ('"x" instance of days and time duration', "false"),
        ("// why\n1 /* because */ + 1", "2"),
    ],
}


@pytest.mark.parametrize(("text", "expected"), [case for cases in FAMILIES.values() for case in cases])
def test_an_expression_has_its_value(text, expected):
    expression = parse_expression(text, tuple(CONTEXT))

    assert value_text(to_feel(expression.evaluate(CONTEXT))) == expected


@pytest.mark.parametrize(
    ("cell", "value", "holds"),
    [
        ("-", None, True),
        ("< 5", 4, True),
        ("< 5", None, False),
        ("< 5", "4", False),
        ("[1..5], 7", 7, True),
        ("not(1, 2)", 3, True),
        ("not(1, 2)", 2, False),
        ('"a", "b"', "b", True),
        ("null", None, True),
        ("false, null", None, True),
        ("? > 5 and ? < 10", 7, True),
        ("true", False, False),
        ('starts with(?, "a")', "abc", True),
    ],
)
def test_a_cell_holds_for_a_value_or_not(cell, value, holds):
    assert parse_unary_tests(cell).hold(value) is holds


def test_values_cross_the_border_exactly():
    found = parse_expression('when + @"P1D"', ("when",)).evaluate({"when": dt.date(2024, 2, 28)})

    assert found == dt.date(2024, 2, 29)
    assert parse_expression("a", ("a",)).evaluate({"a": 1}) == Decimal(1)


def test_a_binary_float_is_refused():
    with pytest.raises(UnsupportedValue, match="float"):
        parse_expression("a + 1", ("a",)).evaluate({"a": 0.1})


def test_a_given_variable_hides_the_built_in_function_of_its_name():
    context = {"today": dt.date(2024, 5, 31), "count": 3}

    assert parse_expression("today.year + count + count([1])").evaluate(context) == 2028


def test_a_name_nobody_declared_is_told():
    assert parse_expression("income + parners income", ("income", "partners income")).unknown == (
        "parners income",
    )


def test_a_long_chain_of_else_if_is_read():
    text = "".join(f"if x = {each} then {each * 2} else " for each in range(150)) + "-1"

    assert [parse_expression(text).evaluate({"x": x}) for x in (0, 149, 150)] == [0, 298, -1]
