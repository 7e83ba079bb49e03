"""`./raadhus rules simulate`: what it prints, as words and as JSON."""

import json

from raadhus.rules.domain.trying.question import QuestionTexts, parse_question
from raadhus.rules.management.simulate import Simulation, run_simulation
from raadhus.rules.tests.modelkit import table_model

QUESTION = parse_question(
    QuestionTexts(decisions=("d",), value="d", amount="price * value / 100", facts=("price",))
)
CASES = "case,x,price\na,1,1000\nb,2,1000\nc,3,\n"


def simulation(tmp_path, new, **options):
    """Write two models and three cases, and return what is tried with them."""
    paths = {name: tmp_path / name for name in ("old", "new", "cases")}
    paths["old"].write_bytes(table_model(["x"], ["o"], [["< 2", "10"], [">= 2", "20"]]))
    paths["new"].write_bytes(new)
    paths["cases"].write_text(CASES)
    return Simulation(**paths, question=QUESTION, **options)


def test_the_result_is_told_in_words_and_names_the_changed_cases_when_asked(tmp_path):
    new = table_model(["x"], ["o"], [["< 2", "10"], [">= 2", "30"]])
    said: list[str] = []

    assert run_simulation(simulation(tmp_path, new, lists_cases=True), said.append) == 0

    assert said[:4] == [
        "1 of 3 cases comes out the same.",
        "2 are better off.",
        "No case has: y. The rules took that as unknown.",
        "The municipality pays 1,200 more in a year, on 2 cases.",
    ]
    assert "       2  d: row 2 gives something else" in said
    assert said[-1] == "c: better, 20 before, 30 now"


def test_inputs_that_no_case_has_are_named(tmp_path):
    new = table_model(["x", "y"], ["o"], [["< 2", "-", "10"], [">= 2", "> 5", "20"]])
    said: list[str] = []

    run_simulation(simulation(tmp_path, new), said.append)

    assert "2 are not decided by the rules any more." in said
    assert "No case has: y. The rules took that as unknown." in said


def test_one_case_is_told_as_one(tmp_path):
    new = table_model(["x"], ["o"], [["= 1", "5"], ["> 1", "20"]])
    said: list[str] = []

    run_simulation(simulation(tmp_path, new), said.append)

    assert "1 is worse off." in said


def test_json_is_one_object_with_exact_amounts(tmp_path):
    new = table_model(["x"], ["o"], [["< 2", "10.5"], [">= 2", "20"]])
    said: list[str] = []

    run_simulation(simulation(tmp_path, new), said.append, as_json=True)

    (found,) = map(json.loads, said)
    assert (found["total"], found["counts"]["better"], found["more_a_year"]) == (3, 1, "60.0")
    assert "cases" not in found


def test_a_model_that_does_not_load_is_refused_with_its_name(tmp_path):
    said: list[str] = []

    assert run_simulation(simulation(tmp_path, b"<no/>"), said.append) == 1

    assert said[0].startswith("new: ")
