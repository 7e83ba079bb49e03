"""Set where a person wants to be told."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.notifications.domain.addresses import normal_email, normal_phone
from raadhus.notifications.models import ContactDetails
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, Refusal


class CannotSetContactDetails(Refusal):
    """A phone number or address that no message can go to. ``field``: phone or email."""

    status = 422
    code = "contact-details"

    def __init__(self, field: str) -> None:
        self.field = field
        happened = {
            "phone": _("This does not look like a phone number."),
            "email": _("This does not look like an e-mail address."),
        }[field]
        super().__init__(
            happened, kept=_("Your earlier details still stand."), next_step=_("Look it over and save again.")
        )


def set_contact_details(
    actor: Actor, person_id: UUID, *, phone: str, email: str, language: str, country: str
) -> None:
    """
    Keep the person's phone, e-mail and language; an empty one is removed.

    Only the person and jobs may. Raises: CannotSetContactDetails, NotAllowed.
    """
    if not (actor.is_system or actor.person_id == person_id):
        raise NotAllowed
    ContactDetails.objects.update_or_create(
        person_id=person_id,
        defaults={
            "phone": _checked("phone", phone, country),
            "email": _checked("email", email, country),
            "language": language,
            "changed_at": clock.now(),
        },
    )
    audit.record(actor, "notifications.set_contact_details", f"person:{person_id}")


def _checked(field: str, typed: str, country: str) -> str:
    try:
        return normal_phone(typed, country) if field == "phone" else normal_email(typed)
    except ValueError:
        raise CannotSetContactDetails(field) from None
