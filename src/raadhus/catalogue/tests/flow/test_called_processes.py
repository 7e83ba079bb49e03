"""A package whose process calls others: those it brings itself, and those of services that are offered here."""

import datetime as dt

import pytest

from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.management.service_command import run_remove
from raadhus.catalogue.models import Service, ServiceRelease
from raadhus.catalogue.public import (
    CannotInstallPackage,
    CannotWithdrawService,
    install_files,
    lint_files,
    package,
    service,
    withdraw_service,
)
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.catalogue.use_cases.read_package import read_package
from raadhus.catalogue.use_cases.releasing import bring_into_force_if_due, release, store_version
from raadhus.organisation.demo import ASSOCIATION
from raadhus.organisation.public import local_today
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes

PACKAGE = SERVICES / "dk" / "free-place-subsidy"
INSTALLER = Actor.system(ASSOCIATION, purpose="test")
HEARING = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:raadhus="urn:raadhus:bpmn:1"><process
id="Hearing"><startEvent id="s"/><userTask id="t"><extensionElements><raadhus:task handler="cases.hear_party"/>
</extensionElements></userTask><sequenceFlow id="f" sourceRef="s" targetRef="t"/></process></definitions>"""
HEARD = '<userTask id="hear_party"'


def calling(called: str, extension: str = "") -> bytes:
    """Return the process of the free-place subsidy with a call in the place of its hearing."""
    text = read_package(PACKAGE).contents["process.bpmn"].decode()
    head, _, rest = text.partition(HEARD)
    _, _, tail = rest.partition("</userTask>")
    call = f'<callActivity id="hear_party" calledElement="{called}"><extensionElements>{extension}</extensionElements>'
    return f"{head}{call}</callActivity>{tail}".encode()


def files(**changed: bytes) -> PackageFiles:
    names = {"process": "process.bpmn", "hearing": "processes/hearing.bpmn"}
    contents = dict(read_package(PACKAGE).contents)
    return PackageFiles(contents | {names[name]: content for name, content in changed.items()})


def errors(whole: PackageFiles) -> list[str]:
    return [str(one) for one in lint_files(whole) if one.is_error]


@pytest.mark.django_db
def test_a_process_of_the_package_itself_is_called_and_kept_with_it(towns):
    whole = files(process=calling("Hearing"), hearing=HEARING)
    assert errors(whole) == []

    ref = install_files(INSTALLER, whole)

    with transaction(ASSOCIATION):
        kept = package(ref.content_hash)
        steps = {step.element for step in processes.list_steps(kept.process_model)}
    assert "hear_party/hearing.t" in steps
    assert kept.process_model != processes.address_of(whole["process.bpmn"])


def test_a_called_process_is_looked_at_in_its_own_file(towns):
    broken = HEARING.replace(b"userTask", b"complexGateway")
    found = errors(files(process=calling("Hearing"), hearing=broken))
    assert any(one.startswith("processes/hearing.bpmn:2") for one in found), found


@pytest.mark.django_db
def test_a_service_that_is_not_offered_refuses_the_package_with_file_and_line(towns):
    whole = files(process=calling("Hearing", '<raadhus:call service="neighbour-hearing"/>'))
    line = whole["process.bpmn"].decode().partition("<callActivity")[0].count("\n") + 1

    with pytest.raises(CannotInstallPackage) as refused:
        install_files(INSTALLER, whole)

    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == ("process.bpmn", line)
    assert "“neighbour-hearing”" in problem.sentence
    with transaction(ASSOCIATION):
        assert not Service.objects.exists()


@pytest.mark.django_db
def test_a_service_cannot_call_itself(towns):
    install_files(INSTALLER, files())
    with transaction(ASSOCIATION):
        before = service(INSTALLER, "free-place-subsidy", "en").package.ref
        process = next(iter(processes.list_steps(package(before.content_hash).process_model)))
    assert process.element
    whole = files(process=calling("P", '<raadhus:call service="free-place-subsidy"/>'))

    with pytest.raises(CannotInstallPackage) as refused:
        install_files(INSTALLER, whole)

    assert "without end" in refused.value.problems[0].sentence
    with transaction(ASSOCIATION):
        assert service(INSTALLER, "free-place-subsidy", "en").package.ref == before


@pytest.fixture
def called_by_another(towns):
    """Install the free-place subsidy, and another service whose process calls that of it."""
    install_files(INSTALLER, files())
    process = calling("free_place_subsidy", '<raadhus:call service="free-place-subsidy"/>')
    contents = dict(files(process=process).contents)
    contents["service.yaml"] = contents["service.yaml"].replace(
        b"id: free-place-subsidy", b"id: summer-place"
    )
    install_files(INSTALLER, PackageFiles(contents))


@pytest.mark.django_db
def test_a_service_that_another_one_calls_is_not_withdrawn(called_by_another):
    with pytest.raises(CannotWithdrawService) as refused:
        withdraw_service(INSTALLER, "free-place-subsidy")

    assert refused.value.detail == "summer-place"
    with transaction(ASSOCIATION):
        assert Service.objects.filter(is_published=True).count() == 2


@pytest.mark.django_db
def test_a_service_is_withdrawn_when_nobody_calls_it_any_more(called_by_another):
    withdraw_service(INSTALLER, "summer-place")
    withdraw_service(INSTALLER, "free-place-subsidy")
    with transaction(ASSOCIATION):
        assert not Service.objects.filter(is_published=True).exists()


def coming(name: str, process: bytes) -> None:
    """Let a version of the service ``name`` wait for tomorrow whose process is this one."""
    contents = dict(files(process=process).contents)
    contents["service.yaml"] = contents["service.yaml"].replace(
        b"id: free-place-subsidy", f"id: {name}".encode()
    )
    whole = PackageFiles(contents)
    with transaction(ASSOCIATION):
        processes.store_model(INSTALLER, process, service=name)
        tomorrow = local_today(ASSOCIATION) + dt.timedelta(days=1)
        release(INSTALLER, store_version(whole, parse_service(whole)), whole, valid_from=tomorrow)


@pytest.fixture
def called_by_a_coming_version(towns):
    """Install two services; a version of the second that calls the first waits for tomorrow."""
    install_files(INSTALLER, files())
    contents = dict(files().contents)
    contents["service.yaml"] = contents["service.yaml"].replace(
        b"id: free-place-subsidy", b"id: summer-place"
    )
    install_files(INSTALLER, PackageFiles(contents))
    coming("summer-place", calling("free_place_subsidy", '<raadhus:call service="free-place-subsidy"/>'))


@pytest.mark.django_db
def test_a_service_that_a_coming_version_of_another_calls_is_not_withdrawn(called_by_a_coming_version):
    said: list[str] = []
    assert run_remove("free-place-subsidy", ASSOCIATION, said.append) == 1

    assert "summer-place" in said[0]
    assert "waits for its day" in said[0]
    with transaction(ASSOCIATION):
        assert Service.objects.filter(is_published=True).count() == 2


@pytest.mark.django_db
def test_a_process_that_a_coming_version_of_another_calls_stays_in_the_service(called_by_a_coming_version):
    renamed = files().contents["process.bpmn"].replace(b'id="free_place_subsidy"', b'id="another_way"')
    renamed = renamed.replace(b'bpmnElement="free_place_subsidy"', b'bpmnElement="another_way"')

    with pytest.raises(CannotInstallPackage) as refused:
        install_files(INSTALLER, files(process=renamed))

    assert any("summer-place" in one.sentence for one in refused.value.problems)


@pytest.mark.django_db
def test_a_service_that_is_withdrawn_does_not_come_back_on_the_day_of_its_coming_version(
    called_by_a_coming_version,
):
    with transaction(ASSOCIATION):
        (waits,) = ServiceRelease.objects.filter(is_pending=True)
    withdraw_service(INSTALLER, "summer-place")

    with clock.frozen(clock.now() + dt.timedelta(days=2)), transaction(ASSOCIATION):
        bring_into_force_if_due(INSTALLER, waits.id)
        assert not Service.objects.get(key="summer-place").is_published
        assert ServiceRelease.objects.get(id=waits.id).stopped_at is not None
    withdraw_service(INSTALLER, "free-place-subsidy")


@pytest.mark.django_db
def test_the_command_says_who_calls_the_service(called_by_another):
    said: list[str] = []
    assert run_remove("free-place-subsidy", ASSOCIATION, said.append) == 1
    assert "summer-place" in said[0]


@pytest.mark.django_db
def test_a_new_version_without_a_process_is_refused_while_others_call_it(called_by_another):
    contents = {name: one for name, one in files().contents.items() if name != "process.bpmn"}

    with pytest.raises(CannotInstallPackage) as refused:
        install_files(INSTALLER, PackageFiles(contents))

    assert any("summer-place" in one.sentence for one in refused.value.problems)
    with transaction(ASSOCIATION):
        assert "process.bpmn" in service(INSTALLER, "free-place-subsidy", "en").package.files
