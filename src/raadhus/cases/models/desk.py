"""Who is away, whose turn it is, and which deadlines leaders were told of."""

from django.db import models

from raadhus.cases.models.cases import Case
from raadhus.cases.models.policies import AT_THE_DESK, CASE_DATA
from raadhus.cases.models.tasks import Task
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel


class Absence(TenantModel):
    """A caseworker is away from ``from_on`` until the end of ``until_on``; ``stand_in`` looks after their tasks."""

    policy = AT_THE_DESK

    unit_id = models.UUIDField()
    staff_id = models.UUIDField()
    stand_in = models.UUIDField(null=True)
    from_on = models.DateField()
    until_on = models.DateField()
    made_by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_on__lte=models.F("until_on")), name="cases_absence_in_order"
            )
        ]
        indexes = [models.Index(fields=["tenant_id", "until_on"], name="cases_absence_until")]


class Turn(TenantModel):
    """Who of a unit was given a task of a service last."""

    policy = AT_THE_DESK

    unit_id = models.UUIDField()
    service_key = models.CharField(max_length=80)
    last_staff = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "unit_id", "service_key"], name="cases_turn_once")
        ]


class Escalation(TenantModel):
    """Leaders were told, once, that the deadline of a task is near or over; settled when it was done or they saw to it."""

    policy = CASE_DATA

    task = TenantForeignKey(Task)
    case = TenantForeignKey(Case)
    unit_id = models.UUIDField()
    is_over = models.BooleanField()
    due_on = models.DateField()
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "task", "is_over"], name="cases_escalation_once")
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "due_on", "id"],
                condition=models.Q(settled_at__isnull=True),
                name="cases_escalation_open",
            )
        ]
