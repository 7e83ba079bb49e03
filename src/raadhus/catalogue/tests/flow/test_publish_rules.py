"""Rules are changed by two pairs of eyes, hold from a day, and cases keep the version of their time."""

import datetime as dt

import pytest
from django.apps import apps

from raadhus.bus.due import wake_due
from raadhus.bus.testing import emitted, run_all
from raadhus.catalogue.events import RulesPublished, ServiceInstalled
from raadhus.catalogue.models import ServiceRelease
from raadhus.catalogue.public import (
    CannotInstallPackage,
    PackageFiles,
    PublishOrder,
    RulesMovedOn,
    ScenariosChange,
    WrongDay,
    compare_rules,
    get_ruled_service,
    install_files,
    list_releases,
    package,
    publish_rules,
    read_package,
    service,
    stop_release,
)
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.organisation.demo import ASSOCIATION, EGEBY, NORDBY
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import (
    CannotBeginDraft,
    CannotReadRules,
    CannotSubmitDraft,
    ChangeCell,
    DraftChangedSince,
    DraftIsClosed,
    DraftOrder,
    DraftState,
    Happening,
    NotByTheSame,
    NothingToUndo,
    NothingWritten,
    What,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]
KEY = "free-place-subsidy"
INSTALLER = Actor.system(ASSOCIATION, purpose="test")
NOON = dt.datetime(2024, 11, 5, 11, tzinfo=dt.UTC)
TODAY = dt.date(2024, 11, 5)
FILES = read_package(SERVICES / "dk" / KEY)


def somebody(*roles, tenant=ASSOCIATION):
    person = new_id()
    return Actor(
        tenant=tenant, person_id=person, staff_id=person, roles=frozenset({Role.ASSOCIATION, *roles})
    )


AUTHOR = somebody(Role.RULE_AUTHOR)
BOTH = somebody(Role.RULE_AUTHOR, Role.RULE_APPROVER)
APPROVER = somebody(Role.RULE_APPROVER)
READER = somebody()
MEMBER = Actor(tenant=EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.CASEWORKER}))
WORDING = ChangeCell("scale-2024", 8, "We used the scale of 2024.")
FIGURE = ChangeCell("scale-2024", 1, "200301")


@pytest.fixture(autouse=True)
def installed():
    with clock.frozen(NOON):
        install_files(INSTALLER, FILES)
        yield


def rows(name):
    return apps.get_model("rules", name).objects


def begun(actor=AUTHOR, title="New words", **order):
    with transaction(actor.tenant):
        current = get_ruled_service(actor, KEY, "en")
        source = package(current.content_hash).files["rules.dmn"]
        order = {"service_key": KEY, "title": title, "based_on": current.model_hash, "source": source} | order
        return drafts.begin_draft(actor, DraftOrder(**order))


def mark(draft):
    with transaction(ASSOCIATION):
        return drafts.get_draft(READER, draft).info.mark


def changed(*changes, actor=AUTHOR):
    draft = begun(actor)
    drafts.edit_table(actor, draft, "scale-table", changes or [WORDING], read=mark(draft))
    return draft


def submitted(*changes, actor=AUTHOR):
    draft = changed(*changes, actor=actor)
    drafts.submit_draft(actor, draft, "Clearer.", read=mark(draft))
    return draft


def order(draft, **more):
    return PublishOrder(**({"draft_id": draft, "read": mark(draft), "valid_from": TODAY} | more))


def state():
    with transaction(ASSOCIATION):
        held = list(ServiceRelease.objects.order_by("id").values_list())
        kept = list(rows("RuleDraft").order_by("id").values_list("state", "mark", "position"))
        return (
            held,
            kept,
            rows("DraftStep").count(),
            rows("ProposedRules").count(),
            len(emitted(ServiceInstalled)),
        )


def law_of(day_actor=MEMBER):
    with transaction(day_actor.tenant):
        return service(day_actor, KEY, "en").package.ref.content_hash


