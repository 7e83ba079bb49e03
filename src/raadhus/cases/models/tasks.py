"""What somebody is asked to do in a case."""

from django.db import models
from django.db.models.expressions import RawSQL

from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models.cases import Case
from raadhus.cases.models.policies import CASE_DATA, CASE_RECORD
from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel

_OPEN = models.Q(status=TaskStatus.OPEN.value)
_OF_UNIT = _OPEN & models.Q(person_id__isnull=True)
_OF_PERSON = _OPEN & models.Q(person_id__isnull=False)
IS_OPEN = RawSQL("cases_task.status = 'open'", (), models.BooleanField())
"""The condition of the indexes with its word in it: a kept plan cannot use them for a parameter. Not for subqueries."""


class Task(TenantModel):
    """
    Something asked, by a local date, of the unit that has the case, or of ``person_id``.

    ``why``: codes why the rules did not suffice. ``process_task``: what the process waits for, if one does.
    ``shown``: the figure put before the person; of a step, its title and form.
    """

    policy = CASE_DATA

    case = TenantForeignKey(Case)
    task_kind = models.CharField(max_length=20, choices=[(kind.value, kind.name) for kind in TaskKind])
    status = models.CharField(max_length=10, choices=[(status.value, status.name) for status in TaskStatus])
    unit_id = models.UUIDField()
    service_key = models.CharField(max_length=80, db_default="", default="")  # its case's, to look for
    person_id = models.UUIDField(null=True)
    assigned_to = models.UUIDField(null=True)
    due_on = models.DateField()
    set_aside_until = models.DateField(null=True)  # the first day on which it is to do again
    why = models.JSONField(default=list)
    process_task = models.UUIDField(null=True)
    shown = EncryptedJSONField(context="cases.task.shown", null=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = EncryptedJSONField(context="cases.task.outcome", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_OPEN ^ models.Q(done_at__isnull=False), name="cases_task_done_has_its_time"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "process_task"],
                condition=_OPEN & models.Q(process_task__isnull=False),
                name="cases_task_once_a_process_task",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "unit_id", "due_on", "id"],
                condition=_OF_UNIT,
                name="cases_task_unit_queue",
            ),
            models.Index(
                fields=["tenant_id", "unit_id", "assigned_to", "due_on", "id"],
                condition=_OF_UNIT,
                name="cases_task_mine",
            ),
            models.Index(
                fields=["tenant_id", "unit_id", "service_key", "due_on", "id"],
                condition=_OF_UNIT,
                name="cases_task_service",
            ),
            models.Index(
                fields=["tenant_id", "unit_id", "task_kind", "due_on", "id"],
                condition=_OF_UNIT,
                name="cases_task_kind",
            ),
            models.Index(
                fields=["tenant_id", "person_id", "due_on", "id"],
                condition=_OF_PERSON,
                name="cases_task_person",
            ),
            models.Index(
                fields=["tenant_id", "unit_id", "due_on", "id"],
                condition=_OF_PERSON,
                name="cases_task_waiting",
            ),
            models.Index(
                fields=["tenant_id", "unit_id", "due_on", "id"],
                condition=_OF_UNIT & models.Q(set_aside_until__isnull=False),
                name="cases_task_aside",
            ),
            models.Index(fields=["tenant_id", "case"], name="cases_task_case"),
        ]


class AnswerPaper(TenantModel):
    """A document that came with the answer to a task; it lies in the records of the case."""

    policy = CASE_RECORD

    case = TenantForeignKey(Case)
    task = TenantForeignKey(Task)
    document_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "task", "document_id"], name="cases_answer_paper_once"
            )
        ]


class ManyAct(TenantModel):
    """What a caseworker did with several tasks at once, so that it can be undone; ``before``: how each stood."""

    policy = CASE_DATA

    staff_id = models.UUIDField()
    at = models.DateTimeField()
    act = models.CharField(max_length=12)
    before = models.JSONField()  # task id -> {"assigned_to", "set_aside_until"}
    after = models.JSONField()  # the same, as the act left it
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "at"], name="cases_many_act_at")]


class InboxView(TenantModel):
    """A way to look at a unit's inbox that somebody keeps; for the whole unit when it is nobody's own."""

    policy = CASE_DATA

    unit_id = models.UUIDField()
    staff_id = models.UUIDField(null=True)
    name = EncryptedTextField(context="cases.inbox_view.name")
    queue = models.CharField(max_length=12)
    service_key = models.CharField(max_length=80, blank=True)
    colleague = models.UUIDField(null=True)
    due_within = models.SmallIntegerField(null=True)
    made_by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "unit_id", "staff_id"], name="cases_inbox_view_of")]
