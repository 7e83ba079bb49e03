"""The log of every look-up in a register."""

from django.db import models

from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import TenantModel


class RegisterLookup(TenantModel):
    """Who asked which register about whom (as a keyed hash), for what, and whether it answered."""

    policy = DataPolicy(
        purpose="Show that each look-up in a register had a purpose",
        legal_basis="GDPR article 5(2); article 6(1)(e)",
        retention="5 years",
        append_only=True,
    )

    at = models.DateTimeField()
    register = models.CharField(max_length=30)
    number_key = models.BinaryField(max_length=32)
    purpose = models.CharField(max_length=120)
    outcome = models.CharField(max_length=30)
    milliseconds = models.IntegerField()
    person_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    correlation = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "number_key", "at"], name="registers_lookup_number")]
