"""Tables of the bus: the outbox, what each subscriber has had, what falls due."""

from django.db import models

from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import ReferenceModel, TenantModel


class OutboxEvent(TenantModel):
    """An event, written in the transaction that caused it."""

    policy = DataPolicy(
        purpose="Let the other parts of the town hall act on what happened",
        legal_basis="GDPR article 6(1)(e)",
        retention="30 days after delivery",
        personal=False,
    )

    sequence = models.BigIntegerField(
        db_default=models.expressions.RawSQL("nextval('bus_outbox_sequence')", [])
    )
    type = models.CharField(max_length=120)
    subject = models.CharField(max_length=120)
    data = models.JSONField()
    at = models.DateTimeField()
    correlation = models.CharField(max_length=64, blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["tenant_id", "subject", "sequence"],
                condition=models.Q(delivered_at=None),
                name="bus_outbox_waiting",
            )
        ]


class Delivery(TenantModel):
    """One subscriber has had one event, or could not take it."""

    policy = DataPolicy(
        purpose="Give each event to each subscriber once",
        legal_basis="GDPR article 6(1)(e)",
        retention="30 days",
        personal=False,
    )

    event_id = models.UUIDField()
    subscriber = models.CharField(max_length=80)
    at = models.DateTimeField()
    is_dead = models.BooleanField(default=False)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "event_id", "subscriber"], name="bus_delivery_once")
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "at"], condition=models.Q(is_dead=True), name="bus_delivery_dead"
            )
        ]


class DeadJob(TenantModel):
    """A job that was given up; a person looks at it and sends it again or lets it lie."""

    policy = DataPolicy(
        purpose="Lose no work that could not be done",
        legal_basis="GDPR article 6(1)(e)",
        retention="1 year",
        personal=False,
    )

    job = models.CharField(max_length=80)
    arguments = models.JSONField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    correlation = models.CharField(max_length=64, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "at"], condition=models.Q(settled_at=None), name="bus_job_dead")
        ]


class Due(ReferenceModel):
    """What must be found across tenants when its time comes: timers, deadlines, retention. Ids only."""

    policy = DataPolicy(
        purpose="Wake what has waited long enough",
        legal_basis="GDPR article 6(1)(e)",
        retention="Until due",
        personal=False,
        app_writes=True,
    )

    tenant_id = models.UUIDField()
    kind_of_work = models.CharField(max_length=60)
    item_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "kind_of_work", "item_id"], name="bus_due_once")
        ]
        indexes = [models.Index(fields=["tenant_id", "at"], name="bus_due_of_tenant")]
