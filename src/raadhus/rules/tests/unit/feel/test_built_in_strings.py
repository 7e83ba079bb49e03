"""Text functions: overloads, names, nulls, wrong kinds, edges (DMN 1.5 clause 10.3.4)."""

import pytest

from raadhus.rules.tests.feelkit import texts_of

CASES = {
    "substring": {
        'substring("foobar", 3)': '"obar"',
        'substring("foobar", 3, 3)': '"oba"',
        'substring("foobar", -2, 1)': '"a"',
        'substring("foobar", 0)': "null",
        'substring("foobar", 7)': "null",
        'substring("foobar", -7)': "null",
        'substring("foobar", 3, 0)': "null",
        'substring("foobar", 3, -1)': "null",
        'substring("\\U01F40Eab", 2)': '"ab"',
        'substring("\\uD83D\\uDC0Eab", 2)': '"ab"',
        'substring("🐎ab", -3, 2)': '"🐎a"',
        'substring("foobar", 3.8)': "null",
        'substring("foobar", 3, 3.8)': '"oba"',
        'substring("foobar", 6)': '"r"',
        'substring("", 1)': "null",
        'substring("foobar", 3, 10)': '"obar"',
        "substring(start position: 1)": "null",
    },
    "string length": {
        'string length("\\U01F40Eab")': "3",
        'string length("")': "0",
        "string length(null)": "null",
        "string length()": "null",
        'string length(string: "foo")': "3",
        'string length("\\uD83D\\uDC0E")': "1",
        'string length("e\\u0301")': "2",
    },
    "upper case": {
        'upper case("aBc4")': '"ABC4"',
        'upper case("ß")': '"SS"',
        'upper case("straße")': '"STRASSE"',
    },
    "lower case": {
        'lower case("aBc4")': '"abc4"',
        'lower case("ΑΣ")': '"ας"',
        'lower case(string: "A")': '"a"',
        "lower case(null)": "null",
        "lower case(1)": "null",
        'lower case(["A"])': '"a"',
    },
    "substring before": {
        'substring before("foobar", "bar")': '"foo"',
        'substring before("foobar", "xyz")': '""',
        'substring before("foobar", "o")': '"f"',
        'substring before("foobar", "")': '""',
    },
    "substring after": {
        'substring after("foobar", "ob")': '"ar"',
        'substring after("", "a")': '""',
        'substring after("foo", "")': '"foo"',
        'substring after("foo", "x")': '""',
        'substring after(string: "foobar", match: "o")': '"obar"',
        'substring after("foo", null)': "null",
        'substring after(null, "f")': "null",
        'substring after("foo")': "null",
    },
    "contains": {
        'contains("foobar", "of")': "false",
        'contains(string: "foobar", match: "o")': "true",
        'contains("foobar", "")': "true",
        'contains(null, "a")': "null",
        'contains("a", null)': "null",
        'contains("🐎ab", "🐎")': "true",
    },
    "starts with": {
        'starts with("foobar", "fo")': "true",
        'starts with(string: "foobar", match: "o")': "false",
    },
    "ends with": {
        'ends with("foobar", "r")': "true",
        'ends with(string: "foobar", match: "r")': "true",
        'ends with("foobar", 1)': "null",
    },
    "split": {
        'split("a,b,c", ",")': '["a", "b", "c"]',
        'split("a,b", null)': "null",
        'split(null, ",")': "null",
        'split("a")': "null",
        'split("a", "b", "c")': "null",
        'split(string: "a", delimiter: "b")': '["a"]',
        'split("a🐎b", "🐎")': '["a", "b"]',
        'split("abc", "x*")': "null",
        'split("a,b", "")': "null",
    },
    "string join": {
        'string join(["a","b"], "_and_")': '"a_and_b"',
        'string join(["a","b"], "")': '"ab"',
        'string join(["a","b"], null)': '"ab"',
        'string join(["a"], "X")': '"a"',
        'string join(["a",null,"c"], "X")': '"aXc"',
        'string join([], "X")': '""',
        'string join([null], "X")': '""',
        "string join([null])": '""',
        'string join("a", "X")': '"a"',
        'string join(["a",1], "X")': "null",
        'string join(null, "X")': "null",
        "string join()": "null",
        'string join(["a"], 1)': "null",
        'string join(list: ["a","b"], delimiter: ",")': '"a,b"',
        'string join(list: ["a","b"])': '"ab"',
    },
    "replace": {
        'replace(input: "abc", pattern: "b")': "null",
    },
}


@pytest.mark.parametrize("family", CASES)
def test_a_text_function_has_its_value(family):
    assert texts_of(CASES[family]) == CASES[family]
