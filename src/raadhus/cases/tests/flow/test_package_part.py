"""A package whose words case work does not know, or whose scenarios a case would not follow, is refused."""

import pytest

from raadhus.cases.package_part import CasesPart
from raadhus.cases.tests.casekit import package_files
from raadhus.catalogue.public import PackageFiles, parse_scenarios


def changed(before, after, *, name="service.yaml"):
    """Return the real package with one piece of a file replaced."""
    files = package_files()
    text = files[name].decode()
    assert before in text
    return PackageFiles({**files.contents, name: text.replace(before, after, 1).encode()})


def tried(files):
    part = CasesPart()
    return [problem for scenario in parse_scenarios(files) for problem in part.test(files, scenario)]


def test_the_real_package_is_in_order():
    assert CasesPart().lint(package_files()) == ()
    assert tried(package_files()) == []


@pytest.mark.parametrize(
    ("before", "after", "element", "words"),
    [
        ("  - key: rejected\n", "  - key: refused\n", "outcomes.2.key", "“refused” is no outcome"),
        ("    outcome: Assessment.outcome\n", "", "decision.outputs", "reads “outcome”"),
        ("    route: Assessment.route\n", "", "decision.outputs", "reads “route”"),
        ("pays: {each: children,", "pays: {each: kids,", "decision.pays.each", "no group “kids”"),
        ("price: fee_monthly", "price: birth_date", "decision.pays.price", "no amount “birth_date”"),
        ("name: name}", "name: nickname}", "decision.pays.name", "asks no “nickname”"),
    ],
)
def test_a_word_that_case_work_does_not_know_is_told_with_its_line(before, after, element, words):
    (problem,) = CasesPart().lint(changed(before, after))

    assert problem.element == element
    assert words in problem.sentence
    assert problem.line > 1


def test_rules_that_are_less_careful_than_a_case_are_told_by_scenario():
    files = changed(
        '<outputEntry id="route-hear-first-route"><text>"hearing"</text></outputEntry>',
        '<outputEntry id="route-hear-first-route"><text>"automatic"</text></outputEntry>',
        name="rules.dmn",
    )

    told = {problem.element: problem.sentence for problem in tried(files)}

    assert told["unconfirmed-part"].startswith("The rules say")
    assert set(told) == {"unconfirmed-part", "unconfirmed-none"}


def test_an_outcome_that_case_work_does_not_know_is_told_by_scenario():
    files = changed(
        '<outputEntry id="outcome-rejected-outcome"><text>"rejected"</text></outputEntry>',
        '<outputEntry id="outcome-rejected-outcome"><text>"lost"</text></outputEntry>',
        name="rules.dmn",
    )

    assert {problem.sentence for problem in tried(files)} == {
        "“lost” is no outcome of rules: granted, partly, rejected."
    }
