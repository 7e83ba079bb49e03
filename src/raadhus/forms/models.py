"""Tables of forms: drafts with their kept versions and files, submissions."""

from django.db import models

from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.declarations import DataPolicy, SealedFile
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel

CONTENT = "forms.attachment.content"  # with the row's id, what the sealed file is bound to
FOLDER = "attachments"
_EXERCISE = "GDPR article 6(1)(e); the law named in the service's package"


class Draft(TenantModel):
    """An application somebody is filling in; one open draft a person and service."""

    policy = DataPolicy(
        purpose="Let somebody fill in an application in their own time and on any device",
        legal_basis=_EXERCISE,
        retention="As the form says, 30 days after the last change unless stated; emptied when sent",
        eraser="raadhus.forms.use_cases.erase_drafts.erase_drafts",
    )

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        SENT = "sent"
        DISCARDED = "discarded"

    person_id = models.UUIDField()
    on_behalf_of = models.UUIDField(null=True)
    service_key = models.CharField(max_length=120)
    package_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    sheet = EncryptedJSONField(context="forms.draft.sheet", null=True)
    step = models.CharField(max_length=40, blank=True)
    version = models.IntegerField(default=1)
    channel = models.CharField(max_length=20, default="self-service")
    entered_by = models.UUIDField(null=True)  # the clerk who fills it in for the person
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    submission_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "person_id", "on_behalf_of", "service_key", "entered_by"],
                condition=models.Q(state="open"),
                nulls_distinct=False,
                name="forms_one_open_draft",
            )
        ]
        indexes = [models.Index(fields=["tenant_id", "person_id", "state"], name="forms_draft_person")]


class Help(TenantModel):
    """A clerk fills in forms for a person at the desk, on the phone or from paper, until ``ended_at``."""

    policy = DataPolicy(
        purpose="Let people without a login apply, and say truthfully who entered it for them and how they were known",
        legal_basis=_EXERCISE,
        retention="As the submissions made in it; where there was none, 30 days after its end",
        eraser="raadhus.forms.use_cases.erase_drafts.erase_submissions",
    )

    staff_id = models.UUIDField()
    person_id = models.UUIDField()
    channel = models.CharField(max_length=20)
    identity_check = models.CharField(max_length=20)
    package_hash = models.CharField(max_length=64, blank=True)  # of what was begun last
    sent = models.SmallIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "staff_id"],
                condition=models.Q(ended_at__isnull=True),
                name="forms_one_open_help",
            )
        ]
        indexes = [models.Index(fields=["tenant_id", "person_id"], name="forms_help_person")]


class HeldEntry(TenantModel):
    """What was typed in one step when another device had saved first: both versions are kept until one is chosen."""

    policy = DataPolicy(
        purpose="Lose nothing that somebody typed",
        legal_basis=_EXERCISE,
        retention="As long as the draft",
        eraser="raadhus.forms.use_cases.erase_drafts.erase_drafts",
    )

    draft = TenantForeignKey(Draft)
    step = models.CharField(max_length=40)
    typed = EncryptedJSONField(context="forms.held.typed")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "draft"], name="forms_held_draft"),
        ]


class Submission(TenantModel):
    """An application as it was sent; it never changes."""

    policy = DataPolicy(
        purpose="Decide what was applied for, and show afterwards what was sent",
        legal_basis=_EXERCISE,
        retention="As the case it leads to",
        eraser="raadhus.forms.use_cases.erase_drafts.erase_submissions",
    )

    number = models.CharField(max_length=16)
    draft = TenantForeignKey(Draft)
    person_id = models.UUIDField()
    on_behalf_of = models.UUIDField(null=True)
    service_key = models.CharField(max_length=120)
    package_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=12)
    channel = models.CharField(max_length=20)
    entered_by = models.UUIDField(null=True)  # the clerk who sent it for the person
    identity_check = models.CharField(max_length=20, blank=True)
    answers = EncryptedJSONField(context="forms.submission.answers")
    figures = EncryptedJSONField(context="forms.submission.figures")
    sent_at = models.DateTimeField()
    rating = models.SmallIntegerField(null=True)
    correlation = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "number"], name="forms_submission_number"),
            models.UniqueConstraint(fields=["tenant_id", "draft"], name="forms_submission_once"),
        ]
        indexes = [models.Index(fields=["tenant_id", "person_id", "sent_at"], name="forms_submission_person")]


class Attachment(TenantModel):
    """A file somebody attached; its content lies sealed in the file storage."""

    policy = DataPolicy(
        purpose="Document what was applied for",
        legal_basis=_EXERCISE,
        retention="As its draft or submission",
        eraser="raadhus.forms.use_cases.erase_drafts.erase_drafts",
    )

    sealed_file = SealedFile(folder=FOLDER, name_field="path", context=f"{CONTENT}:{{id}}")

    draft = TenantForeignKey(Draft)
    field_key = models.CharField(max_length=80)
    name = EncryptedTextField(context="forms.attachment.name")
    media_type = models.CharField(max_length=40)
    size_bytes = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    is_scanned = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "draft"], name="forms_attachment_draft")]
