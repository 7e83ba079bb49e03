"""A letter to the applicants of several cases: how far it has come, who got it, and stopping it."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from raadhus.cases import public as cases
from raadhus.cases.public import CopyState, MassLetterCopyInfo, MassLetterInfo
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.requests import TownRequest
from raadhus.ui.words import time_in_words
from raadhus.workspace.web.case_page.link import Link
from raadhus.workspace.web.way_back import inbox_url

_STATE: dict[CopyState, Promise] = {
    CopyState.WAITS: gettext_lazy("not written yet"),
    CopyState.WRITTEN: gettext_lazy("on its way"),
    CopyState.DELIVERED: gettext_lazy("delivered"),
    CopyState.OPENED: gettext_lazy("delivered and opened"),
    CopyState.STOPPED: gettext_lazy("stopped"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """Who gets the letter in which case, and how far it has come."""

    title: str
    number: str
    url: str
    state: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MassLetterPage:
    """A letter to many; ``stop_url`` is empty once it cannot be stopped."""

    title: str
    said: str
    is_moving: bool
    text: str
    copies: tuple[CopyLine, ...]
    stop_url: str


@require_safe
@require_staff(Role.CASEWORKER)
def show(request: TownRequest, letter_id: UUID) -> HttpResponse:
    """Show one's own letter to many. Raises: NotFoundHere."""
    letter, text, copies = cases.get_mass_letter(request.actor, letter_id)
    page = MassLetterPage(
        title=letter.heading,
        said=_said(letter),
        is_moving=letter.done_at is None and letter.stopped_at is None,
        text=text,
        copies=tuple(_line(one) for one in copies),
        stop_url=reverse("workspace:many-letter-stop", args=[letter.id])
        if letter.done_at is None and letter.stopped_at is None and not letter.written
        else "",
    )
    parts = {"page": page, "inbox_url": inbox_url(request)}
    return render(request, "workspace/mass_letter.html", parts)


@require_POST
@require_staff(Role.CASEWORKER)
def stop(request: TownRequest, letter_id: UUID) -> HttpResponse:
    """Let the letter not go out. Raises: NotFoundHere, CannotStopLetter."""
    cases.stop_letter(request.actor, letter_id)
    return HttpResponseRedirect(reverse("workspace:many-letter", args=[letter_id]))


def letters_of(actor: Actor) -> tuple[Link, ...]:
    """Return a link to each letter to many that the actor wrote lately, with where it stands."""
    return tuple(
        Link(
            title=f"{one.heading} · {_stand(one)}",
            url=reverse("workspace:many-letter", args=[one.id]),
        )
        for one in cases.list_mass_letters(actor)
    )


def _line(one: MassLetterCopyInfo) -> CopyLine:
    return CopyLine(
        title=one.person or one.case_number,
        number=one.case_number,
        url=f"{reverse('workspace:case', args=[one.case_id])}?show=letters#happened",
        state=str(_STATE[one.state]),
    )


def _stand(letter: MassLetterInfo) -> str:
    if letter.stopped_at is not None:
        return _("stopped")
    return (
        _("sent") if letter.done_at else _("goes out at %(time)s") % {"time": time_in_words(letter.send_at)}
    )


def _said(letter: MassLetterInfo) -> str:
    written, count = letter.written, letter.copies
    if letter.stopped_at is not None:
        return _("It was stopped. Nobody got it.")
    if letter.done_at is not None:
        return ngettext("%(count)s letter is written.", "All %(count)s letters are written.", count) % {
            "count": count
        }
    if written:
        return _("%(written)s of %(count)s letters are written.") % {"written": written, "count": count}
    return _("It goes out at %(time)s. Until then you can stop it.") % {"time": time_in_words(letter.send_at)}
