"""
Tables of processes: models, instances, and one row for each token, timer, message wait, incident and visit.

Element ids stand as text so that SQL can ask where cases wait; numbers are unique within an instance.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import ReferenceModel, TenantForeignKey, TenantModel

_CASE_WORK = "Carry a case through its steps"
_BASIS = "GDPR article 6(1)(e)"
_WITH_THE_CASE = "As long as the case it belongs to"


class ProcessModel(ReferenceModel):
    """
    A BPMN file by the SHA-256 of its bytes; the same for all, stored once, never changed.

    ``calls``: the services whose processes it calls; None of one that was stored before that was noted. ``made_from``: of
    one that holds the services that another calls, the hash of that other; empty of one as it was published.
    """

    policy = DataPolicy(
        purpose="Keep each version of a process for the cases that run on it",
        legal_basis="No personal data",
        retention="As long as a case was decided by it",
        personal=False,
        append_only=True,
        app_writes=True,
    )

    id = models.BigAutoField(primary_key=True)
    hash = models.CharField(max_length=64, unique=True)
    source = models.BinaryField()
    calls = ArrayField(models.CharField(max_length=60), null=True)
    made_from = models.CharField(max_length=64, blank=True, db_default="")


class Instance(TenantModel):
    """
    One running or finished process; ``business_key`` is the id of what it serves, usually a case.

    ``within`` counts the tokens directly within, as a token's does; None before a step has counted them.
    """

    policy = DataPolicy(purpose=_CASE_WORK, legal_basis=_BASIS, retention=_WITH_THE_CASE)

    model = models.ForeignKey(ProcessModel, on_delete=models.PROTECT, related_name="+", db_index=False)
    process = models.CharField(max_length=120)
    business_key = models.UUIDField()
    status = models.CharField(max_length=10)
    error_code = models.CharField(max_length=120, blank=True)
    rules = models.CharField(max_length=64, blank=True)
    correlation = models.CharField(max_length=64, blank=True)
    next_token = models.IntegerField()
    next_visit = models.IntegerField(default=0)
    within = models.IntegerField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    variables = EncryptedJSONField(context="processes.variables")

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "business_key"], name="processes_by_key"),
            models.Index(
                fields=["tenant_id", "model", "id"],
                condition=models.Q(status__in=["running", "paused"]),
                name="processes_on_version",
            ),
        ]


class Token(TenantModel):
    """
    A token's stay at an element; a new stay is a new row, whose id is the ``task_ref`` of the task there.

    ``own`` are the variables of one branch of several, of a called process, or the counters of a loop.
    """

    policy = DataPolicy(purpose=_CASE_WORK, legal_basis=_BASIS, retention="Until it moves on")

    instance = TenantForeignKey(Instance, db_index=False)
    number = models.IntegerField()
    parent = models.IntegerField()
    element = models.CharField(max_length=120)
    via = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=8)
    entered_at = models.DateTimeField()
    is_armed = models.BooleanField()
    within = models.IntegerField(null=True)
    own = EncryptedJSONField(context="processes.own", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "instance", "number"], name="processes_token_number")
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "instance", "parent"],
                condition=models.Q(parent__gt=0),
                name="processes_token_within",
            )
        ]


class TimerSubscription(TenantModel):
    """A time that a token waits for; found across tenants through the bus's ``due`` table."""

    policy = DataPolicy(purpose=_CASE_WORK, legal_basis=_BASIS, retention="Until due", personal=False)

    instance = TenantForeignKey(Instance, db_index=False)
    token = models.IntegerField()
    element = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    left = models.IntegerField(default=0, db_default=0)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "instance", "token"], name="processes_timer_token")]


class MessageSubscription(TenantModel):
    """
    A message that a token waits for, by name and correlation key; or by ``awaits`` a signal (name) or a condition.

    ``key`` of a condition tells whether it was true when last looked at; ``left`` how often a signal came already.
    """

    policy = DataPolicy(purpose=_CASE_WORK, legal_basis=_BASIS, retention="Until received", personal=False)

    instance = TenantForeignKey(Instance, db_index=False)
    token = models.IntegerField()
    element = models.CharField(max_length=120)
    awaits = models.CharField(max_length=9, default="message", db_default="message")
    message = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    left = models.IntegerField(default=0, db_default=0)

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "message", "key"], name="processes_message_key"),
            models.Index(fields=["tenant_id", "instance", "token"], name="processes_message_token"),
        ]


class Visit(TenantModel):
    """One line of history: a token's stay at an element, who ended it, how, and which variables it set."""

    policy = DataPolicy(
        purpose="Show who did what and when in a case, and where cases take time",
        legal_basis=_BASIS,
        retention=_WITH_THE_CASE,
        append_only=True,
    )

    instance = TenantForeignKey(Instance, db_index=False)
    position = models.IntegerField()
    token = models.IntegerField()
    element = models.CharField(max_length=120)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField()
    outcome = models.CharField(max_length=12)
    by = models.UUIDField(null=True)
    changed = EncryptedJSONField(context="processes.changed", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "instance", "position"], name="processes_visit_once")
        ]


class Incident(TenantModel):
    """A step that failed and was undone, until a person (or the next try) has it done."""

    policy = DataPolicy(
        purpose="Lose no case that could not go on", legal_basis=_BASIS, retention=_WITH_THE_CASE
    )

    instance = TenantForeignKey(Instance, db_index=False)
    token = models.IntegerField()
    element = models.CharField(max_length=120)
    sentence = EncryptedTextField(context="processes.incident")
    tries = models.IntegerField(default=1)
    at = models.DateTimeField()
    retry_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["tenant_id", "instance", "token"],
                condition=models.Q(settled_at=None),
                name="processes_incident_open",
            )
        ]


