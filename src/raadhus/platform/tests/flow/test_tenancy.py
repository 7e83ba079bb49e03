"""One municipality's rows are out of another's reach, also by mistake."""

from uuid import UUID, uuid4

import pytest
from django.db import InternalError, ProgrammingError, connection, models
from django.db import transaction as django_transaction

from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy import scope
from raadhus.platform.tenancy.appending import append, append_all

EGEBY = UUID("00000000-0000-7000-8000-000000000001")
NORDBY = UUID("00000000-0000-7000-8000-000000000002")


class Act(models.TextChoices):
    LOOK = "test.look"


def actor(tenant: UUID) -> Actor:
    return Actor.system(tenant, purpose="test")


@pytest.fixture
def entry_of_egeby(db: None) -> AuditEntry:
    with scope.transaction(EGEBY):
        audit.record(actor(EGEBY), "test.act", "thing:1", {"amount": "12.50"})
        return AuditEntry.objects.get()


def test_a_municipality_sees_its_own_rows(entry_of_egeby: AuditEntry) -> None:
    with scope.transaction(EGEBY):
        assert AuditEntry.objects.get().detail == {"amount": "12.50"}


def test_another_municipality_sees_nothing(entry_of_egeby: AuditEntry) -> None:
    with scope.transaction(NORDBY):
        assert not AuditEntry.objects.exists()


def test_outside_a_tenants_transaction_nothing_is_seen(entry_of_egeby: AuditEntry) -> None:
    assert not AuditEntry.objects.exists()


def test_a_row_cannot_be_written_for_another_municipality(db: None) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), scope.transaction(EGEBY):
        AuditEntry.objects.create(tenant_id=NORDBY, at="2024-01-01T00:00Z", act="x", subject="y")

    with scope.transaction(NORDBY):
        assert not AuditEntry.objects.exists()


def test_a_transaction_belongs_to_one_municipality(db: None) -> None:
    with scope.transaction(EGEBY), pytest.raises(scope.CannotSwitchTenant), scope.transaction(NORDBY):
        pass


def test_the_audit_trail_cannot_be_changed_by_the_application(entry_of_egeby: AuditEntry) -> None:
    for change in ("UPDATE platform_auditentry SET act = 'other'", "DELETE FROM platform_auditentry"):
        with (
            pytest.raises((ProgrammingError, InternalError), match="permission denied"),
            scope.transaction(EGEBY),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)

    with scope.transaction(EGEBY):
        assert AuditEntry.objects.get().act == "test.act"


def test_an_inner_failure_keeps_what_the_outer_transaction_did(db: None) -> None:
    with scope.transaction(EGEBY):
        audit.record(actor(EGEBY), "test.outer", "thing:1")
        with pytest.raises(ValueError, match="inner"), scope.transaction(EGEBY):  # noqa: PT012 -- after the entry
            audit.record(actor(EGEBY), "test.inner", "thing:1")
            raise ValueError("inner")
        assert [entry.act for entry in AuditEntry.objects.all()] == ["test.outer"]


def test_the_tests_run_as_a_role_that_cannot_pass_row_security(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_a_sealed_field_cannot_be_opened_in_another_municipality(entry_of_egeby: AuditEntry) -> None:
    with scope.transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM platform_auditentry")
        (raw,) = cursor.fetchone()

    assert b"12.50" not in bytes(raw)
    with scope.transaction(NORDBY), django_transaction.atomic():
        AuditEntry.objects.create(id=uuid4(), at="2024-01-01T00:00Z", act="x", subject="y", detail={"a": 1})
        assert AuditEntry.objects.get().detail == {"a": 1}


def test_a_failure_in_a_joined_act_undoes_what_surrounds_it(db: None) -> None:
    with pytest.raises(ZeroDivisionError), scope.transaction(EGEBY):  # noqa: PT012 -- it fails after the entry
        audit.record(actor(EGEBY), "test.act", "thing:1")
        with scope.joined(EGEBY):
            raise ZeroDivisionError

    with scope.transaction(EGEBY):
        assert not AuditEntry.objects.exists()


def test_an_act_that_joins_nothing_is_a_transaction_of_its_own(db: None) -> None:
    with scope.joined(EGEBY):
        audit.record(actor(EGEBY), "test.act", "thing:1")

    with scope.transaction(EGEBY):
        assert AuditEntry.objects.count() == 1


def test_a_joined_act_cannot_switch_the_municipality(db: None) -> None:
    with scope.transaction(EGEBY), pytest.raises(scope.CannotSwitchTenant), scope.joined(NORDBY):
        audit.record(actor(NORDBY), "test.act", "thing:1")

    with scope.transaction(NORDBY):
        assert not AuditEntry.objects.exists()


def test_a_row_that_is_appended_is_as_good_as_a_saved_one(db: None) -> None:
    with scope.transaction(EGEBY):
        row = append(AuditEntry(at=clock.now(), act="test.act", subject="thing:1", detail={"amount": "1.00"}))
        found = AuditEntry.objects.get()

        assert (found.id, found.tenant_id, found.detail) == (row.id, EGEBY, {"amount": "1.00"})
        found.refresh_from_db()


def test_a_row_of_another_municipality_cannot_be_appended(db: None) -> None:
    with scope.transaction(EGEBY), pytest.raises(ProgrammingError), django_transaction.atomic():
        append(AuditEntry(tenant_id=NORDBY, at=clock.now(), act="test.act", subject="thing:1"))

    with scope.transaction(NORDBY):
        assert not AuditEntry.objects.exists()


def test_a_value_of_another_type_than_its_columns_is_prepared_as_djangos_own(db: None) -> None:
    person = uuid4()
    with scope.transaction(EGEBY):
        row = AuditEntry(at=clock.now(), act=Act.LOOK, subject="thing:1")
        row.person_id = str(person)
        append(row)

        saved = AuditEntry.objects.get()
    assert (saved.person_id, saved.act) == (person, "test.look")


def test_several_rows_are_appended_at_once_and_none_is_nothing(db: None) -> None:
    with scope.transaction(EGEBY):
        entries = [AuditEntry(at=clock.now(), act="test.act", subject=f"thing:{place}") for place in range(3)]

        assert append_all([]) == []
        assert append_all(entries) == entries
        assert list(AuditEntry.objects.order_by("subject")) == entries


def test_a_large_sealed_value_comes_back_whole_and_takes_little_room(db: None) -> None:
    trace = {"rows": [{"id": f"row-{place}", "fired": False, "text": "æøå"} for place in range(300)]}
    with scope.transaction(EGEBY), connection.cursor() as cursor:
        append(AuditEntry(at=clock.now(), act="test.act", subject="thing:1", detail=trace))

        cursor.execute("SELECT octet_length(detail) FROM platform_auditentry")

        assert AuditEntry.objects.get().detail == trace
        assert cursor.fetchone()[0] < 3_000
