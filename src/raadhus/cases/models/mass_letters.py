"""One letter that a caseworker writes to the applicants of several cases."""

from django.db import models

from raadhus.cases.models.cases import Case
from raadhus.cases.models.policies import CASE_DATA
from raadhus.platform.fields import EncryptedTextField
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel


class MassLetter(TenantModel):
    """What is written to whom (its copies), and from when it goes out; until then it can be stopped."""

    policy = CASE_DATA

    staff_id = models.UUIDField()
    at = models.DateTimeField()
    send_at = models.DateTimeField()
    heading = EncryptedTextField(context="cases.mass_letter.heading")
    text = EncryptedTextField(context="cases.mass_letter.text")
    stopped_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "staff_id", "-at"], name="cases_mass_letter_of")]


class MassLetterCopy(TenantModel):
    """The letter in one case; ``letter_id`` is empty until it was written."""

    policy = CASE_DATA

    mass_letter = TenantForeignKey(MassLetter)
    case = TenantForeignKey(Case)
    letter_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "mass_letter", "case"], name="cases_mass_letter_once_a_case"
            )
        ]
