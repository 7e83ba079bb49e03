"""Documents and whose they are."""

from django.db import models

from raadhus.platform.fields import EncryptedTextField
from raadhus.platform.tenancy.declarations import DataPolicy, SealedFile
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel

CONTENT = "records.content"  # what the sealed content is bound to
FOLDER = "records"
_BASIS = "GDPR article 6(1)(c) and (e); archive legislation"


class Document(TenantModel):
    """One filed document; its sealed content lies in the file storage under ``storage_name``."""

    policy = DataPolicy(
        purpose="Keep what was received, sent and decided",
        legal_basis=_BASIS,
        retention="As the case it belongs to, at least 5 years",
        append_only=True,
    )

    sealed_file = SealedFile(folder=FOLDER, name_field="storage_name", context=CONTENT)

    title = EncryptedTextField(context="records.title")
    document_kind = models.CharField(max_length=40)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_name = models.CharField(max_length=200)
    case_id = models.UUIDField(null=True)
    filed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "case_id", "filed_at"], name="records_document_case")]


class DocumentPerson(TenantModel):
    """A person whom a document concerns and who may read it."""

    policy = DataPolicy(
        purpose="Know who may read a document",
        legal_basis=_BASIS,
        retention="As the document",
        append_only=True,
    )

    document = TenantForeignKey(Document)
    person = TenantForeignKey("identity.Person")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "person", "document"], name="records_document_person_once"
            )
        ]
