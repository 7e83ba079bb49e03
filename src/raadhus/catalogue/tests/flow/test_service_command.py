"""``./raadhus service`` as its user sees it."""

import json
import shutil

import pytest

from raadhus.catalogue import demo
from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.management import service_command
from raadhus.catalogue.models import Service
from raadhus.catalogue.tests.packagekit import SERVICES, TEXT, package_files, service_with, write_package
from raadhus.organisation.demo import NORDBY
from raadhus.platform.tenancy.scope import transaction

FREE_PLACE = SERVICES / "dk" / "free-place-subsidy"


def test_lint_says_good_and_ends_with_nought(tmp_path):
    said: list[str] = []

    assert service_command.run_lint(FREE_PLACE, said.append) == 0
    assert said[-1] == "free-place-subsidy: good."


def test_lint_points_at_file_and_line_and_ends_with_one(tmp_path):
    folder = write_package(tmp_path / "borrow-a-bike", service_with("unit: bikes", "unit: bikes\nrun: now"))
    said: list[str] = []

    assert service_command.run_lint(folder, said.append) == 1
    assert said == [
        f"{folder}/service.yaml:17:1: error: run: “run” is not known here.",
        "borrow-a-bike: refused, 1 to fix.",
    ]


def test_lint_as_json_prints_one_object_and_nothing_else(tmp_path):
    folder = write_package(tmp_path / "borrow-a-bike", package_files(texts__en_md=None))
    said: list[str] = []

    assert service_command.run_lint(folder, said.append, as_json=True) == 1
    (text,) = said
    assert json.loads(text)["problems"][0]["file"] == "texts/en.md"


def test_test_as_json_names_its_figures_with_their_units(tmp_path):
    folder = write_package(tmp_path / "borrow-a-bike", package_files())
    said: list[str] = []

    assert service_command.run_tests(folder, said.append, as_json=True) == 0
    assert set(json.loads(said[0])) == {"scenarios", "failed", "duration_ms", "problems"}


def test_a_copy_that_keeps_its_id_is_refused_by_line(tmp_path):
    folder = write_package(tmp_path / "my-service", package_files())
    said: list[str] = []

    assert service_command.run_lint(folder, said.append) == 1
    assert said == [
        (
            f"{folder}/service.yaml:1:1: error: id: The id is “borrow-a-bike”, the folder is “my-service”: "
            "they must be the same."
        ),
        "my-service: refused, 1 to fix.",
    ]


def test_faults_in_service_yaml_do_not_hide_those_in_the_texts_and_each_has_its_line(tmp_path):
    broken = service_with("unit: bikes", "")
    texts = {**broken.contents, "texts/en.md": b"Hello\n"}
    empty = package_files(texts__da_md=TEXT.replace("Nothing.", ""))
    said: list[str] = []

    service_command.run_lint(write_package(tmp_path / "borrow-a-bike", PackageFiles(texts)), said.append)
    assert any("service.yaml" in line for line in said)
    assert any("texts/en.md:1: error: Text begins with a block" in line for line in said)

    service_command.run_lint(write_package(tmp_path / "two" / "borrow-a-bike", empty), said.append)
    assert any("texts/da.md:10: error: price: The block is empty." in line for line in said)


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
def test_a_copy_that_keeps_its_id_does_not_take_the_place_of_the_service_it_was_copied_from(tmp_path):
    owner = NORDBY
    original = write_package(tmp_path / "borrow-a-bike", package_files())
    copy = write_package(tmp_path / "my-service", service_with("version: 1.0.0", "version: 2.0.0"))
    said: list[str] = []
    service_command.run_install(original, owner, said.append)

    assert service_command.run_install(copy, owner, said.append) == 1
    with transaction(owner):
        assert [each.current.version for each in Service.objects.filter(owner_id=owner)] == ["1.0.0"]


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
def test_a_service_that_is_removed_is_offered_no_longer_and_an_unknown_one_is_said(tmp_path):
    owner = NORDBY
    said: list[str] = []
    service_command.run_install(
        write_package(tmp_path / "borrow-a-bike", package_files()), owner, said.append
    )

    assert service_command.run_remove("borrow-a-bike", owner, said.append) == 0
    assert said[-1].startswith("borrow-a-bike: no longer offered.")
    with transaction(owner):
        assert not Service.objects.filter(owner_id=owner, is_published=True).exists()
    assert service_command.run_remove("borrow-a-bike", owner, said.append) == 1
    assert said[-1] == "borrow-a-bike: no such service is offered, nothing was changed."


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
def test_a_half_made_package_is_left_out_of_the_demo_and_the_others_are_offered(tmp_path):
    owner = NORDBY
    services = tmp_path / "services"
    write_package(services / "dk" / "borrow-a-bike", package_files())
    write_package(services / "dk" / "half-made", service_with("unit: bikes", ""))
    shutil.copy(SERVICES / "dk" / "life-events.yaml", services / "dk" / "life-events.yaml")

    said = demo.load_country("dk", owner, services)

    assert said[0] == "services/dk/half-made is not offered as it stands:"
    assert any("service.yaml" in line and "unit" in line for line in said[1:])
    with transaction(owner):
        assert [each.key for each in Service.objects.filter(owner_id=owner)] == ["borrow-a-bike"]


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
def test_install_offers_the_service_or_says_why_not(tmp_path):
    owner = NORDBY
    good = write_package(tmp_path / "borrow-a-bike", package_files())
    bad = write_package(tmp_path / "bad" / "borrow-a-bike", service_with("unit: bikes", ""))
    said: list[str] = []

    assert service_command.run_install(bad, owner, said.append) == 1
    assert said[-1] == "borrow-a-bike: refused, nothing was installed."
    assert service_command.run_install(good, owner, said.append) == 0
    assert said[-1].startswith("borrow-a-bike 1.0.0: offered from now on")
    with transaction(owner):
        assert Service.objects.filter(owner_id=owner).count() == 1
