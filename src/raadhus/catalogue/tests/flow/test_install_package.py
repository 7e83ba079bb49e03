"""Installing: all of a package or nothing, seen only where and when it is published."""

import pytest

from raadhus.bus.testing import emitted
from raadhus.catalogue.domain.problems import PackageRefused, Problem
from raadhus.catalogue.events import ServiceInstalled
from raadhus.catalogue.models import Service, ServiceVersion
from raadhus.catalogue.models import ServiceFile as StoredFile
from raadhus.catalogue.ports import PackageRef, QuietPart, only_parts
from raadhus.catalogue.public import (
    CannotInstallPackage,
    install_files,
    install_package,
    list_services,
    package,
    package_file,
    service,
    withdraw_service,
)
from raadhus.catalogue.tests.packagekit import SERVICES, package_files, service_with
from raadhus.organisation.demo import ASSOCIATION, EGEBY, NORDBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import transaction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]

INSTALLER = Actor.system(ASSOCIATION, purpose="test")
CITIZEN = Actor(tenant=EGEBY, person_id=new_id(), roles=frozenset({Role.CITIZEN}))


def test_an_installed_package_is_seen_by_a_member_in_the_language_asked_for():
    ref = install_package(INSTALLER, SERVICES / "dk" / "free-place-subsidy")

    with transaction(EGEBY):
        found = service(CITIZEN, "free-place-subsidy", "en")

        assert found.title == "Apply for cheaper day care"
        assert len(found.texts["then"].items) == 3
        assert found.package.service.appeal is not None
        assert found.package.service.appeal.days == 28
        assert package(ref.content_hash).ref == ref
        assert package_file(ref.content_hash, "texts/da.md").startswith(b"## Hvem kan")


def test_installing_the_same_content_again_changes_nothing():
    first = install_files(INSTALLER, package_files())
    second = install_files(INSTALLER, package_files())

    assert first == second
    with transaction(ASSOCIATION):
        assert ServiceVersion.objects.count() == 1
        assert len(emitted(ServiceInstalled)) == 1


def test_two_owners_share_one_stored_version():
    install_files(INSTALLER, package_files())
    install_files(Actor.system(EGEBY, purpose="test"), package_files())

    with transaction(EGEBY):
        assert ServiceVersion.objects.count() == 1
        assert Service.objects.count() == 2


def test_a_new_version_is_offered_and_the_old_one_stays_for_its_cases():
    old = install_files(INSTALLER, package_files())
    new = install_files(INSTALLER, service_with("1.0.0", "1.1.0"))

    with transaction(EGEBY):
        assert service(CITIZEN, "borrow-a-bike", "en").package.ref == new
        assert package(old.content_hash).service.version == "1.0.0"


def test_one_refusing_part_refuses_the_whole_package():
    class Refusing(QuietPart):
        name = "refusing"

        def install(self, actor, files, ref: PackageRef) -> None:
            raise PackageRefused([Problem(file="form.json", line=7, element="income", sentence="No.")])

    with only_parts(Refusing()), pytest.raises(CannotInstallPackage) as refused:
        install_files(INSTALLER, package_files())

    assert refused.value.problems[0].line == 7
    assert_nothing_is_installed()


def test_a_package_with_an_error_is_refused_with_its_line_and_nothing_is_kept():
    with pytest.raises(CannotInstallPackage) as refused:
        install_files(INSTALLER, service_with("unit: bikes", "units: bikes"))

    sentences = {(found.line, found.sentence) for found in refused.value.problems}
    assert sentences == {(16, "“units” is not known here."), (1, "“unit” is missing.")}
    assert_nothing_is_installed()


def test_a_package_for_a_newer_platform_is_refused_with_its_line_and_nothing_is_kept():
    with pytest.raises(CannotInstallPackage) as refused:
        install_files(INSTALLER, service_with("needs_platform: 0.1.0", "needs_platform: 0.10.0"))

    (problem,) = refused.value.problems
    assert (problem.element, problem.line > 1) == ("needs_platform", True)
    assert "update it before" in problem.sentence
    assert_nothing_is_installed()


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.CASEWORKER, Role.FRONTDESK, Role.LEADER])
def test_only_associations_and_operators_install(role):
    with pytest.raises(NotAllowed):
        install_files(Actor(tenant=ASSOCIATION, roles=frozenset({role})), package_files())

    assert_nothing_is_installed()


def test_a_withdrawn_service_and_an_absent_one_give_the_same_answer():
    install_files(INSTALLER, package_files())
    withdraw_service(INSTALLER, "borrow-a-bike")

    for tenant in (ASSOCIATION, EGEBY):
        with transaction(tenant):
            hidden, absent = (
                refusal_of(Actor(tenant=tenant), key) for key in ("borrow-a-bike", "no-such-service")
            )
            assert str(hidden) == str(absent)
            assert list_services(Actor(tenant=tenant), "en") == ()


def test_a_withdrawn_service_comes_back_when_it_is_installed_again():
    install_files(INSTALLER, package_files())
    withdraw_service(INSTALLER, "borrow-a-bike")
    install_files(INSTALLER, package_files())

    with transaction(EGEBY):
        assert service(CITIZEN, "borrow-a-bike", "da").title == "Lån en cykel"


def test_another_countrys_municipality_does_not_see_the_service():
    install_files(INSTALLER, package_files())

    with transaction(NORDBY):
        hidden, absent = (
            refusal_of(Actor(tenant=NORDBY), key) for key in ("borrow-a-bike", "no-such-service")
        )
        assert str(hidden) == str(absent)
        assert list_services(Actor(tenant=NORDBY), "en") == ()


def test_a_municipalitys_own_version_stands_before_the_associations():
    install_files(INSTALLER, package_files())
    install_files(
        Actor.system(EGEBY, purpose="test"), service_with("Lån en cykel", "Lån en af Egebys cykler")
    )

    with transaction(EGEBY):
        assert [card.title for card in list_services(CITIZEN, "da")] == ["Lån en af Egebys cykler"]
    with transaction(ASSOCIATION):
        assert [card.title for card in list_services(Actor(tenant=ASSOCIATION), "da")] == ["Lån en cykel"]


def refusal_of(actor: Actor, key: str) -> NotFoundHere:
    with pytest.raises(NotFoundHere) as refused:
        service(actor, key, "en")
    return refused.value


def assert_nothing_is_installed() -> None:
    with transaction(ASSOCIATION):
        assert not Service.objects.exists()
        assert not ServiceVersion.objects.exists()
        assert not StoredFile.objects.exists()
        assert emitted(ServiceInstalled) == []
