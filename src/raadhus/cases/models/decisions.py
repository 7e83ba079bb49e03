"""What the rules found, what was decided, who was heard, who appealed."""

from django.db import models

from raadhus.cases.domain.states import Outcome
from raadhus.cases.models.cases import Case
from raadhus.cases.models.policies import CASE_DATA, CASE_RECORD
from raadhus.cases.models.tasks import Task
from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel

_BURDENSOME = [outcome.value for outcome in Outcome if outcome.is_burdensome]


class Assessment(TenantModel):
    """
    What the rules found in a case at one time: a proposal, not yet a decision.

    ``reasons``: sentences for the letter, by language. ``why``: codes why a person must look, empty when rules suffice;
    ``why_said``: the rules' own sentences about that, by language. ``outcome``: empty without a proposal.
    """

    policy = CASE_RECORD

    case = TenantForeignKey(Case)
    at = models.DateTimeField()
    model_hash = models.CharField(max_length=64)
    decision_log = models.UUIDField(null=True)
    inputs = EncryptedJSONField(context="cases.assessment.inputs")
    figures = EncryptedJSONField(context="cases.assessment.figures")
    outputs = EncryptedJSONField(context="cases.assessment.outputs")
    rows_fired = models.JSONField(default=list)
    reasons = EncryptedJSONField(context="cases.assessment.reasons")
    outcome = models.CharField(max_length=10, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    asked_percent = models.DecimalField(max_digits=5, decimal_places=2)
    valid_from = models.DateField(null=True)
    why = models.JSONField(default=list)
    why_said = EncryptedJSONField(context="cases.assessment.why_said", null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "case", "at"], name="cases_assessment_case")]


class Correction(TenantModel):
    """
    A caseworker put a figure right, and why; the one before stays readable, a later one takes its place.

    ``amount``: with two decimals, a month. ``before``: the figure as it stood, None when there was none.
    """

    policy = CASE_RECORD

    case = TenantForeignKey(Case)
    at = models.DateTimeField()
    made_on = models.DateField()
    staff_id = models.UUIDField()
    figure_key = models.CharField(max_length=80)
    concerns = models.UUIDField()
    amount = EncryptedTextField(context="cases.correction.amount")
    before = EncryptedJSONField(context="cases.correction.before", null=True)
    reason = EncryptedTextField(context="cases.correction.reason")

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "case", "at"], name="cases_correction_case")]


class Decision(TenantModel):
    """
    A decision; never changed. Before its letter is sent it can be withdrawn, later only be followed.

    ``appeal_last_on``: the last day for an appeal were it sent the day it is made; its sending has the one that holds.
    """

    policy = CASE_RECORD

    case = TenantForeignKey(Case)
    assessment = TenantForeignKey(Assessment, null=True)
    task = TenantForeignKey(Task, null=True)
    made_at = models.DateTimeField()
    made_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=[(outcome.value, outcome.name) for outcome in Outcome])
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    asked_percent = models.DecimalField(max_digits=5, decimal_places=2)
    valid_from = models.DateField(null=True)
    is_automatic = models.BooleanField()
    decided_by = models.UUIDField(null=True)
    model_hash = models.CharField(max_length=64, blank=True)
    rows_fired = models.JSONField(default=list)
    inputs = EncryptedJSONField(context="cases.decision.inputs")
    figures = EncryptedJSONField(context="cases.decision.figures")
    reasons = EncryptedJSONField(context="cases.decision.reasons")
    reason_count = models.SmallIntegerField()
    law = models.JSONField()
    appeal_instance = models.CharField(max_length=200, blank=True)
    appeal_days = models.SmallIntegerField(null=True)
    appeal_last_on = models.DateField(null=True)
    deviation = EncryptedTextField(context="cases.decision.deviation", null=True)
    follows = TenantForeignKey("cases.Decision", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome__in=_BURDENSOME)
                | (models.Q(reason_count__gt=0) & ~models.Q(law=[]) & ~models.Q(appeal_instance="")),
                name="cases_decision_has_its_grounds",
            ),
            models.CheckConstraint(
                condition=models.Q(is_automatic=True) ^ models.Q(decided_by__isnull=False),
                name="cases_decision_by_rules_or_person",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "case", "made_at"], name="cases_decision_case"),
            models.Index(fields=["tenant_id", "made_on", "id"], name="cases_decision_made"),
        ]


