"""Running instances go to a new version of their process: in batches, stoppable, each whole or not at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.models import AuditEntry
from raadhus.platform.refusals import LoginNeeded, NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.public import MigrationOrder
from raadhus.processes.tests.flow.conftest import EGEBY, NORDBY, Town
from raadhus.processes.tests.flow.people import NORTHERNER, OPERATOR, WITHOUT_RIGHT
from raadhus.processes.tests.flow.test_crashes import crash_everywhere, everything
from raadhus.processes.tests.flow.test_instances import ASK, BOTH
from raadhus.processes.tests.unit.drawing import arrows, model, service, user
from raadhus.processes.use_cases.migrating import migrate

pytestmark = pytest.mark.usefixtures("db")
EDGE = (
    '<boundaryEvent id="{}" attachedToRef="question" cancelActivity="{}"><timerEventDefinition>{}'
    "</timerEventDefinition></boundaryEvent>"
)
NEW = model(
    '<startEvent id="start"/>'
    + service("gather")
    + user("question")
    + EDGE.format("deadline", "true", "<timeDuration>P30D</timeDuration>")
    + EDGE.format("nudge", "false", "<timeDuration>P7D</timeDuration>")
    + service("check")
    + service("decide")
    + service("remind")
    + service("remind_early")
    + '<endEvent id="end"/>'
    + arrows(
        *("start > gather", "gather > question", "question > check", "check > decide", "decide > end"),
        *("deadline > remind", "nudge > remind_early"),
    )
)
MAPPING = {"ask": "question", "late": "deadline"}


def order(town: Town, old: bytes = ASK, new: bytes = NEW, **mapping: str) -> MigrationOrder:
    return MigrationOrder(
        old_hash=public.store_model(town.actor, old).hash,
        new_hash=public.store_model(town.actor, new).hash,
        mapping=mapping or MAPPING,
    )


def begin(town: Town, **mapping: str) -> UUID:
    return public.begin_migration(OPERATOR, order(town, **mapping), reason="New rules from 1 May.")


def info(migration: UUID) -> public.MigrationInfo:
    with transaction(EGEBY):
        return public.get_migration(OPERATOR, migration)


def on_new(town: Town) -> int:
    with transaction(EGEBY):
        return models.Instance.objects.filter(model__hash=order(town).new_hash).count()


class TestAMigration:
    def test_takes_the_task_and_its_deadline_along(self, town: Town) -> None:
        instance = town.start(ASK, amount=3)
        with transaction(EGEBY):
            was_due = models.TimerSubscription.objects.get().due_at
        migration = begin(town)
        run_all()

        assert (info(migration).status, info(migration).moved, info(migration).stuck) == ("done", 1, 0)
        assert town.standing(instance) == ("question",)
        with transaction(EGEBY):
            assert models.TimerSubscription.objects.get(element="deadline").due_at == was_due
        public.complete_task(town.actor, town.opened["ask"], {"answer": 1})
        assert town.served == ["gather", "check", "decide"]
        assert town.variables(instance) == {"amount": 3, "answer": 1}

    def test_waits_for_what_is_new_on_the_edge(self, town: Town) -> None:
        town.start(ASK)
        begin(town)
        run_all()
        with clock.frozen(clock.now() + timedelta(days=9)):
            due.wake_due()
            run_all()
        assert town.served == ["gather", "remind_early"]

    def test_stands_in_the_history_of_each_instance_and_in_the_audit_trail(self, town: Town) -> None:
        instance = town.start(ASK)
        begin(town)
        run_all()
        with transaction(EGEBY):
            (line,) = public.interventions(OPERATOR, instance)
            assert (line.act, line.reason, line.by) == (
                "migrated",
                "New rules from 1 May.",
                OPERATOR.staff_id,
            )
            assert AuditEntry.objects.filter(act="processes.migrate").count() == 1
            assert AuditEntry.objects.get(act="processes.migrated").staff_id == OPERATOR.staff_id

    def test_leaves_alone_what_has_ended_and_other_processes(self, town: Town) -> None:
        ended, other = town.start(ASK), town.start(BOTH)
        public.complete_task(town.actor, town.opened["ask"], {})
        before = town.path(ended), town.standing(other)
        migration = begin(town)
        run_all()
        assert (info(migration).total, info(migration).moved) == (0, 0)
        assert (town.path(ended), town.standing(other)) == before

    def test_takes_paused_instances_along_and_they_stay_paused(self, town: Town) -> None:
        instance = town.start(ASK)
        public.pause(OPERATOR, instance, reason="Wait.")
        begin(town)
        run_all()
        with transaction(EGEBY):
            assert public.instance(OPERATOR, instance).status == "paused"
            assert models.TimerSubscription.objects.filter(element="nudge").exists()
        public.resume(OPERATOR, instance, reason="Go.")
        public.complete_task(town.actor, town.opened["ask"], {})
        assert town.path(instance)[-2:] == ["decide", "end"]

    def test_leaves_behind_what_has_no_place_and_says_why(self, town: Town) -> None:
        fine, stuck = town.start(ASK), town.start(ASK)
        with transaction(EGEBY):
            token = models.Token.objects.get(instance_id=fine).id
        with pytest.raises(public.CannotMoveToken):
            public.move_by_hand(OPERATOR, token, "nowhere", reason="x")
        migration = begin(town, ask="question", late="question")  # a timer cannot become a task
        before = everything()
        run_all()
        assert (info(migration).moved, info(migration).stuck, info(migration).status) == (0, 2, "done")
        with transaction(EGEBY):
            told = public.list_stuck(OPERATOR, migration)
        assert [(one.instance_id, one.element, one.why) for one in told] == [
            (fine, "late", "other place"),
            (stuck, "late", "other place"),
        ]
        tables = everything()
        assert tables[:4] == before[:4]  # instances, tokens, timers and messages stand as they stood


class TestADryRun:
    def test_tells_what_the_migration_then_does_and_changes_nothing(self, town: Town) -> None:
        for _ in range(3):
            town.start(ASK)
        late = town.start(ASK)
        with transaction(EGEBY):
            models.TimerSubscription.objects.filter(instance_id=late).delete()
            models.Token.objects.filter(instance_id=late).update(element="decide", status="incident")
        ordered = order(town)
        ordered = MigrationOrder(
            old_hash=ordered.old_hash, new_hash=ordered.new_hash, mapping=MAPPING | {"decide": "question"}
        )
        before = everything()

        trial = public.try_migration(OPERATOR, ordered)

        assert everything() == before
        assert (trial.looked_at, trial.would_move, trial.is_whole) == (4, 3, True)
        (group,) = trial.stuck
        assert (group.element, group.why, group.count, group.example) == ("decide", "other kind", 1, late)
        migration = public.begin_migration(OPERATOR, ordered, reason="As tried.")
        run_all()
        assert (info(migration).moved, info(migration).stuck) == (3, 1)


class TestBatches:
    def test_stop_between_two_instances_and_go_on_to_the_end(
        self, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(migrate, "AT_ONCE", 3)
        for _ in range(8):
            town.start(ASK)
        migration = begin(town)
        migrate.migrate_some(Town().actor, migration)
        public.stop_migration(OPERATOR, migration)
        run_all()
        assert (info(migration).moved, info(migration).status, on_new(town)) == (3, "stopped", 3)

        public.go_on_migrating(OPERATOR, migration)
        run_all()

        assert (info(migration).moved, info(migration).status, on_new(town)) == (8, "done", 8)

    def test_a_job_that_runs_twice_moves_nothing_twice(self, town: Town) -> None:
        town.start(ASK)
        migration = begin(town)
        migrate.migrate_some(Town().actor, migration)
        before = everything()
        migrate.migrate_some(Town().actor, migration)
        assert everything() == before
        assert info(migration).moved == 1

    def test_a_crash_at_any_query_leaves_each_instance_whole(self, town: Town) -> None:
        instance = town.start(ASK)
        migration = begin(town)
        crash_everywhere(lambda: migrate._moved_or_noted(Town().actor, migration, instance))
        assert info(migration).moved == 1
        assert town.standing(instance) == ("question",)

    def test_one_that_raises_what_nobody_foresaw_stays_and_stops_no_other(
        self, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken, fine = town.start(ASK), town.start(ASK)
        move = migrate.move_instance

        def fail_at_one(actor: Actor, instance: UUID, *rest: Any) -> Any:
            moved = move(actor, instance, *rest)
            if instance == broken:
                raise ZeroDivisionError
            return moved

        monkeypatch.setattr(migrate, "move_instance", fail_at_one)
        migration = begin(town)
        run_all()

        assert (info(migration).status, info(migration).moved, info(migration).stuck) == ("done", 1, 1)
        with transaction(EGEBY):
            told = public.list_stuck(OPERATOR, migration)
        assert [(one.instance_id, one.element, one.why) for one in told] == [(broken, "ask", "failed")]
        assert (town.standing(broken), town.standing(fine)) == (("ask",), ("question",))

    def test_two_at_a_time_of_one_version_are_refused(self, town: Town) -> None:
        town.start(ASK)
        begin(town)
        ordered, before = order(town), everything()
        with pytest.raises(public.CannotMigrate):
            public.begin_migration(OPERATOR, ordered, reason="Again.")
        assert everything() == before

    def test_one_that_was_stopped_gives_way_to_another_and_waits_for_it(self, town: Town) -> None:
        instance = town.start(ASK)
        wrong = begin(town, ask="question", late="nudge")
        public.stop_migration(OPERATOR, wrong)
        begin(town)
        before = everything()
        with pytest.raises(public.CannotMigrate):
            public.go_on_migrating(OPERATOR, wrong)
        assert everything() == before

        run_all()
        public.go_on_migrating(OPERATOR, wrong)
        run_all()
        assert town.standing(instance) == ("question",)
        assert (info(wrong).status, info(wrong).moved) == ("done", 0)


@pytest.mark.parametrize(
    "wrong", [{"nowhere": "question"}, {"ask": "nowhere"}], ids=["unknown old step", "unknown new step"]
)
def test_a_mapping_of_what_is_not_there_is_refused(town: Town, wrong: dict[str, str]) -> None:
    town.start(ASK)
    ordered, before = order(town, **wrong), everything()
    with pytest.raises(public.CannotMigrate):
        public.try_migration(OPERATOR, ordered)
    with pytest.raises(public.CannotMigrate):
        public.begin_migration(OPERATOR, ordered, reason="x")
    assert everything() == before


ACTS: dict[str, Callable[[Town, UUID, Actor], object]] = {
    "try": lambda town, migration, actor: public.try_migration(actor, order(town)),
    "begin": lambda town, migration, actor: public.begin_migration(actor, order(town), reason="x"),
    "stop": lambda town, migration, actor: public.stop_migration(actor, migration),
    "go on": lambda town, migration, actor: public.go_on_migrating(actor, migration),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("actor", WITHOUT_RIGHT, ids=["caseworker", "citizen", "stranger"])
def test_who_has_not_the_right_changes_nothing(town: Town, act: str, actor: Actor) -> None:
    town.start(ASK)
    migration, _ = begin(town), order(town)
    if act == "go on":
        public.stop_migration(OPERATOR, migration)
    before = everything()
    with pytest.raises((NotAllowed, LoginNeeded)):
        ACTS[act](town, migration, actor)
    assert everything()[:-1] == before[:-1]


def test_another_municipality_neither_sees_nor_stops_it_and_moves_its_own_only(town: Town) -> None:
    town.start(ASK)
    migration = begin(town)
    with pytest.raises(public.CannotStopMigration):
        public.stop_migration(NORTHERNER, migration)
    with pytest.raises(NotFoundHere), transaction(NORDBY):
        public.get_migration(NORTHERNER, migration)
    theirs = public.begin_migration(NORTHERNER, order(town), reason="Ours.")
    with transaction(NORDBY):
        assert public.get_migration(NORTHERNER, theirs).total == 0
    assert on_new(town) == 0


def test_a_reason_is_needed_and_no_book(town: Town) -> None:
    ordered, before = order(town), everything()
    for reason in (" ", "x" * 2_001):
        with pytest.raises(public.CannotActWithoutReason):
            public.begin_migration(OPERATOR, ordered, reason=reason)
    assert everything() == before


LOOKS: dict[str, Callable[[Actor, UUID, UUID], object]] = {
    "instance": lambda actor, instance, _migration: public.instance(actor, instance),
    "variables": lambda actor, instance, _migration: public.variables(actor, instance),
    "history": lambda actor, instance, _migration: public.history(actor, instance),
    "interventions": lambda actor, instance, _migration: public.interventions(actor, instance),
    "incidents": lambda actor, _instance, _migration: public.incidents(actor),
    "migrations": lambda actor, _instance, _migration: public.list_migrations(actor),
    "migration": lambda actor, _instance, migration: public.get_migration(actor, migration),
    "stuck": lambda actor, _instance, migration: public.list_stuck(actor, migration),
}


@pytest.mark.parametrize("look", LOOKS)
def test_who_has_not_the_right_reads_nothing(town: Town, look: str) -> None:
    instance, migration = town.start(ASK), begin(town)
    with transaction(EGEBY):
        for actor in WITHOUT_RIGHT:
            with pytest.raises((LoginNeeded, NotAllowed)):
                LOOKS[look](actor, instance, migration)
        LOOKS[look](OPERATOR, instance, migration)
