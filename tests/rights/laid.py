"""A town with something behind every door."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from raadhus.bus.testing import run_all
from raadhus.cases.models import Assessment, Case, Decision, Sending, Task
from raadhus.cases.public import HandDecision, Trying, begin_trial, decide_by_hand, file_appeal
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, Town, package_files
from raadhus.platform import clock, encryption
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import reference_of
from tests.rights.laying import (
    ask_owner,
    lay_drafts,
    lay_permit,
    lend,
    name_representatives,
    write_to_applicant,
)
from tests.rights.people import ASKED, MATE, NEIGHBOUR, PIA, REPRESENTATIVE, Who, browser_of


@dataclasses.dataclass(frozen=True, kw_only=True)
class Laid:
    """What lies behind the doors: Anne's, unless it says otherwise."""

    town: Town
    decided: UUID
    decision: UUID
    letter: UUID
    document: UUID
    submission: UUID
    waiting: UUID
    task: UUID
    assessment: UUID  # what the rules found in the case that waits
    protected: UUID  # the case of somebody whose name and address are protected
    hidden: UUID  # their letter, as it lies in that case
    unsent: UUID  # decided by hand, the letter not sent yet
    unsent_task: UUID
    appealed: UUID
    appeal_task: UUID
    trial: UUID  # of changed rules, on all these cases
    instance: UUID  # the process of the case that waits
    incident: UUID  # as if one of its steps had failed
    migration: UUID  # of processes like it to another version
    hearing: UUID
    income: UUID  # asked of Bo, Eva's partner
    completed: UUID  # Anne is asked to add something in this case
    completion: UUID
    lent: UUID  # another unit has a step to do in this case, and no more
    step: UUID
    mass_letter: UUID  # Carl's, to her; it waits
    permit: UUID  # her case in another unit
    question: UUID  # asked of Asta in it
    rules_draft: UUID
    rules_reviewed: UUID  # waits for whoever publishes it
    model_draft: UUID
    model_reviewed: UUID
    attachment: UUID
    draft: UUID
    discarded: UUID
    held: UUID
    browsers: Mapping[Who, Client]
    partner: Client


def lay(town: Town) -> Laid:
    """Build the town with something of every kind in it."""
    single = dataclasses.replace(ANNE, partner=None)
    town.move_in(single, NEIGHBOUR, CARL, REPRESENTATIVE, ASKED)
    eva, bo = town.move_together(EVA, BO)
    decided = town.decide_application(single)
    heard = town.decide_application(single, confirmed=False)
    waiting = town.decide_application(single, contested=True)
    coupled = town.decide_application(eva)
    town.move_in(PIA)
    protected = town.decide_application(PIA)
    unsent = _decide_by_hand(town, town.decide_application(single, contested=True))
    appealed = _appeal(town, town.decide_application(single))
    asked = ask_owner(town, town.decide_application(single, contested=True))
    lent = lend(town, town.decide_application(single, contested=True))
    name_representatives(town, decided, heard, waiting)
    permit = lay_permit(town)
    browsers = {who: browser_of(town, who) for who in Who if who is not Who.HOUSEHOLD}
    drafts = lay_drafts(browsers[Who.AUTHOR])
    with transaction(town.tenant):
        task_id = Task.objects.get(case=waiting).id
    mass_letter = write_to_applicant(browsers[Who.CASEWORKER], task_id)
    with transaction(town.tenant):
        decision = Decision.objects.get(case=decided)
        letter = Sending.objects.get(decision=decision).letter_id
        laid = Laid(
            town=town,
            decided=decided.id,
            decision=decision.id,
            letter=letter,
            document=apps.get_model("post", "Letter").objects.get(id=letter).document_id,
            protected=protected.id,
            hidden=apps.get_model("post", "Letter").objects.get(case_id=protected.id).document_id,
            unsent=unsent.id,
            unsent_task=Task.objects.get(case=unsent).id,
            appealed=appealed.id,
            appeal_task=Task.objects.get(case=appealed).id,
            submission=_id(decided.submission_id),
            waiting=waiting.id,
            task=task_id,
            assessment=Assessment.objects.filter(case=waiting).latest("at").id,
            trial=_try_rules(town),
            **_processes(waiting),
            **asked,
            **lent,
            mass_letter=mass_letter,
            **permit,
            **drafts,
            hearing=Task.objects.get(case=heard).id,
            income=Task.objects.get(case=coupled).id,
            attachment=_attach(waiting),
            **_drafts(town, town.people[ANNE.number]),
            browsers=browsers,
            partner=town.log_in(bo),
        )
    run_all()
    # applying has told that Anne lives alone; now somebody has moved in with her
    town.move_together(dataclasses.replace(ANNE, born=dt.date(1991, 1, 1)), MATE)
    town.move_in(single)
    return dataclasses.replace(laid, browsers=browsers | {Who.HOUSEHOLD: browser_of(town, Who.HOUSEHOLD)})