def test_a_draft_is_written_reviewed_and_published_by_somebody_else():
    old = law_of()
    draft = submitted()
    ref = publish_rules(APPROVER, order(draft, words="Agreed."))

    assert law_of() == ref.content_hash != old
    assert ref.version == "1.0.1"
    with transaction(ASSOCIATION):
        found = drafts.get_draft(READER, draft)
        assert found.info.state is DraftState.PUBLISHED
        assert [entry.happening for entry in found.entries] == [
            Happening.BEGUN,
            Happening.SUBMITTED,
            Happening.PUBLISHED,
        ]
        (told,) = emitted(RulesPublished)
        assert (told.service_key, told.valid_from, told.package_hash) == (KEY, TODAY, ref.content_hash)
        newest, _first = list_releases(READER, get_ruled_service(READER, KEY, "en"))
        assert (newest.draft_id, newest.content_hash) == (draft, ref.content_hash)
        assert package(old).files["rules.dmn"] == FILES["rules.dmn"]  # what was decided by it can be reopened


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(AUTHOR, NotAllowed), (BOTH, NotByTheSame), (READER, NotAllowed), (MEMBER, NotAllowed)],
)
def test_nobody_publishes_alone(actor, refusal):
    draft = changed(actor=BOTH)
    drafts.submit_draft(AUTHOR, draft, "Clearer.", read=mark(draft))
    before, asked = state(), order(draft)
    with pytest.raises(refusal):
        publish_rules(actor, asked)

    assert state() == before


def test_who_wrote_what_was_undone_is_a_writer_still():
    draft = begun()
    drafts.edit_table(BOTH, draft, "scale-table", [FIGURE], read=mark(draft))
    drafts.undo(AUTHOR, draft, read=mark(draft))
    drafts.edit_table(AUTHOR, draft, "scale-table", [WORDING], read=mark(draft))
    drafts.submit_draft(AUTHOR, draft, "Clearer.", read=mark(draft))
    before = state()
    with pytest.raises(NotByTheSame):
        publish_rules(BOTH, order(draft))
    assert state() == before


def test_rules_hold_from_their_day_whether_or_not_a_worker_runs():
    old = law_of()
    draft = submitted()
    tomorrow = TODAY + dt.timedelta(days=1)
    ref = publish_rules(APPROVER, order(draft, valid_from=tomorrow))

    assert law_of() == old
    with clock.frozen(dt.datetime(2024, 11, 5, 22, 59, tzinfo=dt.UTC)):
        assert law_of() == old
    with clock.frozen(dt.datetime(2024, 11, 5, 23, 1, tzinfo=dt.UTC)):  # a minute into the local day
        assert law_of() == ref.content_hash
        wake_due()
        run_all()
        assert law_of() == ref.content_hash
        with transaction(ASSOCIATION):
            assert not ServiceRelease.objects.filter(is_pending=True).exists()
            assert [event.package_hash for event in emitted(ServiceInstalled)] == [old, ref.content_hash]


def test_rules_of_a_later_day_can_be_stopped_and_written_on():
    old = law_of()
    draft = submitted()
    publish_rules(APPROVER, order(draft, valid_from=TODAY + dt.timedelta(days=3)))
    with pytest.raises(NotAllowed):
        stop_release(AUTHOR, KEY, "A slip.")
    stop_release(APPROVER, KEY, "A slip.")

    with clock.frozen(NOON + dt.timedelta(days=10)):
        wake_due()
        run_all()
        assert law_of() == old
    with transaction(ASSOCIATION):
        assert drafts.get_draft(READER, draft).info.state is DraftState.WRITING
    with pytest.raises(NotFoundHere):
        stop_release(APPROVER, KEY, "Again.")


@pytest.mark.parametrize("days", [-1, 5_000])
def test_rules_never_hold_from_a_day_that_is_over(days):
    draft = submitted()
    before = state()
    with pytest.raises(WrongDay):
        publish_rules(APPROVER, order(draft, valid_from=TODAY + dt.timedelta(days=days)))

    assert state() == before


