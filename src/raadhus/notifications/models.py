"""Contact details and short messages."""

from django.db import models
from django.db.models.expressions import RawSQL

from raadhus.platform.fields import EncryptedTextField
from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel


class ContactDetails(TenantModel):
    """Where a person wants to be told, and in which language."""

    policy = DataPolicy(
        purpose="Tell people that there is something to read",
        legal_basis="GDPR article 6(1)(e)",
        retention="Until the person removes them or leaves the municipality",
    )

    person = TenantForeignKey("identity.Person")
    phone = EncryptedTextField(context="notifications.phone", blank=True)
    email = EncryptedTextField(context="notifications.email", blank=True)
    language = models.CharField(max_length=10, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "person"], name="notifications_contact_once")
        ]


NEEDS_PERSON = RawSQL("notifications_message.state IN ('doubtful', 'failed')", (), models.BooleanField())
"""The condition of the index with its words in it: a kept plan cannot use it for parameters. Not for subqueries."""


class Message(TenantModel):
    """One short message on one channel; its words come from a template, the row holds no content."""

    policy = DataPolicy(
        purpose="Show whether a person was told",
        legal_basis="GDPR article 6(1)(e)",
        retention="1 year",
    )

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        DOUBTFUL = "doubtful"
        FAILED = "failed"
        CLOSED = "closed"  # failed, and a person has seen it

    person = TenantForeignKey("identity.Person")
    channel = models.CharField(max_length=10)
    template = models.CharField(max_length=40)
    about = models.UUIDField()
    subject = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "person", "template", "about", "channel"],
                name="notifications_message_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "queued_at"],
                condition=models.Q(state__in=["doubtful", "failed"]),
                name="notifications_needs_person",
            )
        ]
