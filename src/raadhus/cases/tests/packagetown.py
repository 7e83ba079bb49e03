"""Egeby with another real package than the free-place one: applications to it, and what the process asks of people."""

import datetime as dt
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps

from raadhus.bus import outbox
from raadhus.bus.testing import run_all
from raadhus.cases.models import Case, PutQuestion, Task
from raadhus.cases.tests.casekit import Resident, Town
from raadhus.cases.use_cases.answer_question import answer_question
from raadhus.catalogue.public import PackageFiles, install_files, only_parts, read_package
from raadhus.forms.events import SubmissionCompleted
from raadhus.organisation.demo import EGEBY, furnish_towns
from raadhus.organisation.public import unit_by_key
from raadhus.platform import clock
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes
from raadhus.rules import public as rules

PACKAGES = Path(__file__).resolve().parents[4] / "services" / "dk"


def typed(choice: str, said: str = "", **more: list[str]) -> dict[str, list[str]]:
    """Return what somebody types who answers a question: which way, in what words, and ``more`` of its form."""
    return {"answer": [choice], "said": [said], **more}


class PackageTown(Town):
    """Egeby with the package ``key`` installed, which ``unit_key`` works on."""

    def __init__(self, key: str, unit_key: str) -> None:
        super().__init__()
        self._key, self._unit_key = key, unit_key

    def build(self) -> "PackageTown":
        """Lay everything down."""
        furnish_towns()
        import_module("raadhus.cases.handlers")
        with transaction(EGEBY), only_parts():
            files = self.package()
            self.package_hash = install_files(self.system, files).content_hash
            processes.store_model(self.system, files["process.bpmn"])
            rules.store_model(self.system, files["rules.dmn"])
            self.unit_id = unit_by_key(self.system, self._unit_key).id
        return self

    def package(self) -> PackageFiles:
        """Return the package, as it is or as a test would have it."""
        return read_package(PACKAGES / self._key)

    def send(self, resident: Resident, answers: dict[str, Any]) -> Case:
        """Send ``resident``'s application with ``answers`` by dotted key, work everything off, and return the case."""
        submission_id = self.submit(resident, answers)
        run_all()
        return self.case_of(submission_id)

    def submit(self, resident: Resident, answers: dict[str, Any]) -> UUID:
        """Send ``resident``'s application; nothing is worked off yet. Return the submission's id."""
        with transaction(self.tenant):
            return self._submit(resident, answers)

    def asked(self, case: Case) -> dict[UUID, Task]:
        """Return the open questions of a case by whom they were put to."""
        with transaction(self.tenant):
            put = PutQuestion.objects.select_related("task").filter(case=case, task__status="open")
            return {one.person_id: one.task for one in put.order_by("asked_at", "id")}

    def answer(self, resident: Resident, case: Case, choice: str, said: str = "") -> None:
        """Let ``resident`` answer what they are asked, and work everything off."""
        with transaction(self.tenant):
            task = self.asked(case)[self.people[resident.number]]
            answer_question(self.citizen(resident), task.id, typed(choice, said))
        run_all()

    def days_later(self, days: int) -> dt.datetime:
        """Return the instant so many days from now, an hour past noon."""
        return clock.now() + dt.timedelta(days=days, hours=1)

    def _submit(self, resident: Resident, answers: dict[str, Any]) -> UUID:
        person_id, now = self.people[resident.number], clock.now()
        draft = apps.get_model("forms", "Draft").objects.create(
            person_id=person_id,
            service_key=self._key,
            package_hash=self.package_hash,
            channel="self-service",
            state="sent",
            started_at=now,
            saved_at=now,
            expires_at=now + dt.timedelta(days=30),
        )
        submission = apps.get_model("forms", "Submission").objects.create(
            id=new_id(),
            number=f"A{new_id().hex[-10:]}",
            draft=draft,
            person_id=person_id,
            service_key=self._key,
            package_hash=self.package_hash,
            language="en",
            channel="self-service",
            answers=answers,
            figures={},
            sent_at=now,
        )
        outbox.emit(
            SubmissionCompleted(
                subject=f"application:{submission.id}",
                submission_id=submission.id,
                service_key=self._key,
                package_hash=self.package_hash,
                channel="self-service",
                sent_at=now,
            )
        )
        return submission.id
