"""A document is kept sealed, and read by those it concerns alone."""

from uuid import UUID

import pytest
from django.core.files.storage import default_storage

from raadhus.bus import testing
from raadhus.identity import public as identity
from raadhus.organisation import demo
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.records import public as records
from raadhus.records.events import DocumentFiled
from raadhus.records.models import Document

JOB = Actor.system(demo.EGEBY, purpose="test")
CASE = new_id()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]


@pytest.fixture
def owner() -> UUID:
    with transaction(demo.EGEBY):
        return identity.person_by_number(JOB, "7012851234")


def file(owner: UUID, content: bytes = b"secret content", case_id: UUID = CASE) -> UUID:
    with transaction(demo.EGEBY):
        return records.file_document(
            JOB,
            records.DocumentOrder(
                title="Decision",
                document_kind="letter",
                media_type="application/pdf",
                content=content,
                person_ids=[owner, owner],
                subject="application:1",
                case_id=case_id,
            ),
        )


def staff(**more: object) -> Actor:
    return Actor(tenant=demo.EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.CASEWORKER}))


def test_the_owner_reads_what_was_filed(owner: UUID) -> None:
    document = file(owner)

    with transaction(demo.EGEBY):
        reader = Actor(tenant=demo.EGEBY, person_id=owner)
        assert records.get_content(reader, document) == b"secret content"
        assert records.get_document(reader, document).title == "Decision"
        assert len(testing.emitted(DocumentFiled)) == 1


def test_what_lies_in_the_storage_cannot_be_read(owner: UUID) -> None:
    file(owner)

    with transaction(demo.EGEBY):
        name = Document.objects.get().storage_name
    with default_storage.open(name) as stored:
        assert b"secret" not in stored.read()


def test_nobody_else_reads_it(owner: UUID) -> None:
    document = file(owner)
    citizen = Actor(tenant=demo.EGEBY, person_id=new_id())

    with transaction(demo.EGEBY):
        for stranger in (Actor(tenant=demo.EGEBY), citizen, staff()):
            with pytest.raises(NotFoundHere):
                records.get_content(stranger, document)
        with pytest.raises(NotFoundHere):
            records.get_case_content(citizen, CASE, document)
        with pytest.raises(NotFoundHere):
            records.get_case_content(staff(), new_id(), document)
    with transaction(demo.NORDBY), pytest.raises(NotFoundHere):
        records.get_content(Actor(tenant=demo.NORDBY, person_id=owner), document)


def test_staff_read_the_documents_of_a_case(owner: UUID) -> None:
    document = file(owner)
    file(owner, b"of another case", new_id())

    with transaction(demo.EGEBY):
        assert [info.id for info in records.list_case_documents(staff(), CASE)] == [document]
        assert records.get_case_content(staff(), CASE, document)[1] == b"secret content"


def test_content_that_was_changed_on_disk_is_not_handed_out(owner: UUID) -> None:
    first, second = file(owner), file(owner, b"other content")
    with transaction(demo.EGEBY):
        names = dict(Document.objects.values_list("id", "storage_name"))
    with default_storage.open(names[second]) as stored:
        foreign = stored.read()
    with default_storage.open(names[first], "wb") as target:
        target.write(foreign)

    with transaction(demo.EGEBY), pytest.raises(records.DocumentDamaged):
        records.get_content(Actor(tenant=demo.EGEBY, person_id=owner), first)
