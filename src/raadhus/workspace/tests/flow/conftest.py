"""A town in which staff work."""

from collections.abc import Iterator

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.public import file_appeal
from raadhus.cases.tests.casekit import ANNE, NOON, Town
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import Desk, all_of
from raadhus.workspace.tests.draftkit import APPROVERS, AUTHORS, begun


@pytest.fixture
def desk(towns: None, db: None) -> Iterator[Desk]:
    """Return Egeby at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield Desk(Town().build())


@pytest.fixture
def case(desk):
    """Return Anne's case, whose income is contested."""
    desk.town.move_in(ANNE)
    return desk.town.decide_application(ANNE, contested=True)


@pytest.fixture
def url(case):
    """Return how the addresses of the case's task begin."""
    task = next(task for task in all_of("cases.Task") if task.case_id == case.id)
    return f"/work/cases/{case.id}/tasks/{task.id}"


@pytest.fixture
def appeal(desk):
    """Return Anne's appeal of what the rules decided, and how the addresses of its task begin."""
    desk.town.move_in(ANNE)
    desk.town.decide_application(ANNE)
    (decision,) = all_of("cases.Decision")
    with desk.transaction():
        found = file_appeal(desk.town.citizen(ANNE), decision.id, "I earn less now.")
    run_all()
    task = next(task for task in all_of("cases.Task") if task.case_id == found.id)
    return found, f"/work/cases/{found.id}/tasks/{task.id}"


@pytest.fixture
def author(desk):
    """Return the browser of somebody who writes rules, and may publish those of others."""
    return desk.staff(AUTHORS, APPROVERS, name="Anna Ord")


@pytest.fixture
def approver(desk):
    """Return the browser of somebody who publishes what others wrote."""
    return desk.staff(APPROVERS, name="Bent Blik")


@pytest.fixture
def draft(author):
    """Return the address of a draft that was just begun."""
    return begun(author)
