"""Timers in working days: so many after today, or on a date or the first working day after it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from raadhus.processes.domain.library import check
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import TokenStatus
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import COPENHAGEN, Course, arrows, model, service, user

WORKING = '<extensionElements><raadhus:calendar days="working"/></extensionElements>'


class NoWeekends:
    """Every day but Saturday and Sunday, and not 9 May 2024."""

    def after(self, day: date, count: int, /) -> date:
        day = day if count else day - timedelta(days=1)
        for _ in range(max(count, 1)):
            day += timedelta(days=1)
            while day.weekday() > 4 or day == date(2024, 5, 9):
                day += timedelta(days=1)
        return day


def timed(time: str, kind: str = "timeDuration", extension: str = WORKING) -> bytes:
    """Return a task with a timer on its edge."""
    return model(
        '<startEvent id="start"/>'
        + user("ask")
        + f'<boundaryEvent id="late" attachedToRef="ask"><timerEventDefinition>{extension}<{kind}>{time}</{kind}>'
        + "</timerEventDefinition></boundaryEvent>"
        + service("remind")
        + arrows("start > ask", "late > remind")
    )


def due_at(source: bytes, now: datetime, **variables: object) -> datetime | None:
    """Return when the timer is due that is armed at ``now``, None when it could not be."""
    course = Course(source, variables)
    run = Run(course.program, course.state, course.world, now=now, zone=COPENHAGEN, working=NoWeekends())
    run.start(course.program.starts[0])
    return next((wait.due_at for waits in course.state.waits.values() for wait in waits), None)


TUESDAY = datetime(2024, 5, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time", "kind", "ends"),
    [
        ("P1D", "timeDuration", "2024-05-08"),
        ("P2D", "timeDuration", "2024-05-10"),  # the 9th is closed
        ("P3D", "timeDuration", "2024-05-13"),
        ("P10D", "timeDuration", "2024-05-22"),
        ("2024-05-11", "timeDate", "2024-05-13"),  # a Saturday
        ("2024-05-14", "timeDate", "2024-05-14"),
    ],
)
def test_it_ends_at_the_midnight_that_closes_a_working_day(time: str, kind: str, ends: str) -> None:
    midnight = datetime.combine(
        date.fromisoformat(ends) + timedelta(days=1), datetime.min.time(), tzinfo=COPENHAGEN
    )
    assert due_at(timed(time, kind), TUESDAY) == midnight


def test_it_is_counted_from_the_local_day() -> None:
    late_in_the_evening = datetime(2024, 5, 7, 22, 30, tzinfo=UTC)  # Wednesday already in Copenhagen
    assert due_at(timed("P1D"), late_in_the_evening) == datetime(2024, 5, 11, tzinfo=COPENHAGEN)


def test_a_value_of_feel_is_counted_too() -> None:
    assert due_at(timed("days"), TUESDAY, days=timedelta(days=2)) == datetime(2024, 5, 11, tzinfo=COPENHAGEN)


@pytest.mark.parametrize("value", [timedelta(hours=5), datetime(2024, 5, 11, 10, tzinfo=UTC), 3, None])
def test_what_is_no_whole_day_stops_for_a_person(value: object) -> None:
    assert due_at(timed("days"), TUESDAY, days=value) is None


def test_where_nobody_knows_the_calendar_it_stops_for_a_person() -> None:
    course = Course(timed("P2D")).start()
    assert course.standing(TokenStatus.INCIDENT) == ["ask"]


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (timed("P2W"), "in days alone"),
        (timed("PT5H"), "in days alone"),
        (timed("R3/P1D", "timeCycle"), "again and again"),
        (timed("P2D", extension=WORKING.replace("working", "lucky")), "days=“working”"),
        (timed("P2D", extension=WORKING.replace("calendar", "diary")), "has no meaning"),
        (
            model(
                f'<startEvent id="start"><timerEventDefinition>{WORKING}<timeDuration>P2D</timeDuration>'
                "</timerEventDefinition></startEvent>" + service("a") + arrows("start > a")
            ),
            "not begun by working days",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_at_installation(source: bytes, word: str) -> None:
    found = [str(problem) for problem in check(source, tinyfeel.parse, None) if problem.is_error]
    assert any(word in problem for problem in found), found
