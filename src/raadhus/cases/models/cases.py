"""Cases, who is in them, and what happened."""

from django.db import models

from raadhus.cases.domain.states import CaseKind, CaseStatus, PartyRole
from raadhus.cases.models.policies import CASE_DATA, CASE_RECORD, COUNTER
from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel


class CaseCounter(TenantModel):
    """The last running number of one year."""

    policy = COUNTER

    year = models.SmallIntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "year"], name="cases_counter_once_a_year")
        ]


class Case(TenantModel):
    """One matter of one person, from the application (or appeal) to the letter."""

    policy = CASE_DATA

    number = models.CharField(max_length=20)
    case_kind = models.CharField(max_length=12, choices=[(kind.value, kind.name) for kind in CaseKind])
    channel = models.CharField(max_length=20)
    service_key = models.CharField(max_length=80)
    package_hash = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)  # the service's title: nothing personal
    applicant_id = models.UUIDField()
    unit_id = models.UUIDField()
    status = models.CharField(max_length=12, choices=[(status.value, status.name) for status in CaseStatus])
    submission_id = models.UUIDField(null=True)
    submitted_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    deadline_on = models.DateField(null=True)
    process_id = models.UUIDField(null=True)
    linked_case = TenantForeignKey("cases.Case", null=True)
    flow = models.CharField(max_length=120)  # subject of all its events: they are worked in order

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "number"], name="cases_case_number"),
            models.UniqueConstraint(
                fields=["tenant_id", "submission_id"],
                condition=models.Q(submission_id__isnull=False),
                name="cases_case_once_a_submission",
            ),
            models.CheckConstraint(
                condition=models.Q(status=CaseStatus.CLOSED.value) ^ models.Q(closed_at__isnull=True),
                name="cases_case_closed_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "applicant_id", "-opened_at", "-id"], name="cases_case_applicant"
            ),
            models.Index(fields=["tenant_id", "unit_id", "-opened_at", "-id"], name="cases_case_unit"),
            models.Index(
                fields=["tenant_id", "linked_case"],
                condition=models.Q(linked_case__isnull=False),
                name="cases_case_linked",
            ),
        ]


class Party(TenantModel):
    """Somebody a case concerns. ``person_id`` is None for a child without one; ``details`` names it."""

    policy = CASE_DATA

    case = TenantForeignKey(Case)
    role = models.CharField(max_length=12, choices=[(role.value, role.name) for role in PartyRole])
    person_id = models.UUIDField(null=True)
    details = EncryptedJSONField(context="cases.party.details", null=True)
    hides_name = models.BooleanField(default=False)
    hides_address = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "case"], name="cases_party_case"),
            models.Index(
                fields=["tenant_id", "person_id", "case"],
                condition=models.Q(person_id__isnull=False),
                name="cases_party_person",
            ),
        ]


class CaseLink(TenantModel):
    """Two cases that belong together, because a caseworker says so."""

    policy = CASE_DATA

    case = TenantForeignKey(Case)
    other = TenantForeignKey(Case)
    made_by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant_id", "case", "other"], name="cases_link_once")]
        indexes = [models.Index(fields=["tenant_id", "other"], name="cases_link_other")]


class TimelineEntry(TenantModel):
    """One thing that happened in a case; the app role can neither change nor delete it."""

    policy = CASE_RECORD

    case = TenantForeignKey(Case)
    at = models.DateTimeField()
    what = models.CharField(max_length=40)
    who = models.CharField(max_length=12)
    staff_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    thing_id = models.UUIDField(null=True)  # the task, letter, decision or document it is about
    detail = EncryptedJSONField(context="cases.timeline.detail", null=True)
    is_for_citizen = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "case", "at", "id"], name="cases_timeline_case")]


class Note(TenantModel):
    """What a caseworker wrote down; part of the file, so it is not changed afterwards."""

    policy = CASE_RECORD

    case = TenantForeignKey(Case)
    at = models.DateTimeField()
    staff_id = models.UUIDField()
    text = EncryptedTextField(context="cases.note.text")

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "case", "at"], name="cases_note_case")]


class Message(TenantModel):
    """A note that was written to a colleague; unread while ``read_at`` is empty."""

    policy = CASE_DATA

    case = TenantForeignKey(Case)
    note = TenantForeignKey(Note)
    at = models.DateTimeField()
    to_staff = models.UUIDField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "note"], name="cases_message_once_a_note")
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "to_staff", "-at"],
                condition=models.Q(read_at__isnull=True),
                name="cases_message_unread",
            ),
        ]
