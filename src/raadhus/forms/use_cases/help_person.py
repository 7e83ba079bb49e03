"""A clerk helps a person without a login: begins, with how they know who it is, and ends, so that the help is counted."""

import dataclasses
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from raadhus.bus import due, outbox
from raadhus.forms.access import NeedsClearance, expect_helper, find_open_help, refuse_own_household
from raadhus.forms.domain.helping import CHECKS, HELP_LASTS, KEPT_AFTER, HelpChannel, IdentityCheck
from raadhus.forms.events import HelpEnded
from raadhus.forms.models import Help
from raadhus.identity.public import CannotReadNumber, MalformedNumber, clean_number, learn_person, note_seen
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.registers.public import NotInRegister, RegisterError, look_up_person

PURPOSE = "help-to-apply"
HELP_OVER = "forms.help_over"
FORGET_HELP = "forms.forget_help"


class CannotHelp(Refusal):
    """Nobody can be helped by what was typed."""

    status = 422
    code = "cannot-help"
    happened = _("We cannot tell who is to be helped.")
    kept = _("Nothing was entered.")
    next_step = _("Check the number and try again.")


class NobodyHasNumber(CannotHelp):
    """The population register knows nobody with this number."""

    code = "number-unknown"
    happened = _("The population register knows nobody with this number.")


class RegisterIsSilent(CannotHelp):
    """The population register does not answer."""

    code = "register-silent"
    happened = _("The population register does not answer just now.")
    next_step = _("Try again in a moment, or take the application on paper and enter it later.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HelpOrder:
    """Whom (``number``: as typed) a clerk helps, how they came, and how the clerk made sure who it is."""

    number: str
    channel: HelpChannel
    check: IdentityCheck


def begin_help(actor: Actor, order: HelpOrder) -> UUID:
    """
    Begin to help a person, and end what the clerk was at before; return the person's id. The person can see the look.

    It ends by itself after ``HELP_LASTS``.

    Raises: LoginNeeded, NotAllowed, CannotReadNumber, NobodyHasNumber, RegisterIsSilent, CannotHelpOwn, NeedsClearance,
    CannotHelp when that check is none of that channel. Emits: HelpEnded for what was ended.
    """
    expect_helper(actor)
    if actor.staff_id is None or order.check not in CHECKS[order.channel]:
        raise CannotHelp(detail=f"{order.check} on {order.channel}")
    person_id = _person_of(actor, order.number)
    for before in Help.objects.filter(staff_id=actor.staff_id, ended_at__isnull=True):
        _end(actor, before)
    try:
        with transaction(actor.tenant):
            begun = Help.objects.create(
                staff_id=actor.staff_id,
                person_id=person_id,
                channel=order.channel,
                identity_check=order.check,
                begun_at=clock.now(),
            )
    except IntegrityError:  # two clicks at once: the other one began it
        raise CannotHelp(detail="begun twice at once") from None
    due.set_due(HELP_OVER, begun.id, begun.begun_at + HELP_LASTS)
    note_seen(actor.with_purpose(PURPOSE), person_id, "help")
    audit.record(
        actor, "forms.begin_help", f"person:{person_id}", {"help": str(begun.id), "check": order.check}
    )
    return person_id


def end_help_if_any(actor: Actor) -> None:
    """End the clerk's help; nothing happens when it was ended already. Raises: LoginNeeded, NotAllowed. Emits: HelpEnded."""
    helped = find_open_help(actor)
    if helped is not None:
        _end(actor, helped)


def end_help_if_over(actor: Actor, help_id: UUID) -> None:
    """End a help whose time is over; nothing happens when it was ended before. Called by a job. Emits: HelpEnded."""
    over = Help.objects.filter(id=help_id, begun_at__lte=clock.now() - HELP_LASTS, ended_at__isnull=True)
    for helped in over:
        _end(actor, helped)


def erase_help_without_application(help_id: UUID) -> None:
    """Erase a help that led to nothing, when its time is over; one that did is kept as what was sent. Called by a job."""
    over = clock.now() - KEPT_AFTER
    Help.objects.filter(id=help_id, sent=0, ended_at__lte=over).delete()


def _end(actor: Actor, helped: Help) -> None:
    is_mine = Help.objects.filter(id=helped.id, ended_at__isnull=True).update(ended_at=clock.now())
    if not is_mine:
        return
    due.clear_due(HELP_OVER, helped.id)
    if not helped.sent:
        due.set_due(FORGET_HELP, helped.id, clock.now() + KEPT_AFTER)
    audit.record(actor, "forms.end_help", f"person:{helped.person_id}", {"help": str(helped.id)})
    outbox.emit(
        HelpEnded(
            subject=f"help:{helped.id}",
            help_id=helped.id,
            channel=helped.channel,
            package_hash=helped.package_hash,
            applications=helped.sent,
            begun_at=helped.begun_at,
        )
    )


def _person_of(actor: Actor, number: str) -> UUID:
    """Return the person of ``number``, as the register knows them today. Raises: as ``begin_help``."""
    try:
        digits = clean_number(number)
    except MalformedNumber as error:
        raise CannotReadNumber(detail="malformed number") from error
    try:
        record = look_up_person(actor, digits, purpose=PURPOSE)
    except NotInRegister as error:
        raise NobodyHasNumber from error
    except RegisterError as error:
        raise RegisterIsSilent from error
    if (record.name_protected or record.address_protected) and not actor.has(Role.CLEARED):
        raise NeedsClearance
    person_id = learn_person(actor, record)
    refuse_own_household(actor, person_id)
    return person_id
