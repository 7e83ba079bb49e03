"""What is laid behind the doors beside the cases of one service: drafts, a building permit, who speaks for whom."""

import re
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from raadhus.cases.domain.states import TaskKind
from raadhus.cases.models import Case, Task
from raadhus.cases.public import ask_to_complete
from raadhus.cases.tests.casekit import ANNE, CARL, EGEBY, Town, package_files
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.cases.use_cases.staff.name_representative import RepresentativeOrder, name_representative
from raadhus.cases.use_cases.tasks import TaskOrder, open_task
from raadhus.organisation.public import unit_by_key
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction
from tests.rights.people import ASKED, REPRESENTATIVE

SERVICE = "free-place-subsidy"
CHANGED = {
    "rules": ("rules.dmn", b"<text>70089</text>", b"<text>70088</text>"),
    "models": ("process.bpmn", "Sagsbehandler afgør".encode(), "Nogen afgør".encode()),
}


def lay_permit(town: Town) -> dict[str, UUID]:
    """Let Anne apply to build beside Asta, who is asked; return the case and what Asta is asked."""
    permits = PackageTown("building-permit", "byg-og-miljoe").build()
    permits.people, permits.book = town.people, town.book
    home = {"postal_code": "9990", "city": "Egeby"}
    building = {
        "kind": "extension",
        "floor_area": 200,
        "height": 350,
        "distance": 200,
        "description": "Et værelse",
    }
    answers: dict[str, Any] = {
        "applicant.name": ANNE.name,
        "applicant.address": {"street": ANNE.street, **home},
        "plot.is_home": True,
        "plot.area": 800,
        **{f"building.{name}": value for name, value in building.items()},
        "neighbours": [{"_id": "n0", "address": {"street": ASKED.street, **home}}],
    }
    case = permits.send(ANNE, answers)
    return {"permit": case.id, "question": permits.asked(case)[town.people[ASKED.number]].id}


def ask_owner(town: Town, case: Case) -> dict[str, UUID]:
    """Let Carl ask the applicant to complete the case; return it, and what they are asked."""
    with transaction(town.tenant):
        ask_to_complete(town.caseworker(), Task.objects.get(case=case).id, "Your pay slip.")
        asked = Task.objects.get(case=case, person_id__isnull=False)
    return {"completed": case.id, "completion": asked.id}


def lend(town: Town, case: Case) -> dict[str, UUID]:
    """Let the unit for building have a step to do in ``case``, beside the case's own unit; return it, and the step."""
    with transaction(town.tenant):
        order = TaskOrder(
            kind=TaskKind.WORK,
            due_on=clock.now().date(),
            unit_id=unit_by_key(town.system, "byg-og-miljoe").id,
            shown={"title": "Visit", "form": ""},
        )
        return {"lent": case.id, "step": open_task(case, order).id}


def write_to_applicant(caseworker: Client, task_id: UUID) -> UUID:
    """Let a caseworker write a letter to many, here to one; it waits, and they may stop it."""
    sent = {"task": str(task_id), "act": "write", "heading": "Hej", "letter": "Hej du", "sure": "1"}
    written = caseworker.post("/work/many/", sent)
    found = re.search(r"/letters/([0-9a-f-]{36})/", written.headers.get("Location", ""))
    if found is None:
        raise AssertionError(written.content)
    return UUID(found[1])


def name_representatives(town: Town, *cases: Case) -> None:
    """Let Rita speak for the applicant in ``cases``."""
    order = RepresentativeOrder(number=REPRESENTATIVE.number, ground="Power of attorney seen.")
    with transaction(town.tenant):
        for case in cases:
            name_representative(town.caseworker(CARL, Role.CASEWORKER), case.id, order)


def lay_drafts(author: Client) -> dict[str, UUID]:
    """Let an author begin and change two drafts of rules and two of a process, and send one of each for review."""
    return {
        "rules_draft": _write(author, "rules"),
        "rules_reviewed": _submit(author, "rules", _write(author, "rules")),
        "model_draft": _write(author, "models"),
        "model_reviewed": _submit(author, "models", _write(author, "models")),
    }


def _write(author: Client, room: str) -> UUID:
    begun = author.post(f"/work/{room}/{SERVICE}/drafts/begin/", {"title": "Plainer"})
    found = re.search(r"/drafts/([0-9a-f-]{36})/", begun["Location"])
    if found is None:
        raise AssertionError(begun["Location"])
    name, old, new = CHANGED[room]
    source = package_files()[name].replace(old, new)
    draft_id = UUID(found[1])
    _post(author, room, draft_id, "upload", file=SimpleUploadedFile(name, source))
    return draft_id


def _submit(author: Client, room: str, draft_id: UUID) -> UUID:
    _post(author, room, draft_id, "submit", note="It is due.")
    return draft_id


def _post(browser: Client, room: str, draft_id: UUID, act: str, **data: Any) -> None:
    with transaction(EGEBY):
        mark = apps.get_model("rules.RuleDraft").objects.get(id=draft_id).mark
    answer = browser.post(f"/work/{room}/{SERVICE}/drafts/{draft_id}/{act}/", {"read": mark} | data)
    if answer.status_code != 302:
        raise AssertionError(answer.content)
