"""Two changes of one process go together where they touch different places, and are told where they touch the same."""

import pytest

from raadhus.processes.domain.library import check
from raadhus.processes.domain.outline.catching_up import ChangedByBoth, caught_up
from raadhus.processes.domain.outline.edits import (
    AddStep,
    ChangeStep,
    ChangeWay,
    Edit,
    RemoveStep,
    edit_model,
)
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.outline.test_outline import FREE_PLACE, outline, step, undrawn

RENAMED = ChangeStep(step="ask_unit", name="Nogen afgør", kind="userTask")
ADDED = AddStep(after="decide", kind="userTask", name="Read", way="decided_how")
HEARD = ChangeStep(step="hear_party", name="Høring", kind="userTask")


@pytest.mark.parametrize(
    ("mine", "theirs"), [(RENAMED, ADDED), (ADDED, RENAMED), (HEARD, RENAMED), (ADDED, HEARD)]
)
def test_changes_of_different_steps_go_together(mine: Edit, theirs: Edit) -> None:
    draft, now = edit_model(FREE_PLACE, mine), edit_model(FREE_PLACE, theirs)
    found = caught_up(FREE_PLACE, draft, now)
    assert outline(found) == outline(edit_model(now, mine))
    assert undrawn(found) == set()
    assert not [one for one in check(found, tinyfeel.parse, None) if one.is_error]


def test_an_untouched_draft_becomes_what_is_in_force_and_an_untouched_process_leaves_the_draft() -> None:
    other = edit_model(FREE_PLACE, ADDED)
    assert caught_up(FREE_PLACE, FREE_PLACE, other) == other
    assert outline(caught_up(FREE_PLACE, other, FREE_PLACE)) == outline(other)


@pytest.mark.parametrize(
    ("mine", "theirs", "name"),
    [
        (RENAMED, ChangeStep(step="ask_unit", name="En anden", kind="userTask"), "En anden"),
        (RENAMED, RemoveStep(step="hear_party"), ""),
        (HEARD, RemoveStep(step="hear_party"), "Høring"),
        (RemoveStep(step="hear_party"), HEARD, "Høring"),
        (ADDED, AddStep(after="decide", kind="manualTask", name="Other", way="decided_how"), "decided_how"),
    ],
)
def test_what_both_change_is_named(mine: Edit, theirs: Edit, name: str) -> None:
    draft, now = edit_model(FREE_PLACE, mine), edit_model(FREE_PLACE, theirs)
    if not name:
        assert step(caught_up(FREE_PLACE, draft, now), "ask_unit").name == "Nogen afgør"
        return
    with pytest.raises(ChangedByBoth) as refused:
        caught_up(FREE_PLACE, draft, now)
    assert name in refused.value.names


def test_a_condition_changed_by_both_is_told_by_the_arrow() -> None:
    ways = [
        ChangeWay(way="to_hearing", name="x", target="hear_party", condition=text, is_default=False)
        for text in ('route = "a"', 'route = "b"')
    ]
    with pytest.raises(ChangedByBoth) as refused:
        caught_up(FREE_PLACE, *(edit_model(FREE_PLACE, way) for way in ways))
    assert refused.value.names == ("to_hearing",)
