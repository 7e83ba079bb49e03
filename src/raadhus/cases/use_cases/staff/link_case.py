"""A caseworker says that two cases belong together, or no longer."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import access_case_of_unit, access_case_to_act
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.models import Case, CaseLink
from raadhus.cases.queries.staff_inbox import find_case_by_number
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere, Refusal


class CannotLink(Refusal):
    """There is no such case in the actor's units, or it is linked already."""

    status = 422
    code = "link"
    happened = _("Your units have no case with this number.")
    kept = _("Nothing was linked.")
    next_step = _("Write the whole number of the other case.")


def link_case(actor: Actor, case_id: UUID, number: str) -> UUID:
    """
    Link a case with the one called ``number`` (as typed) in the actor's units; return the link's id.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold, CannotLink.
    """
    case = access_case_of_unit(actor, case_id)
    if actor.staff_id is None:
        raise NotAllowed(detail="cases.link")
    found = find_case_by_number(actor, number)
    if found is None:
        raise CannotLink(detail=case.number)
    if found == case.id:
        raise CannotLink(_("This is the number of the case itself."), detail=case.number)
    other = _lock_both(actor, case.id, found)[found]
    access_case_to_act(actor, case.id)
    _expect_to_act(actor, other)
    if _between(case.id, found).exists():
        raise CannotLink(
            _("The two cases are linked already."),
            next_step=_("The other one stands at the top of the case."),
            detail=case.number,
        )
    link: CaseLink = CaseLink.objects.create(case=case, other=other, made_by=actor.staff_id, at=clock.now())
    _tell_both(actor, case, other, Happening.LINKED)
    return link.id


def unlink_case(actor: Actor, case_id: UUID, link_id: UUID) -> None:
    """Take the link of a case away. Raises: LoginNeeded, NotFoundHere, OwnHousehold."""
    access_case_of_unit(actor, case_id)
    link = CaseLink.objects.filter(id=link_id).first()
    if link is None or case_id not in {link.case_id, link.other_id}:
        raise NotFoundHere(detail=f"link {link_id}")
    both = _lock_both(actor, link.case_id, link.other_id)
    for each in both:
        access_case_to_act(actor, each)
    case = both.pop(case_id)
    (other,) = both.values()
    gone, _models = CaseLink.objects.filter(id=link.id).delete()
    if not gone:  # somebody was faster
        raise NotFoundHere(detail=f"link {link_id}")
    _tell_both(actor, case, other, Happening.UNLINKED)


def _lock_both(actor: Actor, *case_ids: UUID) -> dict[UUID, Case]:
    """Lock two cases in the same order from whichever side they are linked. Raises: NotFoundHere, OwnHousehold."""
    return {each: access_case_of_unit(actor, each, to_act=True) for each in sorted(case_ids)}


def _expect_to_act(actor: Actor, other: Case) -> None:
    """Raises: CannotLink when ``other`` (locked) is only lent to the actor's units for a step."""
    try:
        access_case_to_act(actor, other.id)
    except NotFoundHere as lent:
        raise CannotLink(detail=other.number) from lent


def _between(one: UUID, other: UUID) -> QuerySet[CaseLink]:
    return CaseLink.objects.filter(Q(case_id=one, other_id=other) | Q(case_id=other, other_id=one))


def _tell_both(actor: Actor, case: Case, other: Case, what: Happening) -> None:
    for one, named in ((case, other), (other, case)):
        write_timeline(actor, one, what, Who.STAFF, thing_id=named.id)  # its number is for who may open it
    audit.record(actor, f"cases.{what}", f"case:{case.id}", {"other": str(other.id)})
