"""Tables of the platform: the audit trail and the counters of rate limits."""

from django.db import models
from django.db.models.functions import Now

from raadhus.platform.fields import EncryptedJSONField
from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import ReferenceModel, TenantModel


class AuditEntry(TenantModel):
    """Who did what to what, when; the app role can neither change nor delete it."""

    policy = DataPolicy(
        purpose="Show afterwards who did what, and find misuse",
        legal_basis="GDPR article 6(1)(c) with article 32",
        retention="5 years from the act",
        append_only=True,
    )

    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    person_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    purpose = models.CharField(max_length=120, blank=True)
    correlation = models.CharField(max_length=64, blank=True)
    detail = EncryptedJSONField(context="audit.detail", null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "subject", "at"], name="audit_subject")]


class RateCount(ReferenceModel):
    """How often something was tried in one window; keys are hashes, rows live for minutes."""

    policy = DataPolicy(
        purpose="Slow down guessing and flooding",
        legal_basis="GDPR article 32",
        retention="Until its window has passed, at most an hour longer",
        personal=False,
        app_writes=True,
    )

    key = models.CharField(max_length=64, primary_key=True)
    window = models.BigIntegerField()
    spent = models.IntegerField()
    ends_at = models.DateTimeField(db_default=Now())
