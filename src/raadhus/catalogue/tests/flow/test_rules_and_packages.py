"""A package that is installed anew, where its rules were changed and published in between."""

import pytest

from raadhus.catalogue.public import (
    CannotInstallPackage,
    PackageFiles,
    install_files,
    publish_rules,
)
from raadhus.catalogue.tests.rulekit import (
    APPROVER,
    FILES,
    INSTALLER,
    law_of,
    newer,
    order,
    package_now,
    state,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_in_force")]


def test_installing_the_package_again_leaves_published_rules_in_force():
    ref = publish_rules(APPROVER, order(submitted()))
    install_files(INSTALLER, FILES)

    assert law_of() == ref.content_hash


def test_a_newer_package_keeps_published_rules_when_it_left_its_own_alone():
    publish_rules(APPROVER, order(submitted()))
    published = package_now().files["rules.dmn"]
    install_files(INSTALLER, newer(FILES))

    assert package_now().files["rules.dmn"] == published
    assert package_now().service.version == "1.5.0"
    before = state()
    install_files(INSTALLER, newer(FILES))
    assert state() == before


def test_a_package_that_changes_rules_which_were_changed_here_is_refused():
    ref = publish_rules(APPROVER, order(submitted()))
    theirs = FILES["rules.dmn"].replace(b"<text>200300</text>", b"<text>200310</text>")
    before = state()
    with pytest.raises(CannotInstallPackage):
        install_files(INSTALLER, newer(PackageFiles({**FILES.contents, "rules.dmn": theirs})))

    assert state() == before
    assert law_of() == ref.content_hash
