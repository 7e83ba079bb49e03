"""Models in a package: what the engines do not carry out is refused with file, element and line, and nothing is kept."""

import pytest
from django.apps import apps

from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.models import Service
from raadhus.catalogue.public import CannotInstallPackage, install_files, lint_files
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.catalogue.use_cases.read_package import read_package
from raadhus.catalogue.use_cases.try_package import try_files
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public.drafts import LARGEST

PACKAGE = SERVICES / "dk" / "free-place-subsidy"


def stored_models() -> list[int]:
    """Return how many decision and process models are stored."""
    names = ("rules.RuleModel", "processes.ProcessModel")
    return [apps.get_model(name)._default_manager.count() for name in names]


def changed(name: str, before: str, after: str) -> PackageFiles:
    """Return the free-place subsidy with one piece of one file replaced."""
    files = dict(read_package(PACKAGE).contents)
    text = files[name].decode()
    assert before in text
    return PackageFiles(files | {name: text.replace(before, after, 1).encode()})


@pytest.mark.parametrize(
    ("name", "before", "after", "words"),
    [
        ("process.bpmn", 'handler="cases.decide"', 'handler="cases.guess"', "cases.guess"),
        ("process.bpmn", '<userTask id="hear_party"', '<callActivity id="hear_party"', ""),
        ("process.bpmn", 'route = "automatic"', "route == import('os')", ""),
        ("rules.dmn", 'hitPolicy="UNIQUE"', 'hitPolicy="LUCKY"', "LUCKY"),
        ("rules.dmn", "Monthly household income * 12", "Monthly household income ** eval(12)", ""),
        ("rules.dmn", "Monthly household income * 12", "Monthly household incom * 12", ""),
        ("service.yaml", "names: [Assessment]", "names: [Guess]", "Guess"),
        ("service.yaml", "Subsidy month: answers.subsidy_from", "Month: answers.subsidy_from", "Month"),
        ("service.yaml", "route: Assessment.route", "route: Assessmnt.route", "Assessmnt"),
        ("service.yaml", "route: Assessment.route", 'route: "__import__(1).x"', ""),
        ("service.yaml", "letter: decision", "letter: postcard", "missing"),
        ("service.yaml", "result: Parents' share", "result: Guess", "Guess"),
        ("service.yaml", "decided: Assessment.route", "decided: Guess.route", "Guess"),
        ("service.yaml", "steps: [Yearly income", "steps: [Yearly guess", "Yearly guess"),
        ("service.yaml", "ask: [Monthly household income", "ask: [Guess", "no input “Guess”"),
        ("service.yaml", 'Self-employed: "false"', 'Self-employed: "fals"', "fals"),
        ("service.yaml", '    Self-employed: "false"\n', "", "neither asked nor assumed"),
        ("service.yaml", "examples: [example-16-000", "examples: [example-1", "example-1"),
        ("scenarios/hearing.yaml", "own: 26000.00", "owned: 26000.00", "owned"),
        ("scenarios/hearing.yaml", "case: unconfirmed-full", "case: unconfirmed-part", "Two scenarios"),
        ("scenarios/hearing.yaml", "on: 2024-03-11", "on: 2024-02-30", "date"),
    ],
)
def test_what_is_not_carried_out_is_refused_where_it_stands(name, before, after, words):
    problems = [problem for problem in lint_files(changed(name, before, after)) if problem.is_error]

    hits = [hit for hit in problems if words in f"{hit.element} {hit.sentence}" and hit.line > 0]
    if name == "service.yaml" and "letter" in before:
        hits = [hit for hit in problems if hit.file == "letters/postcard.typ"]
    assert hits, [str(problem) for problem in problems]


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("process.bpmn", 'handler="cases.decide"', 'handler="cases.guess"'),
        ("rules.dmn", 'hitPolicy="UNIQUE"', 'hitPolicy="LUCKY"'),
    ],
)
def test_a_refused_model_refuses_the_package_and_leaves_nothing_behind(name, before, after):
    with pytest.raises(CannotInstallPackage) as refused:
        install_files(Actor.system(ASSOCIATION, purpose="test"), changed(name, before, after))

    assert refused.value.problems[0].file == name
    with transaction(ASSOCIATION):
        assert not Service.objects.exists()
        assert stored_models() == [0, 0]


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
def test_installing_stores_both_models_once():
    actor = Actor.system(ASSOCIATION, purpose="test")
    for _ in range(2):
        install_files(actor, read_package(PACKAGE))

    with transaction(ASSOCIATION):
        assert stored_models() == [1, 1]


def test_a_decision_whose_name_holds_words_of_feel_is_read_by_the_check_and_by_the_scenarios_alike():
    files = dict(read_package(PACKAGE).contents)
    for name in ("rules.dmn", "service.yaml"):
        files[name] = files[name].replace(b"Assessment", b"Time for an answer and what then")
    whole = PackageFiles(files)

    assert not [problem for problem in lint_files(whole) if problem.is_error]
    tried = try_files(whole)
    assert not [problem for problem in tried.problems if problem.is_error]
    assert tried.tried == try_files(read_package(PACKAGE)).tried > 0


@pytest.mark.parametrize("name", ["process.bpmn", "rules.dmn"])
def test_a_model_that_no_draft_can_hold_is_warned_of(name):
    large = changed(name, "</definitions>", f"<!-- {'x' * LARGEST} --></definitions>")
    (found,) = [one for one in lint_files(large) if "by a draft" in one.sentence]
    assert (found.file, found.is_error) == (name, False)
    assert not [one for one in lint_files(read_package(PACKAGE)) if "by a draft" in one.sentence]
