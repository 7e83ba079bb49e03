"""``./raadhus processes``: an operator's acts on a line, with an operator's rights."""

import argparse
from datetime import UTC, datetime
from uuid import UUID

import pytest

from raadhus.bus.testing import run_all
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.management.keeping import add_acts, run_act
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.people import CASEWORKER, NORTHERNER, OPERATOR
from raadhus.processes.tests.flow.test_by_hand import failed, incident_of, token_of
from raadhus.processes.tests.flow.test_crashes import everything
from raadhus.processes.tests.flow.test_instances import ASK
from raadhus.processes.tests.flow.test_migrating import NEW
from raadhus.processes.tests.servicekit import published

pytestmark = pytest.mark.usefixtures("db")


def run(*arguments: object, actor: Actor = OPERATOR) -> tuple[int, str]:
    """Run one act; return its code and what was said."""
    parser = argparse.ArgumentParser()
    add_acts(parser)
    said: list[str] = []
    code = run_act(actor, parser.parse_args([str(one) for one in arguments]), said.append)
    return code, "\n".join(said)


def test_a_failed_step_is_listed_tried_again_and_answered(town: Town) -> None:
    instance = failed(town)
    assert "gather" in run("incidents")[1]
    town.work = lambda execution: None
    assert run("retry", incident_of(instance)) == (0, "It went well.")
    other = failed(town)
    assert run("answer", incident_of(other), "--reason", "Known.")[0] == 0
    assert town.standing(other) == ("ask",)


def test_where_nothing_is_to_be_said_that_is_said(town: Town) -> None:
    assert run("incidents") == (0, "No step has failed.")
    assert run("versions")[1].startswith("No case is on its way.")


def test_moments_are_told_by_the_municipalitys_clock(town: Town) -> None:
    with clock.frozen(datetime(2024, 6, 30, 22, 30, tzinfo=UTC)):
        instance = town.start(ASK)
    said = run("show", instance)[1]
    assert said.splitlines()[0].endswith("running  since 2024-07-01 00:30")
    assert "2024-07-01 00:30  gather" in said


def test_a_process_is_paused_moved_and_cancelled(town: Town) -> None:
    instance = town.start(ASK)
    assert run("pause", instance, "--reason", "Wait.") == (0, "It is paused.")
    assert run("pause", instance, "--reason", "Wait.")[0] == 1
    assert run("resume", instance, "--reason", "Go.")[0] == 0
    assert run("move", token_of(town, instance, "ask"), "gather", "--reason", "Anew.")[0] == 0
    assert run("cancel", instance, "--reason", "Twice.", "--take-back")[0] == 0
    said = run("show", instance)[1]
    assert "cancelled" in said.splitlines()[0]
    assert "moved  ask → gather  Anew." in said


@pytest.mark.parametrize("act", ["pause", "resume", "cancel"])
def test_an_act_without_its_reason_is_not_understood(town: Town, act: str) -> None:
    instance = town.start(ASK)
    before = everything()
    with pytest.raises(SystemExit):
        run(act, instance)
    assert everything() == before


def test_cases_go_to_a_new_version_after_a_dry_run(town: Town) -> None:
    instance = town.start(ASK)
    old, new = (public.store_model(town.actor, source).hash for source in (ASK, NEW))
    assert old in run("versions")[1]
    before = everything()
    for wrong in ((old, new), (new, old), (old, new[:7]), (f"{old}.another", new)):
        code, said = run("migrate", *wrong, "--dry-run")
        assert (code, "“versions” lists those" in said) == (1, True), wrong
    assert everything() == before
    with published(new):
        assert new in run("versions")[1]
        _goes_along(town, instance, old, new[:12])


def _goes_along(town: Town, instance: UUID, old: str, new: str) -> None:
    before = everything()
    said = run("migrate", old, new, "--dry-run")[1]
    assert "0 of 1 would go along" in said
    assert "1 would stay behind at ask: the step is not in the new version; such as" in said
    assert everything() == before
    mapping = ("--map", "ask=question", "--map", "late=deadline")
    assert "1 of 1 would go along" in run("migrate", old, new, *mapping, "--dry-run")[1]
    assert run("migrate", old, new, *mapping)[0] == 1, "a reason is missing"
    code, said = run("migrate", old, new, *mapping, "--reason", "New act.")
    migration = UUID(said.split()[1])
    assert (code, run("stop", migration)[0], run("go-on", migration)[0]) == (0, 0, 0)
    run_all()
    assert run("migration", migration) == (0, "done: 1 moved, 0 stayed behind, of 1.")
    assert town.standing(instance) == ("question",)


@pytest.mark.parametrize("actor", [CASEWORKER, NORTHERNER], ids=["caseworker", "another municipality"])
def test_who_has_no_right_changes_nothing(town: Town, actor: Actor) -> None:
    instance = failed(town)
    incident, token = incident_of(instance), token_of(town, instance, "gather")
    before = everything()
    assert str(incident) not in run("incidents", actor=actor)[1]
    for arguments in (
        ("show", instance),
        ("retry", incident),
        ("answer", incident, "--reason", "x"),
        ("pause", instance, "--reason", "x"),
        ("move", token, "ask", "--reason", "x"),
        ("cancel", instance, "--reason", "x"),
    ):
        assert run(*arguments, actor=actor)[0] == 1, arguments
    assert everything() == before
    with transaction(EGEBY):
        assert models.Instance.objects.get().status == "running"
