"""Read a file that was attached to an application."""

from uuid import UUID

from raadhus.forms.access import access_attachment, access_own_attachment
from raadhus.forms.use_cases.attach_file import open_attachment
from raadhus.forms.use_cases.forms_in_use import expect_assurance_for
from raadhus.platform.actor import Actor


def own_attachment(actor: Actor, attachment_id: UUID) -> tuple[bytes, str, str]:
    """Return content, file name and media type of the actor's own file. Raises: NotFoundHere, CannotEnterAtThisLevel."""
    attachment = access_own_attachment(actor, attachment_id)
    expect_assurance_for(actor, attachment.draft.package_hash)
    return open_attachment(attachment), attachment.name, attachment.media_type


def attachment_content(actor: Actor, attachment_id: UUID) -> tuple[bytes, str, str]:
    """
    Return content, file name and media type.

    To its owner, to a job, or to staff whose module has asked the right to the case.

    Raises: NotFoundHere, LoginNeeded.
    """
    attachment = access_attachment(actor, attachment_id)
    return open_attachment(attachment), attachment.name, attachment.media_type
