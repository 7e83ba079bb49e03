"""Read a file that was attached to an application."""

from uuid import UUID

from raadhus.forms.access import access_attachment
from raadhus.forms.use_cases.attach_file import open_attachment
from raadhus.platform.actor import Actor


def attachment_content(actor: Actor, attachment_id: UUID) -> tuple[bytes, str, str]:
    """
    Return content, file name and media type.

    To its owner, to a job, or to staff whose module has asked the right to the case.

    Raises: NotFoundHere, LoginNeeded.
    """
    attachment = access_attachment(actor, attachment_id)
    return open_attachment(attachment), attachment.name, attachment.media_type