class Withdrawal(TenantModel):
    """A decision was taken back before its letter was sent, by a caseworker, or by the process: then by nobody's hand."""

    policy = CASE_RECORD

    decision = TenantForeignKey(Decision, related_name="withdrawals")
    at = models.DateTimeField()
    staff_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "decision"], name="cases_withdrawal_once")
        ]


class Approval(TenantModel):
    """A second person has read a decision and let it go; never who decided, or corrected a figure in the case."""

    policy = CASE_RECORD

    decision = TenantForeignKey(Decision, related_name="approvals")
    at = models.DateTimeField()
    staff_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant_id", "decision"], name="cases_approval_once")]


class Sending(TenantModel):
    """
    The letter of a decision was ordered: from here on it binds and cannot be withdrawn.

    ``appeal_last_on``: counted from the day it was sent, however long the decision had waited; None when there is no time.
    """

    policy = CASE_RECORD

    decision = TenantForeignKey(Decision, related_name="sendings")
    at = models.DateTimeField()
    letter_id = models.UUIDField()
    appeal_last_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "decision"], name="cases_sending_once"),
            models.UniqueConstraint(fields=["tenant_id", "letter_id"], name="cases_sending_one_letter"),
        ]


class Hearing(TenantModel):
    """Somebody is heard on what is about to be decided."""

    policy = CASE_DATA

    case = TenantForeignKey(Case)
    assessment = TenantForeignKey(Assessment)
    task = TenantForeignKey(Task)
    started_at = models.DateTimeField()
    answer_by = models.DateField()
    letter_id = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answer = EncryptedTextField(context="cases.hearing.answer", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "task"], name="cases_hearing_once_a_task")
        ]
        indexes = [models.Index(fields=["tenant_id", "case"], name="cases_hearing_case")]


class Completion(TenantModel):
    """The applicant is asked to add or correct something, from ``asked_on`` until the end of ``answer_by``."""

    policy = CASE_DATA

    case = TenantForeignKey(Case)
    task = TenantForeignKey(Task)
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    asked_by = models.UUIDField()
    question = EncryptedTextField(context="cases.completion.question")
    answer_by = models.DateField()
    stops_clock = models.BooleanField()
    letter_id = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answer = EncryptedTextField(context="cases.completion.answer", null=True)
    came_by = models.CharField(max_length=20, db_default="", default="")  # the channel, empty before it came
    is_late = models.BooleanField(db_default=False, default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "task"], name="cases_completion_once_a_task")
        ]
        indexes = [models.Index(fields=["tenant_id", "case"], name="cases_completion_case")]


class PutQuestion(TenantModel):
    """
    Somebody in the case was put a question of the package; ``choice``: the key of their answer, empty before.

    ``answers``: all that they filled in, by key, where it is answered with a form.
    """

    policy = CASE_DATA

    case = TenantForeignKey(Case)
    task = TenantForeignKey(Task)
    question_key = models.CharField(max_length=60)
    person_id = models.UUIDField()
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    letter_id = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    choice = models.CharField(max_length=60, blank=True)
    said = EncryptedTextField(context="cases.question.said", null=True)
    answers = EncryptedJSONField(context="cases.question.answers", null=True)
    came_by = models.CharField(max_length=20, db_default="", default="")  # the channel, empty before it came
    is_late = models.BooleanField(db_default=False, default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "task"], name="cases_question_once_a_task")
        ]
        indexes = [models.Index(fields=["tenant_id", "case", "asked_at"], name="cases_question_case")]


class Charge(TenantModel):
    """A fee that the applicant was charged in a case, once; the case's number is what it is paid with."""

    policy = CASE_RECORD

    case = TenantForeignKey(Case)
    at = models.DateTimeField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    due_on = models.DateField()
    letter_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "case"], name="cases_charge_once_a_case"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="cases_charge_is_an_amount"),
        ]


class Appeal(TenantModel):
    """A decision was appealed; ``case`` is the appeal's own."""

    policy = CASE_RECORD

    case = TenantForeignKey(Case)
    decision = TenantForeignKey(Decision)
    filed_at = models.DateTimeField()
    last_on = models.DateField(null=True)
    is_late = models.BooleanField()
    instance = models.CharField(max_length=200)
    text = EncryptedTextField(context="cases.appeal.text")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "case"], name="cases_appeal_once_a_case"),
            models.UniqueConstraint(fields=["tenant_id", "decision"], name="cases_appeal_once_a_decision"),
        ]
