"""Take a service off the shelf; what was decided by it keeps its version."""

from django.utils.translation import gettext_lazy as _

from raadhus.catalogue import access
from raadhus.catalogue.models import Service
from raadhus.catalogue.use_cases.releasing import find_pending, stop, turn_edition
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes


class CannotWithdrawService(Refusal):
    """Other services call a process of it, or a version of them will that waits for its day; the detail names them."""

    status = 409
    code = "service-is-called"
    happened = _("Other services use the process of this one: their new cases could not begin.")
    kept = _("The service is offered as before.")
    next_step = _(
        "Install those services without the call first, stop a version of them that waits for its day, or withdraw them."
    )


def withdraw_service(actor: Actor, key: str) -> None:
    """
    Offer ``key`` no longer, and let no version of it come that waits for its day; installing a package offers it again.

    Raises: NotAllowed; NotFoundHere when the actor's tenant offers no such service; CannotWithdrawService.
    """
    access.require_installer(actor)
    with transaction(actor.tenant):
        offered = Service.objects.filter(key=key, is_published=True)
        if not offered.filter(owner_id=actor.tenant).exists():
            raise NotFoundHere(detail=f"service {key}")
        is_another_offered = offered.exclude(owner_id=actor.tenant).exists()
        if not is_another_offered and (callers := processes.list_callers(actor, key)):
            raise CannotWithdrawService(detail=", ".join(callers))
        if (pending := find_pending(actor, key)) is not None:  # locked first, as when its day comes
            stop(pending)
        offered.filter(owner_id=actor.tenant).update(is_published=False)
        turn_edition(actor)
        audit.record(actor, "catalogue.withdraw", f"service:{key}")
