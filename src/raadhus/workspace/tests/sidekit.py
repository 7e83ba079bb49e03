"""A case in which two units have something to do at once: one visits the plot, the other decides."""

from typing import Any

from django.test import Client
from django.urls import reverse

from raadhus.cases.tests.casekit import ANNE, Resident
from raadhus.cases.tests.settown import APPLIED, SetTown
from raadhus.workspace.tests.deskkit import GOOD, Desk, all_of, read_on

BUILDERS = "Byg-Sagsbehandlere"
ELSEWHERE = '<raadhus:task handler="cases.work" form="site-visit" unit="pladsanvisningen"/>'
SEEN = {
    "visit.on-day": "4",
    "visit.on-month": "11",
    "visit.on-year": "2024",
    "visit.as_drawn": "no",
    "visit.distance": "240",
    "visit.seen": "Skuret er større.",
    "shown": "visit.on visit.as_drawn visit.distance visit.seen",
}


class Side:
    """
    Egeby with Anne's application for a permit; ``task`` is what the process asks for.

    ``guest``: a caseworker of the unit that is lent the case, ``own``: of the case's own.
    """

    def __init__(self, task: str = ELSEWHERE, *more: Resident) -> None:
        town = SetTown(task).build()
        town.move_in(ANNE, *more)
        self.desk, self.town = Desk(town), town
        self.guest, self.own = self.desk.staff(), self.desk.staff(BUILDERS, name="Bo Byg")
        self.case_id = town.send(ANNE, APPLIED).id

    def ask_to_decide(self) -> None:
        """Let the case's own unit have a task to decide it, beside what the process asks for."""
        self.town.ask_to_decide(self.case_id)

    def url(self, name: str, kind: str = "") -> str:
        """Return the address of an act of the case, on its open task of this ``kind`` when it has one."""
        ids = [self.case_id, *(task.id for task in self.open_tasks(kind) if kind)]
        return reverse(f"workspace:{name}", args=ids)

    def open_tasks(self, kind: str = "") -> list[Any]:
        """Return the open tasks of the case, of this ``kind`` where one is named."""
        return [
            one
            for one in all_of("cases.Task")
            if one.status == "open" and (not kind or one.task_kind == kind)
        ]

    def status(self) -> str:
        """Return where the case stands."""
        return str(all_of("cases.Case")[0].status)

    def decide(self) -> None:
        """Let the own unit decide; nothing is sent."""
        self.act(self.own, "decide", "assess", GOOD)

    def send(self) -> None:
        """Let the own unit send what it decided."""
        self.act(self.own, "send", "assess")

    def act(self, browser: Client, name: str, kind: str = "", post: dict[str, str] | None = None) -> None:
        """Do what must be taken, from the page as it stands."""
        answer = browser.post(self.url(name, kind), (post or {}) | read_on(browser, self.case_id))
        assert answer.status_code == 302, answer.content[:2000]
