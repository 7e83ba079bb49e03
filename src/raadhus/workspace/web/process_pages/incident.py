"""One step that failed: what was said, what was tried, with which values; tried again, answered by hand, or moved."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.processes import public as processes
from raadhus.processes.public import AttemptInfo, IncidentLook
from raadhus.ui.fields import Field
from raadhus.ui.parts import Column, Crumb, Fact, Problem, Table
from raadhus.ui.words import instant_in_words, number_in_words
from raadhus.workspace.web.process_pages import words
from raadhus.workspace.web.process_pages.fields import reason_field, target_field, values_field
from raadhus.workspace.web.process_pages.typed import Typed, done_or_shown_again


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """One incident; ``can_move``: it may be put elsewhere; ``is_paused``: nothing moves before it goes on."""

    id: UUID
    instance: UUID
    crumbs: tuple[Crumb, ...]
    title: str
    sentence: str
    facts: tuple[Fact, ...]
    attempts: Table | None
    values: Table | None
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    can_move: bool
    can_answer: bool
    is_paused: bool


@require_safe
@require_staff(Role.OPERATOR)
def show(request: TownRequest, incident_id: UUID) -> HttpResponse:
    """Show one incident. Raises: NotAllowed, NotFoundHere, also when it is settled."""
    return _draw(request, incident_id, Typed())


@require_POST
@require_staff(Role.OPERATOR)
def retry(request: TownRequest, incident_id: UUID) -> HttpResponse:
    """Try the step again. Raises: NotAllowed, CannotRetry, ProcessPaused."""
    is_done = processes.retry_by_hand(request.actor, incident_id)
    if is_done:
        return HttpResponseRedirect(f"{reverse('workspace:processes')}?done=retried")
    return HttpResponseRedirect(reverse("workspace:process-incident", args=[incident_id]))


@require_POST
@require_staff(Role.OPERATOR)
def answer(request: TownRequest, incident_id: UUID) -> HttpResponse:
    """
    Let the step count as done; what is refused stands again as it was typed.

    Raises: NotAllowed, NotFoundHere.
    """

    def act(typed: Typed) -> HttpResponse:
        values = processes.read_values(typed.values)
        processes.go_on_by_hand(request.actor, incident_id, reason=typed.reason, values=values)
        return HttpResponseRedirect(f"{reverse('workspace:processes')}?done=answered")

    return done_or_shown_again(request, act, lambda typed: _draw(request, incident_id, typed))


def _draw(request: TownRequest, incident_id: UUID, typed: Typed) -> HttpResponse:
    look = processes.look_at_incident(request.actor, incident_id)
    return render(request, "workspace/processes/incident.html", {"page": _page(look, typed)})


def _page(look: IncidentLook, typed: Typed) -> IncidentPage:
    title = words.place_in_words(look.at)
    target = target_field([look.token] if look.token else [], value=typed.move, error=typed.error_of("move"))
    fields = (
        reason_field(value=typed.reason, error=typed.error_of("reason")),
        values_field(value=typed.values, error=typed.error_of("values")),
        *([target] if target else ()),
    )
    return IncidentPage(
        id=look.id,
        instance=look.instance_id,
        crumbs=(Crumb(label=_("Processes"), url=reverse("workspace:processes")), Crumb(label=title)),
        title=title,
        sentence=look.sentence,
        facts=tuple(_facts(look)),
        attempts=_attempts(look.attempts),
        values=words.values_table(look.variables, _("Values of the process")),
        fields=fields,
        problems=typed.problems(fields),
        can_move=target is not None,
        can_answer=look.can_answer,
        is_paused=look.status == "paused",
    )


def _facts(look: IncidentLook) -> list[Fact]:
    tries = ngettext("%(count)s time", "%(count)s times", look.tries) % {"count": number_in_words(look.tries)}
    facts = [
        Fact(label=_("Process"), value=look.process),
        Fact(label=_("Failed"), value=instant_in_words(look.since)),
        Fact(label=_("Tried"), value=tries),
    ]
    if look.retry_at is not None:
        facts.append(Fact(label=_("Tried again by itself"), value=instant_in_words(look.retry_at)))
    return facts


def _attempts(attempts: tuple[AttemptInfo, ...]) -> Table | None:
    if not attempts:
        return None
    return Table(
        caption=_("What was tried outside"),
        columns=(
            Column(label=_("Try")),
            Column(label=_("Begun")),
            Column(label=_("Took")),
            Column(label=_("How it ended")),
            Column(label=_("What was said")),
        ),
        rows=tuple(
            (
                number_in_words(one.number),
                instant_in_words(one.begun_at),
                words.duration_in_words(one.ended_at - one.begun_at),
                str(words.ATTEMPTS.get(one.outcome, one.outcome)),
                one.sentence or "–",
            )
            for one in attempts
        ),
    )