def test_a_draft_of_rules_that_are_no_longer_in_force_is_not_published():
    first, second = submitted(), submitted(ChangeCell("scale-2021", 8, "The scale of 2021."))
    publish_rules(APPROVER, order(first))
    before = state()
    with pytest.raises(RulesMovedOn):
        publish_rules(APPROVER, order(second))

    assert state() == before


def test_examples_that_come_out_otherwise_must_be_meant():
    draft = submitted(FIGURE)
    with transaction(ASSOCIATION):
        compared = compare_rules(FILES, drafts.get_draft(READER, draft).source)
    assert compared.tried >= 90
    assert compared.changed
    assert not compared.failed
    before = state()
    with pytest.raises(ScenariosChange):
        publish_rules(APPROVER, order(draft))
    assert state() == before

    publish_rules(APPROVER, order(draft, accepts_changes=True))


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


def test_members_see_what_is_proposed_and_nothing_that_is_being_written():
    draft = changed()
    with transaction(EGEBY):
        assert drafts.list_proposals(MEMBER, ASSOCIATION, KEY) == ()
        assert drafts.list_drafts(MEMBER) == ()
        with pytest.raises(NotFoundHere):
            drafts.get_draft(MEMBER, draft)
    drafts.submit_draft(AUTHOR, draft, "Clearer.", read=mark(draft))
    with transaction(EGEBY):
        (proposal,) = drafts.list_proposals(MEMBER, ASSOCIATION, KEY)
        assert proposal.draft_id == draft
    drafts.return_draft(APPROVER, draft, "The Danish words lag behind.", read=mark(draft))
    with transaction(EGEBY):
        assert drafts.list_proposals(MEMBER, ASSOCIATION, KEY) == ()


def test_nobody_writes_over_what_somebody_else_saved():
    draft = changed()
    old = mark(draft)
    drafts.edit_table(BOTH, draft, "scale-table", [FIGURE], read=old)
    before = state()
    for act in (
        lambda: drafts.edit_table(AUTHOR, draft, "scale-table", [WORDING], read=old),
        lambda: drafts.replace_source(AUTHOR, draft, FILES["rules.dmn"], What.UPLOAD, read=old),
        lambda: drafts.undo(AUTHOR, draft, read=old),
        lambda: drafts.submit_draft(AUTHOR, draft, "x", read=old),
        lambda: drafts.withdraw_draft(AUTHOR, draft, read=old),
    ):
        with pytest.raises(DraftChangedSince):
            act()

    assert state() == before


def test_undo_goes_back_and_forth_and_a_new_change_ends_what_was_undone():
    draft = begun()
    marks = [mark(draft)]
    for text in ("a", "b"):
        drafts.edit_table(AUTHOR, draft, "scale-table", [ChangeCell("scale-2024", 8, text)], read=mark(draft))
        marks.append(mark(draft))
    drafts.undo(AUTHOR, draft, read=marks[2])
    assert mark(draft) == marks[1]
    drafts.undo(AUTHOR, draft, read=marks[1], by=1)
    assert mark(draft) == marks[2]
    drafts.undo(AUTHOR, draft, read=marks[2])
    drafts.undo(AUTHOR, draft, read=marks[1])
    assert mark(draft) == marks[0]
    with pytest.raises(NothingToUndo):
        drafts.undo(AUTHOR, draft, read=marks[0])
    drafts.edit_table(AUTHOR, draft, "scale-table", [WORDING], read=marks[0])
    with pytest.raises(NothingToUndo):
        drafts.undo(AUTHOR, draft, read=mark(draft), by=1)


def test_saving_what_is_there_already_saves_nothing():
    draft = begun()
    before = state()

    same = ChangeCell("scale-2024", 1, "200300")
    assert drafts.edit_table(AUTHOR, draft, "scale-table", [same], read=mark(draft)) is False
    assert state() == before


