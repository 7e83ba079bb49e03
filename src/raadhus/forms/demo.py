"""Applications of the demo that were sent long ago: whoever lays down old cases brings them."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from raadhus.forms.models import Draft, Submission
from raadhus.platform.ids import new_id


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SentLongAgo:
    """An application as it stands in the tables: ``answers`` by dotted key, amounts as text with two decimals."""

    submission_id: UUID
    number: str
    person_id: UUID
    service_key: str
    package_hash: str
    answers: Mapping[str, Any]
    sent_at: dt.datetime


def load() -> None:
    """Lay down nothing: applications come with their cases."""


def lay_down(sent: Iterable[SentLongAgo]) -> None:
    """Write applications that were sent, in the running tenant's transaction."""
    drafts, submissions = [], []
    for one in sent:
        shared = {
            "person_id": one.person_id,
            "service_key": one.service_key,
            "package_hash": one.package_hash,
        }
        draft = Draft(
            id=new_id(),
            **shared,
            state=Draft.State.SENT,
            started_at=one.sent_at,
            saved_at=one.sent_at,
            expires_at=one.sent_at,
            submission_id=one.submission_id,
        )
        drafts.append(draft)
        submissions.append(
            Submission(
                id=one.submission_id,
                **shared,
                number=one.number,
                draft=draft,
                language="da",
                channel="self-service",
                answers=dict(one.answers),
                figures={},
                sent_at=one.sent_at,
            )
        )
    Draft.objects.bulk_create(drafts)
    Submission.objects.bulk_create(submissions)
