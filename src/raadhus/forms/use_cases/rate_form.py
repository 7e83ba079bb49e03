"""Say how it went: one question on the receipt, counted once."""

from uuid import UUID

from raadhus.bus import outbox
from raadhus.forms.access import access_own_submission
from raadhus.forms.events import FormRated
from raadhus.forms.models import Submission
from raadhus.forms.use_cases.forms_in_use import expect_assurance_for
from raadhus.platform.actor import Actor

RATINGS = (1, 2, 3, 4, 5)


def rate_form(actor: Actor, submission_id: UUID, rating: int) -> bool:
    """
    Keep how it went, 1 (badly) to 5 (very well), and tell whether it counts: only the first answer does.

    Raises: NotFoundHere, LoginNeeded. Emits: FormRated.
    """
    sent = access_own_submission(actor, submission_id)
    expect_assurance_for(actor, sent.package_hash)
    if rating not in RATINGS or not Submission.objects.filter(id=sent.id, rating=None).update(rating=rating):
        return False
    outbox.emit(
        FormRated(
            subject=f"application:{sent.id}",
            submission_id=sent.id,
            service_key=sent.service_key,
            rating=rating,
        )
    )
    return True