def test_nobody_changes_a_draft_while_it_is_reviewed():
    draft = submitted()
    before = state()
    with pytest.raises(DraftIsClosed):
        drafts.edit_table(AUTHOR, draft, "scale-table", [FIGURE], read=mark(draft))
    with pytest.raises(DraftIsClosed):
        drafts.submit_draft(AUTHOR, draft, "Again.", read=mark(draft))

    assert state() == before


def test_a_draft_with_problems_is_kept_but_not_sent():
    draft = changed(ChangeCell("scale-2024", 1, "200300 +"))
    before = state()
    with pytest.raises(CannotSubmitDraft):
        drafts.submit_draft(AUTHOR, draft, "Please.", read=mark(draft))

    assert state() == before


@pytest.mark.parametrize("words", ["", "   ", "x" * 3_000])
def test_who_sends_or_returns_a_draft_says_why(words):
    draft = changed()
    before = state()
    with pytest.raises(NothingWritten):
        drafts.submit_draft(AUTHOR, draft, words, read=mark(draft))
    assert state() == before
    drafts.submit_draft(AUTHOR, draft, "Clearer.", read=mark(draft))
    before = state()
    with pytest.raises(NothingWritten):
        drafts.return_draft(APPROVER, draft, words, read=mark(draft))
    assert state() == before


@pytest.mark.parametrize("actor", [READER, APPROVER, MEMBER])
def test_only_who_may_write_begins_a_draft(actor):
    before = state()
    with transaction(actor.tenant), pytest.raises(NotAllowed):
        drafts.begin_draft(
            actor, DraftOrder(service_key=KEY, title="x", based_on="", source=FILES["rules.dmn"])
        )

    assert state() == before


@pytest.mark.parametrize("title", ["", "x" * 200])
def test_a_draft_has_a_name(title):
    before = state()
    with pytest.raises(CannotBeginDraft):
        begun(title=title)
    assert state() == before


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<no",
        b"\x00\x01",
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + FILES["rules.dmn"].partition(b"?>")[2],
        b" " * 2_000_000 + FILES["rules.dmn"],
    ],
    ids=["empty", "torn", "binary", "html", "entity", "large"],
)
def test_a_hostile_file_becomes_no_draft(source):
    draft = begun()
    before = state()
    with pytest.raises(CannotReadRules):
        drafts.replace_source(AUTHOR, draft, source, What.UPLOAD, read=mark(draft))
    with pytest.raises(CannotReadRules):
        begun(source=source)

    assert state() == before


def test_a_draft_of_another_town_is_not_there():
    draft = changed()
    stranger = Actor(
        tenant=NORDBY,
        person_id=new_id(),
        staff_id=new_id(),
        roles=frozenset({Role.RULE_AUTHOR, Role.RULE_APPROVER}),
    )
    before = state()
    for act in (
        lambda: drafts.edit_table(stranger, draft, "scale-table", [FIGURE], read=""),
        lambda: drafts.withdraw_draft(stranger, draft, read=""),
        lambda: publish_rules(stranger, PublishOrder(draft_id=draft, read="", valid_from=TODAY)),
    ):
        with transaction(NORDBY), pytest.raises(NotFoundHere):
            act()

    assert state() == before


def test_a_withdrawn_draft_can_be_read_and_not_changed():
    draft = changed()
    drafts.withdraw_draft(AUTHOR, draft, read=mark(draft))

    with transaction(ASSOCIATION):
        assert drafts.list_drafts(READER) == ()
        assert drafts.get_draft(READER, draft).info.state is DraftState.WITHDRAWN
    with pytest.raises(Refusal):
        drafts.undo(AUTHOR, draft, read=mark(draft))


def package_now():
    return package(law_of())


def newer(files):
    told = files["service.yaml"].replace(b"version: 1.0.0", b"version: 1.5.0")
    return PackageFiles({**files.contents, "service.yaml": told})
