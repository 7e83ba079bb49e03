"""Findings in the words of a command line and of a page."""

import json

from django.utils import translation

from raadhus.rules.domain.dmn.problems import Problem
from raadhus.rules.management.lint import run_lint
from raadhus.rules.public.checking import place_of, sentence_of
from raadhus.rules.tests.checkkit import findings, model_of
from raadhus.rules.tests.modelkit import literal, table

OVERLAP = table(["n"], ["out"], [["<= 5", "1"], [">= 5", "2"]])


def test_a_sentence_is_said_in_the_language_in_use():
    (problem,) = findings(OVERLAP)

    with translation.override("en"):
        assert sentence_of(problem) == problem.sentence
        assert place_of(problem) == "r, row 2"
    with translation.override("da"):
        assert sentence_of(problem) == "Rækkerne 1, 2 passer på samme tid, for eksempel {n: 5}; kun én må."
        assert place_of(problem) == "r, række 2"
    with translation.override("nb"):
        assert sentence_of(problem) == "Radene 1, 2 passer samtidig, for eksempel {n: 5}; bare én kan gjelde."


def test_kinds_of_values_are_said_in_the_language_in_use():
    (problem,) = findings(literal("n + s"))

    with translation.override("da"):
        assert sentence_of(problem) == "Et tal + en tekst giver intet resultat; værdien er altid tom (null)."


def test_what_keeps_a_file_from_being_read_is_said_as_it_is():
    problem = Problem(3, 1, "literalExpression", "The expression ends too early in '1 +'")

    with translation.override("nb"):
        assert sentence_of(problem) == problem.sentence
        assert place_of(problem) == "literalExpression"


def lint(tmp_path, source: bytes, **options: bool) -> tuple[int, list[str]]:
    path = tmp_path / "rules.dmn"
    path.write_bytes(source)
    said: list[str] = []
    return run_lint([path], said.append, **options), said


def test_the_command_says_file_line_severity_place_and_sentence(tmp_path):
    code, said = lint(tmp_path, model_of(OVERLAP))

    assert code == 1
    assert said[0].startswith(f"{tmp_path}/rules.dmn:1: ")
    assert any("doubt: decision 'r', row 2: Rows 1, 2 fit at the same time" in line for line in said)
    assert said[-1].endswith("rules.dmn: 1 to fix.")


def test_advice_refuses_nothing(tmp_path):
    code, said = lint(tmp_path, model_of(table(["n"], ["out"], [["< 5", "1"]])))

    assert code == 0
    assert any(": advice: " in line for line in said)
    assert "good" in said[-1]


def test_the_json_form_has_everything_of_a_finding(tmp_path):
    _, (text,) = lint(tmp_path, model_of(OVERLAP), as_json=True)

    found = next(one for one in json.loads(text)["problems"] if one["code"] == "overlap")
    assert found == {
        "file": f"{tmp_path}/rules.dmn",
        "severity": "doubt",
        "line": 1,
        "column": 0,
        "element": "decision 'r', row 2",
        "decision": "r",
        "table": "t",
        "row": 2,
        "column_name": "",
        "code": "overlap",
        "sentence": "Rows 1, 2 fit at the same time, for example {n: 5}; only one may.",
        "example": "{n: 5}",
    }