def _decide_by_hand(town: Town, case: Case) -> Case:
    """Let Carl decide what the rules would not; the letter waits for him to send it."""
    verdict = HandDecision(
        percent=Decimal(100),
        valid_from=dt.date(2024, 12, 1),
        reasons=("Indtægten er lav.",),
        deviation="Nyt job.",
    )
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), Task.objects.get(case=case).id, verdict)
    return case


def _try_rules(town: Town) -> UUID:
    """Let Carl try dearer rules on what was decided this year."""
    old = package_files()["rules.dmn"]
    trying = Trying(
        service_key="free-place-subsidy",
        package_hash=town.package_hash,
        old_hash=reference_of(old).hash,
        old_name="1.0.0",
        new_source=old.replace(b"<text>70089</text>", b"<text>7008</text>"),
        new_name="dearer",
        begins_on=dt.date(2024, 1, 1),
        ends_on=dt.date(2025, 1, 1),
    )
    return begin_trial(town.caseworker(), trying)


def _processes(case: Case) -> dict[str, Any]:
    """Lay down an incident in the process of ``case`` and a migration of its version, and name all three."""
    instance = apps.get_model("processes.Instance").objects.get(business_key=case.id)
    token = apps.get_model("processes.Token").objects.filter(instance=instance).first()
    incident = apps.get_model("processes.Incident").objects.create(
        instance=instance, token=token.number, element=token.element, sentence="It failed.", at=clock.now()
    )
    migration = apps.get_model("processes.Migration").objects.create(
        old_id=instance.model_id,
        new_id=instance.model_id,
        old_process=instance.process,
        new_process=instance.process,
        mapping={},
        reason="New rules.",
        status="running",
        total=1,
        begun_at=clock.now(),
    )
    return {"instance": instance.id, "incident": incident.id, "migration": migration.id}


def _appeal(town: Town, case: Case) -> Case:
    """Let Anne appeal what was decided; return the case of the appeal."""
    with transaction(town.tenant):
        return file_appeal(town.citizen(ANNE), Decision.objects.get(case=case).id, "My income is lower.")


def _id(value: UUID | None) -> UUID:
    if value is None:
        raise AssertionError("The case has a submission.")
    return value


def _attach(case: Case) -> UUID:
    """Attach a small picture to the application of ``case``, as forms keeps it."""
    submission = apps.get_model("forms", "Submission").objects.get(id=case.submission_id)
    attachment_id = new_id()
    path = f"forms/tests/{attachment_id}"
    sealed = encryption.seal(case.tenant_id, b"\x89PNG", f"forms.attachment.content:{attachment_id}")
    default_storage.save(path, ContentFile(sealed))
    apps.get_model("forms", "Attachment").objects.create(
        id=attachment_id,
        draft_id=submission.draft_id,
        field_key="attachments.income",
        name="pay slip.png",
        media_type="image/png",
        size_bytes=4,
        sha256="0" * 64,
        path=path,
        at=clock.now(),
    )
    return attachment_id


def _drafts(town: Town, person_id: UUID) -> dict[str, Any]:
    """Lay down a draft that is open, one that was thrown away, and an entry held for the first."""
    drafts, held = apps.get_model("forms", "Draft"), apps.get_model("forms", "HeldEntry")
    base = {
        "person_id": person_id,
        "service_key": "free-place-subsidy",
        "package_hash": town.package_hash,
        "sheet": {"answers": {}, "figures": {}, "visited": [], "unfinished": {}, "asked": {}},
        "step": "household",
        "started_at": clock.now(),
        "saved_at": clock.now(),
        "expires_at": clock.now() + dt.timedelta(days=30),
    }
    draft = drafts.objects.create(state="open", **base)
    discarded = drafts.objects.create(state="discarded", **base | {"person_id": person_id})
    entry = held.objects.create(
        draft_id=draft.id,
        step="household",
        typed={},
        at=clock.now(),
        expires_at=clock.now() + dt.timedelta(hours=2),
    )
    return {"draft": draft.id, "discarded": discarded.id, "held": entry.id}
