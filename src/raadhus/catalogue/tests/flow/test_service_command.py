"""``./raadhus service`` as its user sees it."""

import json

import pytest

from raadhus.catalogue.management import service_command
from raadhus.catalogue.models import Service
from raadhus.catalogue.tests.packagekit import SERVICES, package_files, service_with, write_package
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction

FREE_PLACE = SERVICES / "dk" / "free-place-subsidy"


def test_lint_says_good_and_ends_with_nought(tmp_path):
    said: list[str] = []

    assert service_command.run_lint(FREE_PLACE, said.append) == 0
    assert said[-1] == "free-place-subsidy: good."


def test_lint_points_at_file_and_line_and_ends_with_one(tmp_path):
    folder = write_package(tmp_path / "bike", service_with("unit: bikes", "unit: bikes\nrun: now"))
    said: list[str] = []

    assert service_command.run_lint(folder, said.append) == 1
    assert said == [
        f"{folder}/service.yaml:17:1: error: run: “run” is not known here.",
        "bike: refused, 1 to fix.",
    ]


def test_lint_as_json_prints_one_object_and_nothing_else(tmp_path):
    folder = write_package(tmp_path / "bike", package_files(texts__en_md=None))
    said: list[str] = []

    assert service_command.run_lint(folder, said.append, as_json=True) == 1
    (text,) = said
    assert json.loads(text)["problems"][0]["file"] == "texts/en.md"


def test_test_as_json_names_its_figures_with_their_units(tmp_path):
    folder = write_package(tmp_path / "bike", package_files())
    said: list[str] = []

    assert service_command.run_tests(folder, said.append, as_json=True) == 0
    assert set(json.loads(said[0])) == {"scenarios", "failed", "duration_ms", "problems"}


@pytest.mark.django_db
def test_install_offers_the_service_or_says_why_not(tmp_path):
    owner = new_id()
    good = write_package(tmp_path / "bike", package_files())
    bad = write_package(tmp_path / "bad", service_with("unit: bikes", ""))
    said: list[str] = []

    assert service_command.run_install(bad, owner, said.append) == 1
    assert said[-1] == "bad: refused, nothing was installed."
    assert service_command.run_install(good, owner, said.append) == 0
    assert said[-1].startswith("borrow-a-bike 1.0.0: offered from now on")
    with transaction(owner):
        assert Service.objects.filter(owner_id=owner).count() == 1
