"""Letters and the steps of their delivery."""

from django.db import models
from django.db.models.expressions import RawSQL

from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel

_BASIS = "GDPR article 6(1)(c) and (e); lov om Digital Post; forvaltningsloven"


IS_DELIVERED = RawSQL("post_letter.state = 'delivered'", (), models.BooleanField())
"""The condition of the mailbox's index, with its word: a kept plan cannot use it for a parameter. Not for subqueries."""


class Letter(TenantModel):
    """One letter to one person, from its order to its arrival."""

    policy = DataPolicy(
        purpose="Write to people and prove that it arrived", legal_basis=_BASIS, retention="As the case"
    )

    class State(models.TextChoices):
        ORDERED = "ordered"
        FILED = "filed"
        DELIVERED = "delivered"

    class Channel(models.TextChoices):
        MAILBOX = "mailbox"
        PRINT = "print"

    recipient = TenantForeignKey("identity.Person")
    case_id = models.UUIDField(null=True)
    case_number = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=120)
    title = EncryptedTextField(context="post.title")
    unit_key = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    service_hash = models.CharField(max_length=64)
    template = models.CharField(max_length=60)
    data = EncryptedJSONField(context="post.data")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ORDERED)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    document = TenantForeignKey("records.Document", null=True)
    pages = models.PositiveSmallIntegerField(default=0)
    ordered_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["tenant_id", "recipient", "-delivered_at"],
                condition=models.Q(state="delivered"),
                name="post_mailbox",
            ),
            models.Index(fields=["tenant_id", "case_id"], name="post_case"),
            models.Index(
                fields=["tenant_id", "ordered_at"],
                condition=~models.Q(state="delivered"),
                name="post_not_arrived",
            ),
        ]


class DeliveryStep(TenantModel):
    """One step on a letter's way, with its time."""

    policy = DataPolicy(
        purpose="Prove when a letter was made, sent and received",
        legal_basis=_BASIS,
        retention="As the letter",
        append_only=True,
    )

    letter = TenantForeignKey(Letter)
    at = models.DateTimeField()
    step = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "letter", "at"], name="post_step_letter")]
