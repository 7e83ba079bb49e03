"""What a person must look at so that nothing is lost: letters, messages, jobs, events and steps that stopped."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from raadhus.bus import dead_letters
from raadhus.bus.dead_letters import DeadLetter
from raadhus.identity.public import require_staff
from raadhus.notifications import public as notifications
from raadhus.notifications.public import MessageInfo
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.post import public as post
from raadhus.post.public import LetterInfo
from raadhus.processes import public as processes
from raadhus.processes.public import IncidentInfo
from raadhus.ui.words import instant_in_words


class Kind(StrEnum):
    """What kind of thing stopped."""

    LETTER = "letter"
    MESSAGE = "message"
    STEP = "step"
    JOB = "job"
    EVENT = "event"


class Act(StrEnum):
    """What an operator can do about it."""

    AGAIN = "again"
    SETTLE = "settle"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """One thing that stopped: what happened, since when, which buttons (act, word), perhaps a page of its own."""

    id: UUID
    kind: Kind
    title: str
    text: str
    since: str
    acts: tuple[tuple[Act, str], ...]
    url: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All of one kind."""

    title: str
    icon: str
    items: tuple[Stopped, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OperationsPage:
    """What waits for an operator; ``state`` says it in a sentence."""

    state: str
    groups: tuple[Group, ...]
    done: str


DONE: dict[str, str | Promise] = {
    Act.AGAIN: gettext_lazy("It is being tried again. If it stops once more, it comes back here."),
    Act.SETTLE: gettext_lazy("It is settled."),
}
_MESSAGES: dict[str, str | Promise] = {
    "sms": gettext_lazy("SMS"),
    "email": gettext_lazy("E-mail"),
}
_TITLES: dict[Kind, tuple[str | Promise, str]] = {
    Kind.LETTER: (gettext_lazy("Letters that have not arrived"), "EnvelopeClosed"),
    Kind.MESSAGE: (gettext_lazy("Messages we are not sure of"), "Chat"),
    Kind.STEP: (gettext_lazy("Steps of a process that failed"), "Cog"),
    Kind.JOB: (gettext_lazy("Jobs that were given up"), "Hourglass"),
    Kind.EVENT: (gettext_lazy("Events that a part could not take"), "Inbox"),
}


@require_safe
@require_staff(Role.OPERATOR)
def show(request: TownRequest) -> HttpResponse:
    """Show everything that stopped in this municipality. Raises: NotAllowed."""
    groups = tuple(group for group in _groups(request.actor) if group.items)
    count = sum(len(group.items) for group in groups)
    state = (
        ngettext("%(count)s thing needs you", "%(count)s things need you", count) % {"count": count}
        if count
        else _("Everything runs")
    )
    done = str(DONE.get(request.GET.get("done", ""), ""))
    page = OperationsPage(state=state, groups=groups, done=done)
    return render(request, "workspace/operations.html", {"page": page})


@require_POST
@require_staff(Role.OPERATOR)
def settle(request: TownRequest) -> HttpResponse:
    """Try one thing again, or settle it. Raises: NotAllowed, NotFoundHere."""
    act = _ACTS.get((request.POST.get("kind", ""), request.POST.get("act", "")))
    if act is None:
        raise NotFoundHere(detail="no such act")
    try:
        item = UUID(request.POST.get("id", ""))
    except ValueError as error:
        raise NotFoundHere(detail="no such id") from error
    act(request.actor, item)
    return HttpResponseRedirect(f"{reverse('workspace:operations')}?done={request.POST['act']}")


def _try_step_again(actor: Actor, incident_id: UUID) -> None:
    processes.retry_by_hand(actor, incident_id)


def _send_again(actor: Actor, message_id: UUID) -> None:
    notifications.settle_message(actor, message_id, send_again=True)


def _has_arrived(actor: Actor, message_id: UUID) -> None:
    notifications.settle_message(actor, message_id, send_again=False)


_ACTS: dict[tuple[str, str], Callable[[Actor, UUID], None]] = {
    (Kind.LETTER, Act.AGAIN): post.try_letter_again,
    (Kind.MESSAGE, Act.AGAIN): _send_again,
    (Kind.MESSAGE, Act.SETTLE): _has_arrived,
    (Kind.STEP, Act.AGAIN): _try_step_again,
    (Kind.JOB, Act.AGAIN): dead_letters.retry_dead_job,
    (Kind.JOB, Act.SETTLE): dead_letters.settle_dead_job,
    (Kind.EVENT, Act.AGAIN): dead_letters.retry_dead_delivery,
    (Kind.EVENT, Act.SETTLE): dead_letters.settle_dead_delivery,
}


def _groups(actor: Actor) -> Iterable[Group]:
    yield _group(Kind.LETTER, (_letter(letter) for letter in post.list_stuck_letters(actor)))
    messages = notifications.list_messages_needing_a_person(actor)
    yield _group(Kind.MESSAGE, (_message(message) for message in messages))
    yield _group(Kind.STEP, (_step(incident) for incident in processes.incidents(actor)))
    yield _group(Kind.JOB, (_dead(Kind.JOB, dead) for dead in dead_letters.list_dead_jobs(actor)))
    yield _group(Kind.EVENT, (_dead(Kind.EVENT, dead) for dead in dead_letters.list_dead_deliveries(actor)))


def _group(kind: Kind, items: Iterable[Stopped]) -> Group:
    title, icon = _TITLES[kind]
    return Group(title=str(title), icon=icon, items=tuple(items))


def _letter(letter: LetterInfo) -> Stopped:
    is_made = letter.document_id is not None
    return Stopped(
        id=letter.id,
        kind=Kind.LETTER,
        title=_("Letter in case %(number)s") % {"number": letter.case_number},
        text=_("It is made and filed, but the print house has not taken it.")
        if is_made
        else _("It has not been made yet: a register, the storage or the press did not answer."),
        since=_since(letter.ordered_at),
        acts=((Act.AGAIN, _("Try again now")),),
    )


def _message(message: MessageInfo) -> Stopped:
    channel = str(_MESSAGES.get(message.channel, message.channel))
    if message.state == "doubtful":
        title = _("%(channel)s that may or may not have gone out") % {"channel": channel}
        acts = ((Act.AGAIN, _("Send once more")), (Act.SETTLE, _("It has arrived")))
    else:
        title = _("%(channel)s that could not be sent") % {"channel": channel}
        acts = ((Act.AGAIN, _("Send once more")), (Act.SETTLE, _("Let it be")))
    return Stopped(
        id=message.id,
        kind=Kind.MESSAGE,
        title=title,
        text=message.note,
        since=_since(message.queued_at),
        acts=acts,
    )


def _step(incident: IncidentInfo) -> Stopped:
    tries = ngettext("Tried %(count)s time.", "Tried %(count)s times.", incident.tries)
    return Stopped(
        id=incident.id,
        kind=Kind.STEP,
        title=_("Step “%(element)s”") % {"element": incident.name or incident.element},
        text=f"{incident.sentence} {tries % {'count': incident.tries}}",
        since=_since(incident.at),
        acts=((Act.AGAIN, _("Try again now")),),
        url=reverse("workspace:process-incident", args=[incident.id]),
    )


def _dead(kind: Kind, dead: DeadLetter) -> Stopped:
    return Stopped(
        id=dead.id,
        kind=kind,
        title=f"{dead.about} → {dead.name}" if dead.about else dead.name,
        text=dead.reason,
        since=_since(dead.at),
        acts=((Act.AGAIN, _("Try again now")), (Act.SETTLE, _("Let it lie"))),
    )


def _since(at: dt.datetime) -> str:
    return _("Since %(when)s") % {"when": instant_in_words(at)}
