"""A caseworker notes who speaks for the applicant in a case, and how that is known; or that nobody does any more."""

import dataclasses
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import OwnHousehold, access_case_to_act, household_here
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import PartyRole
from raadhus.cases.models import Case, Party
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.identity.public import MalformedNumber, clean_number, learn_person
from raadhus.platform import audit
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.text import clean
from raadhus.registers.public import NotInRegister, PersonRecord, RegisterError, look_up_person

LONGEST = 400
PURPOSE = "case work"


class CannotNameRepresentative(Refusal):
    """
    Nobody is found under the number, it is not said how we know, or they are in the case already.

    ``field``: what is to be put right, number or ground.
    """

    status = 422
    code = "representative"
    field = "number"
    happened = _("The population register finds nobody with this number.")
    kept = _("The case is unchanged.")
    next_step = _("Check the number.")


class NobodySaysHowWeKnow(CannotNameRepresentative):
    """Nobody speaks for another because somebody says so: the file tells what it rests on."""

    field = "ground"
    happened = _("It is not said how we know that they may speak for the applicant, or it is too long.")
    next_step = _("Write it in at most 400 characters.")


class RepresentativeProtected(CannotNameRepresentative):
    """A protected person is noted by who is cleared for that."""

    status = 403
    code = "representative-protected"
    happened = _("This person is noted by a colleague who is cleared for protected addresses.")
    next_step = _("Ask such a colleague of the unit.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeOrder:
    """Who (``number``: as typed), and how we know that they may, e.g. a power of attorney and its date."""

    number: str
    ground: str


def name_representative(actor: Actor, case_id: UUID, order: RepresentativeOrder) -> UUID:
    """
    Make a person a party who speaks for the applicant; return the party's id.

    They get a copy of each letter to the applicant from now on, and read nothing else of the case by it.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold (also when it is somebody of the actor's), CannotNameRepresentative.
    """
    case = access_case_to_act(actor, case_id)
    ground = clean(order.ground)
    if not ground or len(ground) > LONGEST:
        raise NobodySaysHowWeKnow(detail=f"{case.number}: no ground")
    record = _in_register(actor, case, order.number)
    if (record.name_protected or record.address_protected) and not actor.has(Role.CLEARED):
        raise RepresentativeProtected(detail=case.number)
    person_id = learn_person(actor, record)
    if person_id in household_here(actor):
        raise OwnHousehold(detail=f"case {case.id}")
    if person_id == case.applicant_id or Party.objects.filter(case=case, person_id=person_id).exists():
        raise CannotNameRepresentative(
            _("This person is in the case already."),
            next_step=_("Who is in the case stands above."),
            detail=case.number,
        )
    party: Party = Party.objects.create(
        id=new_id(),
        case=case,
        role=PartyRole.REPRESENTATIVE,
        person_id=person_id,
        details={"ground": ground},
        hides_name=record.name_protected,
        hides_address=record.address_protected,
    )
    write_timeline(actor, case, Happening.REPRESENTED, Who.STAFF, thing_id=party.id)
    audit.record(actor, "cases.name_representative", f"case:{case.id}")
    return party.id


def _in_register(actor: Actor, case: Case, number: str) -> PersonRecord:
    """Return who the population register knows by ``number``, as typed. Raises: CannotNameRepresentative."""
    try:
        return look_up_person(actor, clean_number(number), purpose=PURPOSE)
    except (MalformedNumber, NotInRegister) as error:
        raise CannotNameRepresentative(detail=case.number) from error
    except RegisterError as error:
        raise CannotNameRepresentative(
            _("The population register does not answer just now."),
            next_step=_("Try again in a few minutes."),
            detail=case.number,
        ) from error


def let_representative_go(actor: Actor, case_id: UUID, party_id: UUID) -> None:
    """Take a representative out of a case; the time line keeps it. Raises: LoginNeeded, NotFoundHere, OwnHousehold."""
    case = access_case_to_act(actor, case_id)
    gone, _models = Party.objects.filter(id=party_id, case=case, role=PartyRole.REPRESENTATIVE).delete()
    if not gone:
        raise NotFoundHere(detail=f"party {party_id}")
    write_timeline(actor, case, Happening.UNREPRESENTED, Who.STAFF)
    audit.record(actor, "cases.let_representative_go", f"case:{case.id}")
