"""Fetch a document and ask the right to it, in one step."""

from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.records.models import Document, DocumentPerson


def access_document(actor: Actor, document_id: UUID) -> Document:
    """
    Return a document that concerns the actor (or whom the actor acts for), or any to a job.

    Raises: NotFoundHere when absent or not the actor's.
    """
    document = Document.objects.filter(id=document_id).first()
    if document is None or not (actor.is_system or _concerns(actor, document_id)):
        raise NotFoundHere
    return document


def access_case_document(actor: Actor, case_id: UUID, document_id: UUID) -> Document:
    """
    Return a document of a case whose right the caller (``cases``) has asked already.

    Raises: NotFoundHere when the document is not of that case, or the actor is neither staff nor a job.
    """
    document = Document.objects.filter(id=document_id, case_id=case_id).first()
    if document is None or not (actor.is_staff or actor.is_system):
        raise NotFoundHere
    return document


def _concerns(actor: Actor, document_id: UUID) -> bool:
    person = actor.on_behalf_of or actor.person_id
    return (
        person is not None
        and DocumentPerson.objects.filter(person_id=person, document_id=document_id).exists()
    )
