"""The header of a case: who, what, where it stands, until when."""

import dataclasses
import datetime as dt

from django.urls import reverse
from django.utils import timezone

from raadhus.cases.public import CaseKind, CaseStatus, StaffCase
from raadhus.cases.public import words as case_words
from raadhus.cases.public.presenting import title_of
from raadhus.platform import clock
from raadhus.ui.parts import Tone
from raadhus.ui.words import near_date_in_words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who, what, where it stands, until when; ``due``: the same day in words, empty without one."""

    person: str
    title: str
    number: str
    status: str
    tone: Tone
    due_on: dt.date | None
    due: str
    url: str


def head_of(case: StaffCase) -> Head:
    """Return the header of a case; its clock stops when the decision is sent, that of a step left to do runs on."""
    status, tone = case_words.LEAVING if case.is_leaving else case_words.STAFF_STATUS[case.status]
    is_over = case.status is CaseStatus.CLOSED or case.is_leaving
    open_task = case.task or (None if is_over else case.waits_for)
    due_on = open_task.due_on if open_task else None if is_over else case.deadline_on
    return Head(
        person=case.applicant,
        title=title_of(case.package_hash, case.subject, is_appeal=case.kind is CaseKind.APPEAL),
        number=case.number,
        status=str(status),
        tone=tone,
        due_on=due_on,
        due=near_date_in_words(due_on, timezone.localdate(clock.now())) if due_on else "",
        url=reverse("workspace:case", args=[case.id]),
    )
