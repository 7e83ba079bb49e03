"""Tables of rules: models stored once by their content, and the log of what they decided."""

from django.db import models

from raadhus.platform.fields import EncryptedJSONField
from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import SharedModel, TenantForeignKey, TenantModel


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


_DRAFTING = DataPolicy(
    purpose="Let two people answer for a change of rules, and show afterwards who changed what and why",
    legal_basis="GDPR article 6(1)(e); the authority's duty to document how its rules came about",
    retention="As long as a decision rests on the rules",
)


class RuleDraft(TenantModel):
    """
    A change of one service's rules that somebody is writing; ``mark`` is the SHA-256 of ``source``.

    ``drafted``: what kind of file it is; what decides is not the rules alone (``ports``). ``file``: which of the service's
    files, empty for the one that its kind begins with.
    """

    policy = _DRAFTING

    drafted = models.CharField(max_length=12, default="rules", db_default="rules")
    file = models.CharField(max_length=140, blank=True, db_default="")
    service_key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=12)
    author_id = models.UUIDField()
    # Staff ids of all who ever saved it, also of what was undone: none of them publishes it.
    writers = models.JSONField(default=list)
    # The rules it began from, by their hash; a draft of older rules than those in force is not published.
    based_on = models.CharField(max_length=64)
    source = models.BinaryField()
    mark = models.CharField(max_length=64)
    # Which of its saved steps the draft stands at: undo goes back, redo forward.
    position = models.IntegerField(default=0)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "service_key", "state"], name="rules_draft_service")]


class DraftStep(TenantModel):
    """The draft as it was saved once; ``what`` says by code what had been done, ``place`` where."""

    policy = _DRAFTING

    draft = TenantForeignKey(RuleDraft, models.CASCADE)
    number = models.IntegerField()
    source = models.BinaryField()
    saved_at = models.DateTimeField()
    staff_id = models.UUIDField()
    what = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "draft", "number"], name="rules_draft_step_once")
        ]


class DraftEntry(TenantModel):
    """What happened to a draft: begun, submitted, returned, withdrawn, published; by whom, and in their words."""

    policy = DataPolicy(
        purpose=_DRAFTING.purpose,
        legal_basis=_DRAFTING.legal_basis,
        retention=_DRAFTING.retention,
        append_only=True,
    )

    draft = TenantForeignKey(RuleDraft)
    at = models.DateTimeField()
    staff_id = models.UUIDField()
    happening = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    model_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "draft", "at"], name="rules_draft_entry")]


class ProposedRules(SharedModel):
    """Rules that wait for review, shown to the association's members so that they can try them on their own cases."""

    policy = DataPolicy(
        purpose="Let members try what their association proposes before it holds",
        legal_basis="GDPR article 6(1)(e)",
        retention="Until it is published, returned or withdrawn",
        personal=False,
    )

    draft_id = models.UUIDField()
    service_key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    model_hash = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "draft_id"], name="rules_proposed_once")]
