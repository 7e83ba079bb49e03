"""A person puts a token elsewhere, lets failed work count as done, cancels: with the right, a reason, and a trace."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import ProgrammingError

from raadhus.platform.actor import Actor
from raadhus.platform.models import AuditEntry
from raadhus.platform.refusals import LoginNeeded, NotAllowed
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.people import NORTHERNER, OPERATOR, WITHOUT_RIGHT
from raadhus.processes.tests.flow.test_crashes import crash_everywhere, everything
from raadhus.processes.tests.flow.test_instances import ASK
from raadhus.processes.tests.unit.drawing import arrows, model, user
from raadhus.processes.tests.unit.taking_back import undone

pytestmark = pytest.mark.usefixtures("db")
PAID = model(
    '<startEvent id="start"/>'
    + undone("pay")
    + undone("book")
    + user("ask")
    + arrows("start > pay", "pay > book", "book > ask")
)


def token_of(town: Town, instance: UUID, element: str) -> UUID:
    with transaction(EGEBY):
        return models.Token.objects.get(instance_id=instance, element=element).id


def incident_of(instance: UUID) -> UUID:
    with transaction(EGEBY):
        return models.Incident.objects.get(instance_id=instance, settled_at=None).id


def done_by_hand(instance: UUID) -> list[tuple[str, str, str, str]]:
    with transaction(EGEBY):
        found = public.interventions(OPERATOR, instance)
        assert all(one.by == OPERATOR.staff_id for one in found)
        return [(one.act, one.element, one.target, one.reason) for one in found]


def failed(town: Town) -> UUID:
    """Return an instance whose step “gather” has failed."""

    def work(execution: public.Execution) -> None:
        if execution.element_id == "gather":
            raise ConnectionError

    town.work = work
    instance = town.start(ASK)
    town.work = lambda execution: None
    return instance


class TestMovingAToken:
    def test_leaves_a_line_in_history_with_who_and_why(self, town: Town) -> None:
        instance = town.start(ASK)
        token = token_of(town, instance, "ask")
        public.move_by_hand(OPERATOR, token, "remind", reason="Agreed by phone.", values={"told": True})
        assert town.served == ["gather", "remind"]
        assert town.withdrawn == ["ask"]
        assert done_by_hand(instance) == [("moved", "ask", "remind", "Agreed by phone.")]
        with transaction(EGEBY):
            visit = public.history(OPERATOR, instance)[2]
            assert (visit.element, visit.outcome, visit.by) == ("ask", "moved", OPERATOR.staff_id)
            assert visit.changed == {"told": True}
            assert AuditEntry.objects.get(act="processes.moved").detail == {
                "reason": "Agreed by phone.",
                "element": "ask",
                "target": "remind",
            }

    def test_happens_once(self, town: Town) -> None:
        instance = town.start(ASK)
        token = token_of(town, instance, "ask")
        public.move_by_hand(OPERATOR, token, "ask", reason="Lost.")
        before = everything()
        with pytest.raises(public.CannotMoveToken):
            public.move_by_hand(OPERATOR, token, "ask", reason="Lost.")
        assert everything() == before

    def test_survives_a_crash_at_any_query(self, town: Town) -> None:
        instance = town.start(ASK)
        token = token_of(town, instance, "ask")
        crash_everywhere(lambda: public.move_by_hand(OPERATOR, token, "decide", reason="Known."))
        assert town.path(instance) == ["start", "gather", "ask", "decide", "end"]

    @pytest.mark.parametrize("target", ["nowhere", "start", "late", "#cancel"])
    def test_to_where_it_may_not_go_changes_nothing(self, town: Town, target: str) -> None:
        instance = town.start(ASK)
        token, before = token_of(town, instance, "ask"), everything()
        with pytest.raises(public.CannotMoveToken):
            public.move_by_hand(OPERATOR, token, target, reason="Try.")
        assert everything() == before


class TestGoingOnWithoutWorkThatFailed:
    def test_takes_the_answer_of_a_person(self, town: Town) -> None:
        instance = failed(town)
        public.go_on_by_hand(OPERATOR, incident_of(instance), reason="Looked it up.", values={"amount": 4})
        assert town.standing(instance) == ("ask",)
        assert town.variables(instance) == {"amount": 4}
        assert done_by_hand(instance) == [("went on", "gather", "", "Looked it up.")]
        with transaction(EGEBY):
            assert public.incidents(OPERATOR) == ()
            assert models.Incident.objects.get().settled_by == OPERATOR.staff_id

    def test_happens_once(self, town: Town) -> None:
        incident = incident_of(failed(town))
        public.go_on_by_hand(OPERATOR, incident, reason="Known.")
        before = everything()
        with pytest.raises(public.CannotMoveToken):
            public.go_on_by_hand(OPERATOR, incident, reason="Known.")
        assert everything() == before


class TestCancelling:
    def test_takes_back_what_is_done_the_last_first(self, town: Town) -> None:
        instance = town.start(PAID)
        for task in ("pay", "book"):
            public.complete_task(town.actor, town.opened[task], {})
        crash_everywhere(
            lambda: public.cancel_by_hand(OPERATOR, instance, reason="Moved away.", takes_back=True)
        )
        assert town.served[-2:] == ["un_book", "un_pay"]
        assert town.withdrawn[-1] == "ask"
        with transaction(EGEBY):
            assert public.instance(OPERATOR, instance).status == "cancelled"
            assert not models.Token.objects.exists()
        assert done_by_hand(instance) == [("taken back", "", "", "Moved away.")]

    def test_without_taking_back_stops_where_it_is(self, town: Town) -> None:
        instance = town.start(PAID)
        public.complete_task(town.actor, town.opened["pay"], {})
        public.cancel_by_hand(OPERATOR, instance, reason="A mistake.", takes_back=False)
        assert town.served == []
        assert done_by_hand(instance) == [("cancelled", "", "", "A mistake.")]
        before = everything()
        with pytest.raises(public.CannotCancelProcess):
            public.cancel_by_hand(OPERATOR, instance, reason="Again.", takes_back=True)
        assert everything() == before


ACTS: dict[str, Callable[[Town, UUID, Actor, str], None]] = {
    "move": lambda town, instance, actor, reason: public.move_by_hand(
        actor, token_of(town, instance, "gather"), "gather", reason=reason
    ),
    "go on": lambda town, instance, actor, reason: public.go_on_by_hand(
        actor, incident_of(instance), reason=reason
    ),
    "cancel": lambda town, instance, actor, reason: public.cancel_by_hand(
        actor, instance, reason=reason, takes_back=True
    ),
}


@pytest.mark.parametrize("act", ACTS)
class TestEachAct:
    @pytest.mark.parametrize("actor", WITHOUT_RIGHT, ids=["caseworker", "citizen", "stranger"])
    def test_is_refused_to_who_has_not_the_right(self, town: Town, act: str, actor: Actor) -> None:
        instance = failed(town)
        before = everything()
        with pytest.raises((NotAllowed, LoginNeeded)):
            ACTS[act](town, instance, actor, "Mischief.")
        assert everything() == before

    def test_is_out_of_reach_of_another_municipality(self, town: Town, act: str) -> None:
        instance = failed(town)
        before = everything()
        with pytest.raises((public.CannotMoveToken, public.CannotCancelProcess)):
            ACTS[act](town, instance, NORTHERNER, "Mischief.")
        assert everything() == before

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_needs_a_reason(self, town: Town, act: str, reason: str) -> None:
        instance = failed(town)
        before = everything()
        with pytest.raises(public.CannotActWithoutReason):
            ACTS[act](town, instance, OPERATOR, reason)
        assert everything() == before


@pytest.mark.parametrize("table", [models.Visit, models.Intervention, models.CallAttempt])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_history_as_it_was_written(
    town: Town, table: type[models.Visit], act: str
) -> None:
    instance = town.start(ASK)
    public.cancel_by_hand(OPERATOR, instance, reason="A mistake.", takes_back=False)
    before = everything()
    rows = table.objects.all()
    change = (lambda: rows.update(tenant_id=EGEBY)) if act == "update" else rows.delete
    with pytest.raises(ProgrammingError, match="permission denied"), transaction(EGEBY):
        change()
    assert everything() == before
