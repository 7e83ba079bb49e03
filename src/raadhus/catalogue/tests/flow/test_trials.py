"""What a package says about trying a change of its rules, and which rows its scenarios try."""

import json
import shutil
from decimal import Decimal

import pytest

from raadhus.catalogue.domain.scenarios import parse_scenarios
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.management import service_command
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.catalogue.use_cases.ask_trial import trial_facts, trial_question
from raadhus.catalogue.use_cases.cover_rules import cover_rules
from raadhus.catalogue.use_cases.lint_package import lint_package
from raadhus.catalogue.use_cases.read_package import read_package

FREE_PLACE = SERVICES / "dk" / "free-place-subsidy"


@pytest.fixture
def package(tmp_path):
    """Return a copy of the free-place package."""
    return shutil.copytree(FREE_PLACE, tmp_path / FREE_PLACE.name)


def test_every_row_of_the_free_place_tables_is_tried():
    files = read_package(FREE_PLACE)

    assert cover_rules(files, parse_scenarios(files)).untested == ()


def test_a_row_that_no_scenario_tries_is_named_with_its_line(package):
    written = (package / "rules.dmn").read_text()
    line = written[: written.index('<rule id="scale-2020"')].count("\n") + 1
    for scenarios in package.glob("scenarios/2020-*.yaml"):
        scenarios.unlink()
    said: list[str] = []

    assert service_command.run_tests(package, said.append) == 0
    assert said[:2] == [
        "rules.dmn: 25 of 26 rows tested.",
        f"    untested: line {line}, Scale, row 1 (scale-2020)",
    ]


def test_json_tells_the_coverage_too(package):
    said: list[str] = []

    service_command.run_tests(package, said.append, as_json=True)

    assert json.loads(said[0])["coverage"] == {"rows": 26, "tested": 26, "untested": []}


@pytest.mark.parametrize(
    ("text", "instead", "told"),
    [
        ("amount: price *", "amount: cost *", "“cost” is not known here."),
        ('decided: Assessment.outcome != ""', "decided: Outcom = 1", "“Outcom” is not known here."),
        ("amount: price * value", "amount: price * * value", "This is not FEEL"),
        ("sum(answers.children", "sum(answer.children", "“answer” is not known here."),
        ("input: Monthly household income", "input: Income", "rules.dmn has no input “Income”."),
        ("better: higher", "better: dearer", "Input should be 'higher' or 'lower'."),
    ],
)
def test_a_trial_that_cannot_be_asked_is_refused_where_it_stands(package, text, instead, told):
    file = package / "service.yaml"
    written = file.read_text()
    assert text in written
    file.write_text(written.replace(text, instead))

    (problem,) = lint_package(package)

    assert told in problem.sentence
    assert problem.line >= written[: written.index("trial:")].count("\n")


def test_of_an_application_only_the_facts_of_the_amount_are_read():
    files = read_package(FREE_PLACE)
    part = parse_service(files).decision
    children = [{"fee_monthly": Decimal("3000.50"), "name": "Alma"}, {"name": "Bo"}]

    assert trial_facts(part, {"children": children, "applicant": {"name": "Anna"}}) == {
        "price": Decimal("3000.50")
    }
    assert trial_question(part).facts == ("price",)
