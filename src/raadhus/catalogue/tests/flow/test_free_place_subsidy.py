"""The free-place subsidy: its package is whole, and its rules say what the published scales say."""

import dataclasses
import re
from fractions import Fraction

import pytest

from raadhus.catalogue.domain.scenarios import parse_scenarios
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.public import lint_package, try_package
from raadhus.catalogue.tests import free_place_tables as figures
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.catalogue.use_cases.apply_decision import try_decision
from raadhus.catalogue.use_cases.package_parts.rules import RulesPart
from raadhus.catalogue.use_cases.read_package import read_package

PACKAGE = SERVICES / "dk" / "free-place-subsidy"


def test_the_package_has_nothing_to_mend():
    assert lint_package(PACKAGE) == ()


def test_every_scenario_comes_out_as_the_published_scales_say():
    report = try_package(PACKAGE)

    assert [str(problem) for problem in report.problems] == []
    assert report.tried >= 90


def test_the_tables_are_those_that_were_worked_out_apart_from_the_rules():
    written = {path.name: path.read_text() for path in figures.FOLDER.glob("*.yaml")}

    assert written == figures.tables()


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_every_amount_on_the_page_is_an_amount_of_the_rules(language):
    page = (PACKAGE / "texts" / f"{language}.md").read_text()
    amounts = {re.sub(r"\D", "", found) for found in re.findall(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d{4,}", page)}
    ruled = set(re.findall(r"<text>(\d+)</text>", (PACKAGE / "rules.dmn").read_text()))

    assert len(amounts) >= 3
    assert amounts - ruled <= {"2024"}


@pytest.mark.parametrize(
    ("yearly", "share"),
    [(200_300, 0), (200_301, 5), (204_741, 5), (204_742, 6), (622_199, 99), (622_200, 100)],
)
def test_counting_bands_agrees_with_the_published_limits_of_2024(yearly, share):
    assert figures.share_of(Fraction(yearly), 200_300, 4_441, 622_200) == share


def test_the_step_is_the_distance_of_the_limits_in_95_parts():
    for scale in figures.SCALES:
        assert round((scale.last - scale.first) / 95) == scale.step


def test_a_wrong_expectation_is_told_with_file_and_line():
    files = read_package(PACKAGE)
    scenario = parse_scenarios(files)[0]
    scenario.expect["share"] = 50

    (problem,) = RulesPart().test(files, scenario)

    assert problem.file.startswith("scenarios/2020-")
    assert problem.line > 20
    assert problem.sentence == "expected share 50, got 0."


def test_no_scenario_leaves_an_input_of_the_rules_unheeded():
    """Each input, turned round in one case that is decided at once, changes what comes out."""
    files = read_package(PACKAGE)
    part = parse_service(files).decision
    assert part is not None
    plain = next(one for one in parse_scenarios(files) if one.key == "confirmed-part")
    decided = try_decision(part, files, plain).outputs

    assert decided["route"] == "automatic"
    for changed in ({"contested": ["applicant.name"]}, {"unverified": ["children.x"]}):
        other = try_decision(
            part, files, dataclasses.replace(plain, registers={**plain.registers, **changed})
        ).outputs
        assert other["route"] == "person"