class ScheduledStart(TenantModel):
    """A timer start event of a model in use: when the next instance begins."""

    policy = DataPolicy(
        purpose="Begin a process when its time comes",
        legal_basis=_BASIS,
        retention="Until due",
        personal=False,
    )

    model = models.ForeignKey(ProcessModel, on_delete=models.PROTECT, related_name="+", db_index=False)
    process = models.CharField(max_length=120)
    element = models.CharField(max_length=120)
    rules = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField()
    left = models.IntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "model", "process", "element"], name="processes_start_once"
            )
        ]


class SignalStart(TenantModel):
    """A signal start event of a model in use: each such signal begins an instance."""

    policy = DataPolicy(
        purpose="Begin a process when its signal comes",
        legal_basis=_BASIS,
        retention="As long as the model is in use",
        personal=False,
    )

    model = models.ForeignKey(ProcessModel, on_delete=models.PROTECT, related_name="+", db_index=False)
    process = models.CharField(max_length=120)
    element = models.CharField(max_length=120)
    rules = models.CharField(max_length=64, blank=True)
    signal = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "model", "process", "element"], name="processes_signal_start_once"
            )
        ]
        indexes = [models.Index(fields=["tenant_id", "signal"], name="processes_signal_start")]


class Intervention(TenantModel):
    """What a person did to a running instance by hand, and why: paused, moved, moved to another version, cancelled."""

    policy = DataPolicy(
        purpose="Show who has interfered with a case, when and why",
        legal_basis=_BASIS,
        retention=_WITH_THE_CASE,
        append_only=True,
    )

    instance = TenantForeignKey(Instance, db_index=False)
    act = models.CharField(max_length=12)
    element = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=120, blank=True)
    reason = EncryptedTextField(context="processes.reason")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "instance"], name="processes_intervention_of")]


class HeldBack(TenantModel):
    """
    What came for an instance while it was paused, to happen in this order when it goes on.

    ``item_id``: the task, or the timer, message or signal that was waited for.
    """

    policy = DataPolicy(
        purpose="Lose nothing that comes while a case is paused",
        legal_basis=_BASIS,
        retention="Until the instance goes on",
    )

    instance = TenantForeignKey(Instance, db_index=False)
    what = models.CharField(max_length=10)
    item_id = models.UUIDField()
    values = EncryptedJSONField(context="processes.held_back")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "instance", "item_id"], name="processes_held_back_once"
            )
        ]


class OutwardCall(TenantModel):
    """
    Work of a service task that speaks outward, done by a job; its id is the task's and the key against doing it twice.

    ``begun_at`` stands from the beginning of an attempt to its end: an attempt that a crash ended is seen by it.
    """

    policy = DataPolicy(purpose=_CASE_WORK, legal_basis=_BASIS, retention=_WITH_THE_CASE)

    instance = TenantForeignKey(Instance, db_index=False)
    token = models.IntegerField()
    element = models.CharField(max_length=120)
    name = models.CharField(max_length=200, blank=True)
    handler = models.CharField(max_length=120)
    settings = EncryptedJSONField(context="processes.call_settings")
    given = EncryptedJSONField(context="processes.call_given")
    state = models.CharField(max_length=10)
    attempts = models.IntegerField(default=0)
    begun_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "instance"], name="processes_call_of")]


class CallAttempt(TenantModel):
    """One try of an outward call: from when to when, and how it ended."""

    policy = DataPolicy(
        purpose="Show a person what was tried before they decide",
        legal_basis=_BASIS,
        retention=_WITH_THE_CASE,
        append_only=True,
    )

    call = TenantForeignKey(OutwardCall, db_index=False)
    number = models.IntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    sentence = EncryptedTextField(context="processes.call_attempt")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "call", "number"], name="processes_attempt_once")
        ]


class Migration(TenantModel):
    """Instances of one version of a process on their way to another, in batches, after a person's order."""

    policy = DataPolicy(
        purpose="Bring running cases to a new version of their process, and know who ordered it",
        legal_basis=_BASIS,
        retention="5 years",
    )

    old = models.ForeignKey(ProcessModel, on_delete=models.PROTECT, related_name="+", db_index=False)
    new = models.ForeignKey(ProcessModel, on_delete=models.PROTECT, related_name="+", db_index=False)
    old_process = models.CharField(max_length=120)
    new_process = models.CharField(max_length=120)
    mapping = models.JSONField()
    rules = models.CharField(max_length=64, blank=True)
    reason = EncryptedTextField(context="processes.migration")
    status = models.CharField(max_length=10)
    total = models.IntegerField()
    moved = models.IntegerField(default=0)
    stuck = models.IntegerField(default=0)
    after = models.UUIDField(null=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "begun_at"], name="processes_migration_begun")]


class StuckInstance(TenantModel):
    """An instance that a migration left on its version, and why."""

    policy = DataPolicy(
        purpose="Let a person see which cases stayed behind", legal_basis=_BASIS, retention="5 years"
    )

    migration = TenantForeignKey(Migration, db_index=False)
    instance = TenantForeignKey(Instance, db_index=False)
    element = models.CharField(max_length=120)
    why = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "migration", "instance"], name="processes_stuck_once"
            )
        ]
