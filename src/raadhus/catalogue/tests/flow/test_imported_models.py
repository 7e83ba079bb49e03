"""A package brings the models that its rules import: one file is stored, and decided by."""

import shutil

import pytest

from raadhus.catalogue.models import Service
from raadhus.catalogue.public import CannotInstallPackage, install_package, lint_package, package, try_package
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import models_inside

KEY = "free-place-subsidy"
INSTALLER = Actor.system(ASSOCIATION, purpose="test")
DMN = "https://www.omg.org/spec/DMN/20230324/MODEL/"
YEAR = f'''<definitions xmlns="{DMN}" id="y" name="Year" namespace="urn:year">
<decision id="months" name="Months"><variable name="Months" typeRef="number"/>
<literalExpression><text>12</text></literalExpression></decision></definitions>'''


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a package whose rules import how many months a year has."""
    here = tmp_path / KEY
    shutil.copytree(SERVICES / "dk" / KEY, here)
    rules = here / "rules.dmn"
    text = rules.read_text()
    need = '<informationRequirement id="needs-year"><requiredDecision href="urn:year#months"/></informationRequirement>'
    changed = text.replace("income * 12</text>", "income * year.Months</text>").replace(
        '<literalExpression id="yearly-income-expression">',
        f'{need}<literalExpression id="yearly-income-expression">',
    )
    changed = changed.replace(
        "<itemDefinition", f'<import name="year" namespace="urn:year" importType="{DMN}"/><itemDefinition', 1
    )
    assert changed.count("year.Months") == changed.count("needs-year") == changed.count("<import") == 1
    rules.write_text(changed)
    (here / "models").mkdir()
    (here / "models" / "year.dmn").write_text(YEAR)
    return here


def test_its_scenarios_come_out_as_before(folder):
    report = try_package(folder)

    assert [str(problem) for problem in report.problems] == []
    assert report.tried == try_package(SERVICES / "dk" / KEY).tried


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
def test_what_is_installed_decides_without_the_folder(folder):
    ref = install_package(INSTALLER, folder)
    shutil.rmtree(folder)

    with transaction(ASSOCIATION):
        files = package(ref.content_hash).files
    assert models_inside(files["rules.dmn"]) == ("urn:year",)
    assert files.under("models") == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("year", "no model", "not well-formed"),
        ("more", YEAR, "the same namespace"),
        ("more", YEAR.replace("urn:year", "urn:more"), "import no model"),
        ("year", YEAR.replace("12</text>", "12 +</text>"), "ends too early"),
        ("year", YEAR.replace("months", "weeks"), "urn:year#months"),
    ],
)
def test_a_model_that_does_not_fit_refuses_the_package_whole(folder, name, content, words):
    (folder / "models" / f"{name}.dmn").write_text(content)
    problems = lint_package(folder)
    with pytest.raises(CannotInstallPackage) as refused:
        install_package(INSTALLER, folder)

    assert words in " ".join(str(problem) for problem in problems)
    assert words in " ".join(str(problem) for problem in refused.value.problems)
    with transaction(ASSOCIATION):
        assert not Service.objects.exists()
