"""Findings in the words of a command line and of a page."""

import ast
import json
from pathlib import Path

from django.utils import translation

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn import refusals
from raadhus.rules.management.lint import run_lint
from raadhus.rules.public.checking import place_of, sentence_of
from raadhus.rules.tests.checkkit import findings, model_of
from raadhus.rules.tests.modelkit import decision, literal, model, table

OVERLAP = table(["n"], ["out"], [["<= 5", "1"], [">= 5", "2"]])


def test_a_sentence_is_said_in_the_language_in_use():
    (problem,) = findings(OVERLAP)

    with translation.override("en"):
        assert sentence_of(problem) == problem.sentence
        assert place_of(problem) == "r, row 2"
    with translation.override("da"):
        assert (
            sentence_of(problem) == "Rækkerne 1, 2 passer på samme tid, for eksempel {n: 5}; kun én må gælde."
        )
        assert place_of(problem) == "r, række 2"
    with translation.override("nb"):
        assert sentence_of(problem) == "Radene 1, 2 passer samtidig, for eksempel {n: 5}; bare én kan gjelde."


def test_an_example_is_said_in_words_where_a_page_has_them():
    (problem,) = findings(OVERLAP)

    with translation.override("da"):
        said = sentence_of(problem, example="Antal: 5")
        assert said == "Rækkerne 1, 2 passer på samme tid, for eksempel Antal: 5; kun én må gælde."


def test_kinds_of_values_are_said_in_the_language_in_use():
    (problem,) = findings(literal("n + s"))

    with translation.override("da"):
        assert sentence_of(problem) == "Et tal + en tekst giver intet resultat; værdien er altid tom (null)."


def test_what_is_no_feel_is_said_in_the_language_in_use():
    (problem,) = findings(literal("1 + )"))

    assert problem.column == 5
    with translation.override("en"):
        assert sentence_of(problem) == "“)” cannot stand here in: 1 + )"
    with translation.override("nb"):
        assert sentence_of(problem) == "«)» kan ikke stå her i: 1 + )"


def test_what_keeps_a_file_from_being_read_is_said_in_the_language_in_use():
    with translation.override("nb"):
        (problem,) = check(b"<definitions/>")
        assert sentence_of(problem) == "Dette er ikke en DMN-modell (versjon 1.1 til 1.5)"
        (problem,) = check(model(decision("r", literal("1")) + "<surprise/>"))
        assert sentence_of(problem) == "Elementet «surprise» kan ikke brukes her"
        assert place_of(problem) == "surprise"


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal():
    trees = [ast.parse(file.read_text()) for file in Path(refusals.__file__).parent.glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = {"refuse", "doubt", "_cannot", "refused"}
    refusing = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in named]
    texts = [part.value for call in refusing for part in call.args if isinstance(part, ast.Constant)]

    assert {text for text in texts if "-" in str(text)} == set(refusals.REFUSALS) - {
        "unknown-name",
        "circular",
    }


def test_what_cannot_be_read_is_told_at_its_cell_wherever_the_lines_of_the_file_break():
    logic = table(["n", "s"], ["out"], [["1", "-", "1"], ["2", '"a" +', "2 +"]])
    found = [one for one in check(model_of(logic).replace(b"\n", b" ")) if one.code == "syntax"]

    assert {(one.place.table, one.place.row, one.place.number) for one in found} == {("t", 2, 2), ("t", 2, 3)}
    with translation.override("da"):
        assert {place_of(one) for one in found} == {"r, række 2, kolonne s", "r, række 2, kolonne out"}


def test_unknown_names_keep_their_place_beside_what_cannot_be_read():
    found = check(model_of(table(["n"], ["out"], [["1", "m +"], ["2", "gone"]])))

    assert {(one.code, one.place.row, one.place.number) for one in found if one.refuses} == {
        ("syntax", 1, 2),
        ("unknown-name", 2, 2),
    }


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


def test_a_text_that_is_no_feel_is_named_by_its_cell(tmp_path):
    _, said = lint(tmp_path, model_of(table(["n"], ["out"], [["1", "1"], ["< 5 +", "2"]])))

    assert "error: decision 'r', row 2, column n: The expression ends too early" in said[0]


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
        "column_number": 0,
        "code": "overlap",
        "sentence": "Rows 1, 2 fit at the same time, for example {n: 5}; only one may.",
        "example": "{n: 5}",
    }


def test_a_file_that_is_not_there_is_said(tmp_path):
    said: list[str] = []

    assert run_lint([tmp_path / "none.dmn"], said.append) == 1
    assert said == [f"{tmp_path}/none.dmn: there is no such file."]


def test_a_model_may_import_one_beside_it(tmp_path):
    imported = model(decision("base", literal("21"))).replace(b"urn:test", b"urn:base")
    needs = (
        '<informationRequirement><requiredDecision href="urn:base#base"/></informationRequirement>'
        "<literalExpression>"
    )
    import_of = (
        '<import name="b" namespace="urn:base" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
    )
    importing = model(import_of + decision("r", literal("b.base * 2")).replace("<literalExpression>", needs))
    (tmp_path / "base.dmn").write_bytes(imported)

    assert lint(tmp_path, importing) == (0, [f"{tmp_path}/rules.dmn: good."])
    code, said = lint(tmp_path, importing.replace(b"b.base * 2", b'b.base + "a"'))
    assert code == 1
    assert "A number + a text has no result" in said[0]


def test_decisions_that_no_named_result_rests_on_are_told(tmp_path):
    path = tmp_path / "rules.dmn"
    path.write_bytes(model(decision("r", literal("1")) + decision("left", literal("2"))))
    said: list[str] = []

    assert run_lint([path], said.append, results=["r"]) == 0
    assert "decision 'left': Nothing reads the decision." in said[0]
    assert run_lint([path], said.append) == 0
    assert said[-1] == f"{path}: good."
