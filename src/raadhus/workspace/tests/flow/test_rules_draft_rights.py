"""Whose a draft of rules is: nobody else changes it, and it answers in its own town and service only."""

import pytest

from raadhus.cases.tests.casekit import BO
from raadhus.catalogue.public import PackageFiles, install_files, package
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.workspace.tests.deskkit import EGEBY, LEADERS, NORDBY, NORDBY_CASEWORKERS, page
from raadhus.workspace.tests.draftkit import (
    FIGURE,
    HOME,
    KEY,
    changed,
    state,
    table,
)


def test_a_member_reads_what_its_association_proposes_and_changes_nothing(desk, author):
    with transaction(EGEBY):
        files = package(desk.town.package_hash).files
    kl = Actor.system(ASSOCIATION, purpose="test")
    told = files["service.yaml"].replace(b"id: free-place-subsidy", b"id: shared-subsidy")
    install_files(kl, PackageFiles({**files.contents, "service.yaml": told}))
    shown = page(author, "/work/rules/shared-subsidy/drafts/")

    assert "These rules are not ours to change" in shown
    assert "They come from " in shown
    assert author.post("/work/rules/shared-subsidy/drafts/begin/", {"title": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "expected"),
    [("stranger", 302), ("citizen", 403), ("frontdesk", 403), ("leader", 403), ("nordby", 403)],
)
def test_nobody_else_changes_anything(desk, author, draft, who, expected):
    changed(author, draft)
    desk.town.move_in(BO)
    browser = {
        "stranger": desk.stranger,
        "citizen": lambda: desk.citizen(BO),
        "frontdesk": lambda: desk.staff("Borgerservice-Medarbejdere", name="Finn Front"),
        "leader": lambda: desk.staff(LEADERS, name="Lis Leder"),
        "nordby": lambda: desk.staff(NORDBY_CASEWORKERS, name="Nina Nord", tenant=NORDBY),
    }[who]()
    before = state()
    acts = ("undo", "upload", "submit", "return", "withdraw", "publish")
    statuses = {act: browser.post(f"{draft}{act}/", {"read": "x"}).status_code for act in acts}
    statuses["table"] = browser.post(table(draft), {FIGURE: "1"}).status_code
    statuses["begin"] = browser.post(f"{HOME}drafts/begin/", {"title": "x"}).status_code
    statuses["stop"] = browser.post(f"{HOME}history/stop/", {"reason": "x"}).status_code

    assert statuses == dict.fromkeys(statuses, expected)
    assert state() == before


def test_a_draft_is_of_its_own_town_only(desk, author, draft):
    nordby = desk.staff(
        NORDBY_CASEWORKERS, "Regelforfattere", "Regelgodkjennere", name="Nina Nord", tenant=NORDBY
    )
    before = state()
    for act in ("undo", "submit", "publish", "withdraw"):
        assert nordby.post(f"{draft}{act}/", {"read": "x"}).status_code == 404
    assert nordby.get(draft).status_code == 404
    assert nordby.get(f"{draft}file/").status_code == 404
    assert state() == before


def test_a_draft_answers_only_under_its_own_service(author, draft):
    elsewhere = draft.replace(KEY, "building-permit")

    assert author.get(elsewhere).status_code == 404
    assert author.post(f"{elsewhere}undo/", {"read": "x"}).status_code == 404
