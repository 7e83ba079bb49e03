"""Functions of contexts and of truth: overloads, names, nulls, wrong kinds, edges (DMN 1.5 clause 10.3.4)."""

import pytest

from raadhus.rules.tests.feelkit import texts_of

CASES = {
    "not": {
        "not(true)": "false",
        "not(null)": "null",
        'not("a")': "null",
        "not(0)": "null",
        "not(negand: true)": "false",
    },
    "is": {
        "is(1, 1)": "true",
        "is(1, 2)": "false",
        'is(1, "1")': "false",
        "is(null, null)": "true",
        "is(null, 1)": "false",
        "is([1], [1])": "true",
        "is({a:1}, {a:1})": "true",
        "is(1.0, 1)": "true",
        'is(@"2012-12-25", @"23:00:50")': "false",
        'is(@"2012-12-25", @"2012-12-25")': "true",
        'is(@"23:00:50z", @"23:00:50")': "false",
        'is(@"23:00:50z", @"23:00:50+00:00")': "true",
        'is(@"23:00:50+01:00", @"22:00:50Z")': "false",
        'is(@"2012-12-25T23:00:50z", @"2012-12-25T23:00:50+00:00")': "true",
        'is(@"2012-12-25T23:00:50+01:00", @"2012-12-25T22:00:50Z")': "false",
        'is(@"P1D", @"PT24H")': "true",
        'is(@"P12M", @"P1Y")': "true",
        'is(@"P0Y", @"PT0S")': "false",
        "is([1..2], [1..2])": "true",
        "is(value1: 1, value2: 1)": "true",
        "is(1)": "null",
        "is()": "null",
        "is(1,1,1)": "null",
        "is(value1: null)": "true",
        'is(@"10:00:00@Etc/UTC", @"10:00:00Z")': "false",
        'is(@"10:00:00@Etc/UTC", @"10:00:00@Etc/UTC")': "true",
        'is(date and time(2020, 1, 1, 10, 0, 0, "Etc/UTC"), @"2020-01-01T10:00:00@Etc/UTC")': "true",
    },
    "get value": {
        'get value({a: 1}, "a")': "1",
        'get value({a: 1}, "b")': "null",
        'get value(m: {a: 1}, key: "a")': "1",
        'get value(null, "a")': "null",
        "get value({a: 1}, null)": "null",
    },
    "get entries": {
        'get entries({a: 1, b: "x"})': '[{key: "a", value: 1}, {key: "b", value: "x"}]',
        "get entries({})": "[]",
        "get entries(null)": "null",
        "get entries(m: {a: 1})": '[{key: "a", value: 1}]',
        "get entries([])": "null",
        'get entries("a")': "null",
        "get entries({a: 1}, 2)": "null",
    },
    "context": {
        'context([{key: "a", value: 1}])': "{a: 1}",
        'context({key: "a", value: 1})': "{a: 1}",
        'context([{key: "a", value: 1}, {key: "a", value: 2}])': "{a: 2}",
        'context([{key: "a"}])': "null",
        "context([{value: 1}])": "null",
        "context([{key: null, value: 1}])": "null",
        "context([{key: 1, value: 1}])": "null",
        "context([])": "{}",
        "context(null)": "null",
        "context([null])": "null",
        'context(entries: [{key: "a", value: null}])': "{a: null}",
        'context([{key: "a", value: 1, extra: 2}])': "{a: 1}",
    },
    "context put": {
        'context put({x: 1}, "y", 2)': "{x: 1, y: 2}",
        'context put({x: 1, y: 0}, "y", 2)': "{x: 1, y: 2}",
        'context put({x: 1, y: {a: 0}}, ["y", "a"], 2)': "{x: 1, y: {a: 2}}",
        'context put(context: {x: 1}, keys: ["y"], value: 2)': "{x: 1, y: 2}",
        'context put(context: {a: 1}, key: "b")': "{a: 1, b: null}",
        "context put(context: {a: 1}, value: 1)": "null",
    },
    "context merge": {
        "context merge([{x: 1}, {y: 2}])": "{x: 1, y: 2}",
        "context merge([{x: 1, y: 0}, {y: 2}])": "{x: 1, y: 2}",
        "context merge({x: 1})": "{x: 1}",
        "context merge([])": "{}",
        "context merge(null)": "null",
        "context merge([{x: 1}, null])": "null",
        "context merge(1)": "null",
        "context merge(contexts: [{x: 1}])": "{x: 1}",
        "context merge({x: 1}, {y: 2})": "null",
    },
}


@pytest.mark.parametrize("family", CASES)
def test_a_context_or_boolean_function_has_its_value(family):
    assert texts_of(CASES[family]) == CASES[family]
