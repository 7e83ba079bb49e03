"""Everybody who may knock at a door of the town hall, and a town with something behind every door."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from raadhus.bus.testing import run_all
from raadhus.cases.models import Case, Decision, Sending, Task
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EGEBY, EVA, NORDBY, Resident, Town
from raadhus.identity.public import LoginClaims, sign_in
from raadhus.platform import clock, encryption
from raadhus.platform.actor import Assurance
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction

NEIGHBOUR = Resident(number="6505901238", name="Nina Nabo")
MATE = Resident(number="6606901239", name="Mads Makker")  # lives with Anne, works where her case is
CASEWORKERS = "Pladsanvisning-Sagsbehandlere"
GROUPS = {
    "caseworker": (CASEWORKERS,),
    "household": (CASEWORKERS,),
    "frontdesk": ("Borgerservice-Medarbejdere",),
    "leader": ("Ledere",),
    "operator": ("Drift",),
}


class Who(StrEnum):
    """Somebody at the door."""

    STRANGER = "stranger"  # not logged in
    WEAK = "weak"  # the right person, logged in at a low level
    NEIGHBOUR = "neighbour"  # another citizen of the town
    NORTHERNER = "northerner"  # a citizen of the other municipality, at its own address
    NORTHERN_DESK = "northern_desk"  # a caseworker of the other municipality
    FRONTDESK = "frontdesk"  # works here, without the role
    LEADER = "leader"
    OPERATOR = "operator"
    HOUSEHOLD = "household"  # a caseworker who lives with the person it is about
    CASEWORKER = "caseworker"
    OWNER = "owner"  # the person it is about


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
    hearing: UUID
    income: UUID  # asked of Bo, Eva's partner
    attachment: UUID
    draft: UUID
    discarded: UUID
    held: UUID
    browsers: Mapping[Who, Client]
    partner: Client


def lay(town: Town) -> Laid:
    """Build the town with something of every kind in it."""
    single = dataclasses.replace(ANNE, partner=None)
    town.move_in(single, NEIGHBOUR, CARL)
    eva, bo = town.move_together(EVA, BO)
    decided = town.decide_application(single)
    heard = town.decide_application(single, confirmed=False)
    waiting = town.decide_application(single, contested=True)
    coupled = town.decide_application(eva)
    town.move_together(
        dataclasses.replace(ANNE, born=dt.date(1991, 1, 1)), MATE
    )  # after she had applied alone
    with transaction(town.tenant):
        decision = Decision.objects.get(case=decided)
        letter = Sending.objects.get(decision=decision).letter_id
        laid = Laid(
            town=town,
            decided=decided.id,
            decision=decision.id,
            letter=letter,
            document=apps.get_model("post", "Letter").objects.get(id=letter).document_id,
            submission=_id(decided.submission_id),
            waiting=waiting.id,
            task=Task.objects.get(case=waiting).id,
            hearing=Task.objects.get(case=heard).id,
            income=Task.objects.get(case=coupled).id,
            attachment=_attach(waiting),
            **_drafts(town, town.people[ANNE.number]),
            browsers={},
            partner=town.log_in(bo),
        )
    run_all()
    # applying has told that Anne lives alone; now somebody has moved in with her
    town.move_together(dataclasses.replace(ANNE, born=dt.date(1991, 1, 1)), MATE)
    town.move_in(single)
    return dataclasses.replace(laid, browsers={who: _browser(town, who) for who in Who})


def _id(value: UUID | None) -> UUID:
    if value is None:
        raise AssertionError("The case has a submission.")
    return value


def _browser(town: Town, who: Who) -> Client:
    if who is Who.STRANGER:
        return town.browser()
    if who in {Who.NORTHERNER, Who.NORTHERN_DESK}:
        return _northern(town, at_work=who is Who.NORTHERN_DESK)
    if who is Who.WEAK:
        return _logged_in(town, ANNE, Assurance.LOW)
    resident = {Who.NEIGHBOUR: NEIGHBOUR, Who.OWNER: ANNE, Who.HOUSEHOLD: MATE}.get(who, CARL)
    if who in {Who.NEIGHBOUR, Who.OWNER}:
        return _logged_in(town, resident, Assurance.SUBSTANTIAL)
    if who not in {Who.HOUSEHOLD, Who.CASEWORKER}:
        resident = Resident(number=f"6{len(who)}08{len(who):02d}{80 + len(who)}1200"[:10], name=str(who))
    return _logged_in(town, resident, Assurance.SUBSTANTIAL, GROUPS[who])


def _northern(town: Town, *, at_work: bool) -> Client:
    claims = LoginClaims(
        issuer="https://eid.example",
        subject=f"northerner-{at_work}",
        provider="eid",
        is_staff=at_work,
        name="Nils Nordmann",
        assurance=Assurance.SUBSTANTIAL,
        groups=frozenset({"Barnehage-Saksbehandlere"}) if at_work else frozenset(),
    )
    browser = town.browser(host="nordby.localhost")
    browser.cookies[settings.SESSION_COOKIE_NAME] = sign_in(NORDBY, claims).session_key
    return browser


def _logged_in(town: Town, resident: Resident, assurance: Assurance, groups: tuple[str, ...] = ()) -> Client:
    claims = LoginClaims(
        issuer="https://eid.example",
        subject=f"{resident.number}-{'-'.join(groups)}",
        provider="staff" if groups else "eid",
        is_staff=bool(groups),
        number=resident.number if resident.number in town.people else None,
        name=resident.name,
        assurance=assurance,
        groups=frozenset(groups),
    )
    browser = town.browser()
    browser.cookies[settings.SESSION_COOKIE_NAME] = sign_in(EGEBY, claims).session_key
    return browser


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
