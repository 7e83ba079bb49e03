"""What a process refuses leaves every row as it was, whoever asks and however things stand."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.apps import apps

from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.people import OPERATOR
from raadhus.processes.tests.flow.test_by_hand import failed, incident_of
from raadhus.processes.tests.flow.test_crashes import everything
from raadhus.processes.tests.flow.test_instances import ASK, MESSAGE
from raadhus.processes.tests.unit.drawing import arrows, model, service, user

pytestmark = pytest.mark.usefixtures("db")

ADHOC = model(
    '<startEvent id="start"/><adHocSubProcess id="care">'
    + user("call")
    + user("visit")
    + "</adHocSubProcess>"
    + arrows("start > care")
)
UNKNOWN = model('<startEvent id="a"/>' + service("b", handler="cases.unknown") + arrows("a > b"))
Act = Callable[[], object]


def answered(town: Town) -> Act:
    """Have a task answered; return how it is answered once more."""
    town.start(ASK)
    public.complete_task(town.actor, town.opened["ask"], {"amount": 1})
    return lambda: public.complete_task(town.actor, town.opened["ask"], {"amount": 2})


def taken(town: Town) -> Act:
    """Let a message be taken; return how it is sent once more."""
    instance = town.start(MESSAGE)
    with transaction(EGEBY):
        key = public.instance(town.actor, instance).business_key
    public.correlate(town.actor, "paid", key, {"amount": 5})
    return lambda: public.correlate(town.actor, "paid", key, {"amount": 6})


def begun(town: Town, *, within: str, element: str) -> Act:
    """Let an ad-hoc sub-process be open; return how an activity that it has not is begun."""
    instance = town.start(ADHOC)
    return lambda: public.begin_activity(town.actor, instance, within=within, element=element)


def ended(town: Town, act: Callable[[UUID], object]) -> Act:
    """Cancel an instance; return an act on it."""
    instance = town.start(ASK)
    public.cancel(town.actor, instance, reason="A mistake.")
    return lambda: act(instance)


def retried(town: Town) -> Act:
    """Let failed work count as done; return how it is tried again all the same."""
    incident = incident_of(failed(town))
    public.go_on_by_hand(OPERATOR, incident, reason="Known.")
    return lambda: public.retry(town.actor, incident)


def message_start(town: Town) -> Act:
    """Return how a stored process is started by a message that it does not begin with."""
    ref = public.store_model(town.actor, ASK)
    return lambda: public.start(town.actor, ref.hash, business_key=uuid4(), variables={}, message="moved in")


ACTS: dict[str, tuple[Callable[[Town], Act], type[Refusal]]] = {
    "a task twice": (answered, public.CannotCompleteTask),
    "a task that never was": (
        lambda town: lambda: public.complete_task(town.actor, uuid4(), {}),
        public.CannotCompleteTask,
    ),
    "a message twice": (taken, public.CannotCorrelate),
    "a message that nobody awaits": (
        lambda town: lambda: public.correlate(town.actor, "paid", uuid4(), {}),
        public.CannotCorrelate,
    ),
    "an activity that is not there": (
        lambda town: begun(town, within="care", element="dance"),
        public.CannotBeginActivity,
    ),
    "an activity of another place": (
        lambda town: begun(town, within="care", element="start"),
        public.CannotBeginActivity,
    ),
    "an activity where nothing is open": (
        lambda town: begun(town, within="start", element="call"),
        public.CannotBeginActivity,
    ),
    "an activity of no process": (
        lambda town: lambda: public.begin_activity(town.actor, uuid4(), within="care", element="call"),
        public.CannotBeginActivity,
    ),
    "cancelled twice": (
        lambda town: ended(town, lambda one: public.cancel(town.actor, one, reason="Again.")),
        public.CannotCancelProcess,
    ),
    "paused after its end": (
        lambda town: ended(town, lambda one: public.pause(OPERATOR, one, reason="Wait.")),
        public.CannotPause,
    ),
    "resumed after its end": (
        lambda town: ended(town, lambda one: public.resume(OPERATOR, one, reason="Go.")),
        public.CannotResume,
    ),
    "a step tried again that is settled": (retried, public.CannotRetry),
    "a process that is not stored": (
        lambda town: lambda: public.start(town.actor, "0" * 64, business_key=uuid4(), variables={}),
        public.CannotStartProcess,
    ),
    "a process by another message": (message_start, public.CannotStartProcess),
    "starts of what is not stored": (
        lambda town: lambda: public.schedule_starts(town.actor, "0" * 64),
        public.CannotStartProcess,
    ),
    "a model with an unknown handler": (
        lambda town: lambda: public.store_model(town.actor, UNKNOWN),
        public.CannotStoreModel,
    ),
    "a model that is no XML": (
        lambda town: lambda: public.store_model(town.actor, b"\x00"),
        public.CannotStoreModel,
    ),
}


def rows() -> list[object]:
    """Return every row that a process has, what falls due, what was queued and which models are stored."""
    others = ("bus.Due", "bus.OutboxEvent", "processes.ProcessModel")
    with transaction(EGEBY):
        return [
            everything(),
            *(list(apps.get_model(name).objects.order_by("pk").values()) for name in others),
        ]


@pytest.mark.parametrize("act", ACTS)
def test_a_refused_act_changes_nothing(town: Town, act: str) -> None:
    laid, refusal = ACTS[act]
    refused = laid(town)
    before = rows()
    with pytest.raises(refusal):
        refused()
    assert rows() == before
