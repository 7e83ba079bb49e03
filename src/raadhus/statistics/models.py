"""Counts of contacts: numbers by day, no persons."""

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
