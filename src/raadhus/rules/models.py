"""Tables of rules: models stored once by their content, and the log of what they decided."""

from django.db import models

from raadhus.platform.fields import EncryptedJSONField
from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import SharedModel, TenantModel


class RuleModel(SharedModel):
    """One DMN model, addressed by the SHA-256 of its bytes; never changed once stored."""

    policy = DataPolicy(
        purpose="Decide by the rules of their time, and show them",
        legal_basis="GDPR article 6(1)(e)",
        retention="As long as a decision rests on it",
        personal=False,
        append_only=True,
    )

    content_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    source = models.BinaryField()
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "content_hash"], name="rules_model_once")]
        indexes = [models.Index(fields=["content_hash"], name="rules_model_hash")]


class DecisionLog(TenantModel):
    """One decision as it was made: by which model, from what, with what result, because of which rows."""

    policy = DataPolicy(
        purpose="Explain and defend a decision, and try changed rules on earlier ones",
        legal_basis="GDPR article 6(1)(e); public administration act on reasons for decisions",
        retention="As long as the case it belongs to",
        append_only=True,
    )

    decided_at = models.DateTimeField()
    # What the decision is about, as events name it: "application:<id>".
    subject = models.CharField(max_length=120)
    model_hash = models.CharField(max_length=64)
    decision = models.CharField(max_length=200)
    # Ids of the rows that fired, by table: rules, not persons.
    rows_fired = models.JSONField()
    inputs = EncryptedJSONField(context="rules.decision.inputs")
    outputs = EncryptedJSONField(context="rules.decision.outputs")
    trace = EncryptedJSONField(context="rules.decision.trace", null=True)
    correlation = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "subject", "decided_at"], name="rules_log_subject"),
            models.Index(fields=["tenant_id", "model_hash", "decided_at"], name="rules_log_model"),
        ]
