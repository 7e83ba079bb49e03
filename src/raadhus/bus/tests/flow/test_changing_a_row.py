"""One row is changed by a statement of its own: only the fields that are named, only in one's own municipality."""

from uuid import UUID

from raadhus.bus.models import DeadJob
from raadhus.platform import clock
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.scope import transaction

EGEBY = UUID("00000000-0000-7000-8000-000000000001")
NORDBY = UUID("00000000-0000-7000-8000-000000000002")


def _dead_job() -> DeadJob:
    return append(DeadJob(job="test.job", arguments={}, reason="broken", at=clock.now()))


def test_only_the_named_fields_are_written(db: None) -> None:
    with transaction(EGEBY):
        job = _dead_job()
        job.reason, job.arguments = "mended", {"spoiled": 1}

        change(job, "reason")

        kept = DeadJob.objects.get(id=job.id)
        assert (kept.reason, kept.arguments) == ("mended", {})


def test_no_other_row_is_written(db: None) -> None:
    with transaction(EGEBY):
        job, other = _dead_job(), _dead_job()
        job.reason = "mended"

        change(job, "reason")

        assert DeadJob.objects.get(id=other.id).reason == "broken"


def test_a_row_of_another_municipality_stays_as_it_is(db: None) -> None:
    with transaction(EGEBY):
        job = _dead_job()
    job.reason = "spoiled"

    with transaction(NORDBY):
        change(job, "reason")

    with transaction(EGEBY):
        assert DeadJob.objects.get(id=job.id).reason == "broken"
