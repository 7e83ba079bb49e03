"""What an operator looks at: each thing that stopped, since when, and a button that lets it go on or lie."""

import datetime as dt

import pytest
from django.apps import apps

from raadhus.bus import registry
from raadhus.bus.testing import run_all
from raadhus.cases.events import CaseOpened
from raadhus.cases.tests.casekit import BO, NOON
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import OPERATORS, all_of, page


@pytest.fixture
def operator(desk):
    """Return an operator's browser."""
    return desk.staff(OPERATORS, name="Ole Drift")


def act(browser, kind, what, row):
    return browser.post(
        "/work/operations/settle/", {"kind": kind, "act": what, "id": str(row.id)}, follow=True
    )


def make(desk, label, **values):
    with desk.transaction():
        return apps.get_model(label).objects.create(**values)


def test_nothing_stopped_is_said_kindly(operator):
    assert "Nothing has stopped" in page(operator, "/work/operations/")


def test_a_stuck_letter_is_shown_and_tried_again(desk, operator):
    desk.town.move_in(BO)
    desk.town.decide_application(BO)
    with desk.transaction():
        apps.get_model("post.Letter").objects.update(
            state="filed", delivered_at=None, ordered_at=NOON - dt.timedelta(hours=2)
        )
    (letter,) = all_of("post.Letter")

    assert "the print house has not taken it" in page(operator, "/work/operations/")
    assert "It is being tried again" in act(operator, "letter", "again", letter).text
    assert len(_queued("post.print_letter")) == 1


def test_a_letter_that_was_just_ordered_is_not_stuck(desk, operator):
    desk.town.move_in(BO)
    desk.town.decide_application(BO)
    with desk.transaction():
        apps.get_model("post.Letter").objects.update(state="filed", delivered_at=None)

    assert "Nothing has stopped" in page(operator, "/work/operations/")


@pytest.mark.parametrize(
    ("state", "what", "after"),
    [
        ("doubtful", "settle", "sent"),
        ("doubtful", "again", "queued"),
        ("failed", "settle", "closed"),
        ("failed", "again", "queued"),
    ],
)
def test_a_message_is_settled_or_sent_once_more(desk, operator, state, what, after):
    desk.town.move_in(BO)
    message = make(
        desk,
        "notifications.Message",
        person_id=desk.town.people[BO.number],
        channel="sms",
        template="letter_arrived",
        about=desk.town.people[BO.number],
        subject="x",
        state=state,
        queued_at=clock.now(),
        note="The gateway did not answer",
    )
    assert "The gateway did not answer" in page(operator, "/work/operations/")

    act(operator, "message", what, message)

    assert [row.state for row in all_of("notifications.Message")] == [after]
    assert "Nothing has stopped" in page(operator, "/work/operations/")


def test_a_given_up_job_runs_again_once_or_is_let_lie(desk, operator):
    dead = [
        make(desk, "bus.DeadJob", job="test.dead", arguments={"n": n}, reason="Broken pipe", at=NOON)
        for n in (1, 2)
    ]
    ran = []
    registry.jobs["test.dead"] = registry.Job(
        "test.dead", lambda _context, n: ran.append(n), registry.RetryPolicy(), is_transactional=True
    )
    assert "Broken pipe" in page(operator, "/work/operations/")

    act(operator, "job", "again", dead[0])
    assert act(operator, "job", "again", dead[0]).status_code == 404
    act(operator, "job", "settle", dead[1])
    run_all()
    del registry.jobs["test.dead"]

    assert ran == [1]
    assert "Nothing has stopped" in page(operator, "/work/operations/")


def test_an_event_nobody_took_is_given_to_its_subscriber_again(desk, operator):
    desk.town.move_in(BO)
    desk.town.decide_application(BO)
    event = next(event for event in all_of("bus.OutboxEvent") if event.type == CaseOpened.type)
    heard = []
    subscriber = registry.Subscriber(
        "test.again", CaseOpened, lambda said, _context: heard.append(said.case_id)
    )
    registry.subscribers.setdefault(event.type, []).append(subscriber)
    dead = make(
        desk,
        "bus.Delivery",
        event_id=event.id,
        subscriber="test.again",
        at=NOON,
        is_dead=True,
        error="ValueError",
    )
    assert f"{CaseOpened.type} → test.again" in page(operator, "/work/operations/")

    act(operator, "event", "again", dead)
    run_all()
    registry.subscribers[event.type].remove(subscriber)

    assert len(heard) == 1
    assert "Nothing has stopped" in page(operator, "/work/operations/")


@pytest.mark.parametrize(
    "form", [{}, {"kind": "job"}, {"kind": "x", "act": "again"}, {"kind": "job", "act": "again", "id": "7"}]
)
def test_nonsense_is_not_found(operator, form):
    assert operator.post("/work/operations/settle/", form).status_code == 404


def _queued(name):
    jobs = apps.get_model("procrastinate.ProcrastinateJob").objects.filter(status="todo")
    return [job for job in jobs if job.args.get("name") == name]
