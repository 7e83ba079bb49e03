"""Trials of changed rules on earlier cases: sums, and the changed cases without a name."""

from django.db import models

from raadhus.cases.domain.trials import TrialState
from raadhus.cases.models.cases import Case
from raadhus.platform.fields import EncryptedJSONField
from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel

_POLICY = DataPolicy(
    purpose="Know what a change of rules would mean for people before it is adopted",
    legal_basis="GDPR article 6(1)(e); GDPR article 89: numbers and references, no names",
    retention="30 days after it was begun, or until somebody deletes it",
    eraser="raadhus.cases.use_cases.trials.forget_trial.erase_tried_cases",
)


class RuleTrial(TenantModel):
    """
    One trial: two versions of a service's rules, the decisions of a period (half open, local dates), how far it is.

    ``package_hash``: the package that says what counts; ``new_source``: the changed model, whatever becomes of it
    elsewhere; ``after_on``, ``after_id``: the last decision that was looked at; ``units``: those that have the cases;
    ``result``: the sums, None until it is done.
    """

    policy = _POLICY

    service_key = models.CharField(max_length=80)
    package_hash = models.CharField(max_length=64)
    old_hash = models.CharField(max_length=64)
    old_name = models.CharField(max_length=120)
    new_source = models.BinaryField()
    new_name = models.CharField(max_length=120)
    begins_on = models.DateField()
    ends_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=[(state.value, state.name) for state in TrialState])
    total = models.IntegerField()
    looked_at = models.IntegerField(default=0)
    left_out = models.IntegerField(default=0)
    after_on = models.DateField(null=True)
    after_id = models.UUIDField(null=True)
    units = models.JSONField(default=list)
    result = EncryptedJSONField(context="cases.trial.result", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "service_key", "-begun_at"], name="cases_trial_service")]


class TriedCase(TenantModel):
    """What the two versions say of one case; when the trial is done, only cases that change are left."""

    policy = _POLICY

    trial = TenantForeignKey(RuleTrial)
    case = TenantForeignKey(Case)
    change = models.CharField(max_length=10)
    compared = EncryptedJSONField(context="cases.trial.compared")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "trial", "case"], name="cases_tried_once_a_trial")
        ]
        indexes = [models.Index(fields=["tenant_id", "case"], name="cases_tried_case")]
