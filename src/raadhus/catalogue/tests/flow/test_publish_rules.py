"""Rules are changed by two pairs of eyes, hold from a day, and cases keep the version of their time."""

import datetime as dt

import pytest

from raadhus.bus.due import wake_due
from raadhus.bus.testing import emitted, run_all
from raadhus.catalogue.events import RulesPublished, ServiceInstalled
from raadhus.catalogue.models import ServiceRelease
from raadhus.catalogue.public import (
    PublishOrder,
    RulesMovedOn,
    ScenariosChange,
    ScenariosFail,
    WrongDay,
    compare_rules,
    get_ruled_service,
    list_releases,
    package,
    publish_rules,
    stop_release,
)
from raadhus.catalogue.tests.rulekit import (
    APPROVER,
    AUTHOR,
    BOTH,
    FIGURE,
    FILES,
    KEY,
    MEMBER,
    NOON,
    READER,
    TODAY,
    WORDING,
    begun,
    changed,
    law_of,
    mark,
    order,
    state,
    submitted,
)
from raadhus.catalogue.use_cases import compare_rules as compare
from raadhus.organisation.demo import ASSOCIATION, NORDBY
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.kept import Kept
from raadhus.platform.refusals import NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import FeelTooSlow, drafts
from raadhus.rules.public.drafts import (
    ChangeCell,
    DraftState,
    Happening,
    NotByTheSame,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_in_force")]


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


def test_an_example_that_a_busy_machine_did_not_finish_is_tried_again(monkeypatch):
    draft = submitted(WORDING)
    with transaction(ASSOCIATION):
        source = drafts.get_draft(READER, draft).source
    monkeypatch.setattr(compare, "KEPT", Kept())
    with monkeypatch.context() as busy:
        busy.setattr(compare, "try_decision", too_slow_for(source))
        assert compare_rules(FILES, source).failed

    assert not compare_rules(FILES, source).failed


def too_slow_for(source):
    """Return what tries a decision, and has no time for one by ``source``."""
    in_time = compare.try_decision

    def attempt(part, files, *rest):
        if files["rules.dmn"] == source:
            raise FeelTooSlow("The pattern takes too long on this text")
        return in_time(part, files, *rest)

    return attempt


def test_examples_that_take_more_than_a_page_can_wait_for_are_said_to_fail():
    slow = FILES["rules.dmn"].replace(
        b">Has partner<", b">if count(for i in 1..50000 return i) > 0 then Has partner else null<"
    )
    assert slow != FILES["rules.dmn"]

    with transaction(ASSOCIATION):
        compared = compare_rules(FILES, slow)

    assert len(compared.failed) == compared.tried
    assert "more steps" in compared.failed[0].error


def test_examples_that_cannot_be_decided_at_all_cannot_be_meant():
    endless = "200300 + 0 * count(for i in 1..10000000 return i)"
    draft = submitted(ChangeCell("scale-2024", 1, endless))
    with transaction(ASSOCIATION):
        compared = compare_rules(FILES, drafts.get_draft(READER, draft).source)
    assert compared.failed
    assert {one.key for one in compared.failed}.isdisjoint(one.key for one in compared.changed)
    before = state()
    with pytest.raises(ScenariosFail):
        publish_rules(APPROVER, order(draft, accepts_changes=True))
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
