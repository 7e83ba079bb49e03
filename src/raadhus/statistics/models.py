"""Counts of contacts: numbers by day, no persons."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import TenantModel


class ContactCount(TenantModel):
    """
    How many contacts of one kind came on one local day.

    ``shard`` spreads writers over several rows: one hot row would make all jobs wait for each other.
    """

    policy = DataPolicy(
        purpose="Know on which channels people come, and what it costs",
        legal_basis="GDPR article 6(1)(e)",
        retention="10 years",
        personal=False,
    )

    on = models.DateField()
    channel = models.CharField(max_length=20)
    task_code = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20)
    direction = models.CharField(max_length=10)
    is_failed = models.BooleanField(default=False)
    counterpart = models.CharField(max_length=12)
    shard = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "tenant_id",
                    "on",
                    "channel",
                    "task_code",
                    "purpose",
                    "direction",
                    "is_failed",
                    "counterpart",
                    "shard",
                ],
                name="statistics_count_once",
            )
        ]


_FLOW = "See where cases wait, how long they take, and whether a change helped"
_BASIS = "GDPR article 6(1)(e)"


class ActivityCount(TenantModel):
    """
    How often something happened in a service's cases in one local month.

    ``place``: an element of the process, a channel, or empty for the case as a whole; ``bucket``: of a stay its length
    (``domain/stays``), else 0. ``shard`` as in ``ContactCount``.
    """

    policy = DataPolicy(purpose=_FLOW, legal_basis=_BASIS, retention="10 years", personal=False)

    service_key = models.CharField(max_length=80)
    month = models.DateField()
    package_hash = models.CharField(max_length=64)
    measure = models.CharField(max_length=10)
    place = models.CharField(max_length=240)
    bucket = models.SmallIntegerField(default=0)
    shard = models.SmallIntegerField(default=0)
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "tenant_id",
                    "service_key",
                    "month",
                    "package_hash",
                    "measure",
                    "place",
                    "bucket",
                    "shard",
                ],
                name="statistics_activity_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "month"], condition=models.Q(place=""), name="statistics_activity_whole"
            )
        ]


class ActivityFold(TenantModel):
    """
    The counts of a month that is over, folded: ``numbers[i]`` is how often with ``buckets[i]``, each bucket once.

    What is counted late for the month stands in ``ActivityCount``; whoever reads adds both (``activity_rows``).
    """

    policy = DataPolicy(purpose=_FLOW, legal_basis=_BASIS, retention="10 years", personal=False)

    service_key = models.CharField(max_length=80)
    month = models.DateField()
    package_hash = models.CharField(max_length=64)
    measure = models.CharField(max_length=10)
    place = models.CharField(max_length=240)
    buckets = ArrayField(models.SmallIntegerField())
    numbers = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "service_key", "month", "package_hash", "measure", "place"],
                name="statistics_fold_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "month"], condition=models.Q(place=""), name="statistics_fold_whole"
            )
        ]


class WaitingCount(TenantModel):
    """How many stand at an element now; at the empty place, how many cases are open. One shard alone may be below zero."""

    policy = DataPolicy(
        purpose=_FLOW, legal_basis=_BASIS, retention="As long as the service runs", personal=False
    )

    service_key = models.CharField(max_length=80)
    package_hash = models.CharField(max_length=64)
    place = models.CharField(max_length=240)
    shard = models.SmallIntegerField(default=0)
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "service_key", "package_hash", "place", "shard"],
                name="statistics_waiting_once",
            )
        ]


class Following(TenantModel):
    """
    How far the history of one process instance is counted, and where it stood then.

    ``closed_as``: what its case was counted in when it was closed, so that reopening it takes that back.
    """

    policy = DataPolicy(purpose=_FLOW, legal_basis=_BASIS, retention="As long as the case it belongs to")

    instance_id = models.UUIDField()
    position = models.IntegerField()
    standing = models.JSONField(default=list)
    is_over = models.BooleanField(default=False)
    closed_as = models.JSONField(default=list, db_default=[])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "instance_id"], name="statistics_following_once")
        ]


class ServicePlan(TenantModel):
    """
    What a leader entered to compare a service's process of today with a planned one; numbers as text.

    ``today``: ``{element: {"minutes", "cost"}}``; ``planned``: ``[{"name", "minutes", "cost", "share"}]``;
    ``edition``: how often it was saved.
    """

    policy = DataPolicy(
        purpose="See what a change of a process would save",
        legal_basis=_BASIS,
        retention="As long as the service runs",
        personal=False,
    )

    service_key = models.CharField(max_length=80)
    rate = models.DecimalField(max_digits=9, decimal_places=2)
    today = models.JSONField(default=dict)
    planned = models.JSONField(default=list)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "service_key"], name="statistics_plan_once")
        ]
