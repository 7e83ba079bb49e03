"""What a killed process left in the file storage goes away at night; what a row names, and what is young, stays."""

import os
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from raadhus.bus import jobs
from raadhus.bus.testing import run_all
from raadhus.identity import public as identity
from raadhus.organisation import demo
from raadhus.platform import orphan_files
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.records import public as records
from raadhus.records.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]
JOB = Actor.system(demo.EGEBY, purpose="test")
TWO_DAYS_S = 2 * 86_400


@pytest.fixture(autouse=True)
def storage(settings: LazySettings, tmp_path: Path) -> Path:
    """Keep files in a folder of the test's own."""
    place = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = {**settings.STORAGES, "default": place}
    return tmp_path


def left(name: str, *, age_s: int = TWO_DAYS_S) -> str:
    """Leave a file of this age in the storage and return its name."""
    kept = default_storage.save(name, ContentFile(b"sealed"))
    written = time.time() - age_s
    os.utime(default_storage.path(kept), (written, written))
    return kept


def filed() -> str:
    """File a document two days ago and return the name of its file."""
    with transaction(demo.EGEBY):
        owner = identity.person_by_number(JOB, "7012851234")
        order = records.DocumentOrder(
            title="Decision",
            document_kind="letter",
            media_type="application/pdf",
            content=b"content",
            person_ids=[owner],
            subject="application:1",
        )
        document = records.file_document(JOB, order)
        name = Document.objects.get(id=document).storage_name
    written = time.time() - TWO_DAYS_S
    os.utime(default_storage.path(name), (written, written))
    return name


def by_night() -> None:
    """Do what is done each night, and the jobs it orders."""
    jobs.remove_orphan_files(0)
    run_all()


def of_egeby(file_id: UUID | str, folder: str = "records/{}/ab") -> str:
    return f"{folder.format(demo.EGEBY)}/{file_id}"


def test_files_that_no_row_names_are_removed_after_a_day() -> None:
    kept = filed()
    lost = left(of_egeby(uuid4()))
    upload = left(of_egeby(f"{uuid4()}.sealed", "attachments/{}"))

    by_night()

    assert default_storage.exists(kept)
    assert not default_storage.exists(lost)
    assert not default_storage.exists(upload)


def test_a_young_file_stays_for_its_row_may_be_about_to_commit() -> None:
    young = left(of_egeby(uuid4()), age_s=3600)

    by_night()

    assert default_storage.exists(young)


def test_what_is_named_after_no_id_is_somebody_elses_and_stays() -> None:
    other = left(of_egeby("README"))
    outside = left(f"records/notes/{uuid4()}")

    by_night()

    assert default_storage.exists(other)
    assert default_storage.exists(outside)


def test_a_copy_that_a_killed_key_rotation_left_is_removed_and_the_file_stays() -> None:
    kept = filed()
    beside = left(f"{kept}.resealed")

    by_night()

    assert default_storage.exists(kept)
    assert not default_storage.exists(beside)


def test_a_row_keeps_no_file_of_another_municipality() -> None:
    kept = filed()
    copied = left(kept.replace(str(demo.EGEBY), str(demo.NORDBY)))

    by_night()

    assert default_storage.exists(kept)
    assert not default_storage.exists(copied)


def test_many_files_and_not_one_row_is_a_wrong_database_and_removes_nothing() -> None:
    lost = [left(of_egeby(uuid4())) for _each in range(21)]

    with pytest.raises(orphan_files.TooManyOrphans):
        orphan_files.remove_orphans(demo.EGEBY, "records")

    assert all(default_storage.exists(name) for name in lost)
