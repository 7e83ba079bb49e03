"""One running process: where it stands, what happened, by whose hand; paused, let go on, moved, cancelled."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from raadhus.identity.public import require_staff
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.platform.requests import TownRequest
from raadhus.processes import public as processes
from raadhus.processes.public import InstanceLook, InterventionInfo, StandingInfo
from raadhus.ui.fields import Field
from raadhus.ui.parts import Column, Crumb, Fact, Moment, Problem, Table, Tone
from raadhus.ui.words import instant_in_words
from raadhus.workspace.web.process_pages import words
from raadhus.workspace.web.process_pages.fields import reason_field, target_field, values_field
from raadhus.workspace.web.process_pages.typed import Typed, done_or_shown_again
from raadhus.workspace.web.process_pages.versions import VersionNames

_SHOWN = 200
_MIGRATED = "migrated"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A token in words."""

    title: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InstancePage:
    """One instance as it stands; ``for_commands``: what somebody types who looks after it on a command line."""

    id: UUID
    crumbs: tuple[Crumb, ...]
    title: str
    status: str
    status_word: str
    tone: Tone
    facts: tuple[Fact, ...]
    for_commands: tuple[Fact, ...]
    standing: tuple[Standing, ...]
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    interventions: tuple[Moment, ...]
    history: Table | None
    values: Table | None


@require_safe
@require_staff(Role.OPERATOR)
def show(request: TownRequest, instance_id: UUID) -> HttpResponse:
    """Show one instance. Raises: NotAllowed, NotFoundHere."""
    return _draw(request, instance_id, Typed())


@require_POST
@require_staff(Role.OPERATOR)
def pause(request: TownRequest, instance_id: UUID) -> HttpResponse:
    """Pause it; what is refused stands again as it was typed. Raises: NotAllowed, NotFoundHere."""

    def act(typed: Typed) -> HttpResponse:
        processes.pause(request.actor, instance_id, reason=typed.reason)
        return _back(instance_id)

    return done_or_shown_again(request, act, lambda typed: _draw(request, instance_id, typed))


@require_POST
@require_staff(Role.OPERATOR)
def resume(request: TownRequest, instance_id: UUID) -> HttpResponse:
    """Let it go on; what is refused stands again as it was typed. Raises: NotAllowed, NotFoundHere."""

    def act(typed: Typed) -> HttpResponse:
        processes.resume(request.actor, instance_id, reason=typed.reason)
        return _back(instance_id)

    return done_or_shown_again(request, act, lambda typed: _draw(request, instance_id, typed))


@require_POST
@require_staff(Role.OPERATOR)
def cancel(request: TownRequest, instance_id: UUID) -> HttpResponse:
    """Cancel it, perhaps with all taken back; what is refused stands again. Raises: NotAllowed, NotFoundHere."""

    def act(typed: Typed) -> HttpResponse:
        takes_back = request.POST.get("way") == "take-back"
        processes.cancel_by_hand(request.actor, instance_id, reason=typed.reason, takes_back=takes_back)
        return _back(instance_id)

    return done_or_shown_again(request, act, lambda typed: _draw(request, instance_id, typed))


@require_POST
@require_staff(Role.OPERATOR)
def move(request: TownRequest, instance_id: UUID) -> HttpResponse:
    """Put a token elsewhere; what is refused stands again as it was typed. Raises: NotAllowed, NotFoundHere."""

    def act(typed: Typed) -> HttpResponse:
        token, _dot, target = typed.move.partition(".")
        values = processes.read_values(typed.values)
        processes.move_by_hand(request.actor, _token_id(token), target, reason=typed.reason, values=values)
        return _back(instance_id)

    return done_or_shown_again(request, act, lambda typed: _draw(request, instance_id, typed))


def _token_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise processes.CannotMoveToken(detail="no token") from error


def _draw(request: TownRequest, instance_id: UUID, typed: Typed) -> HttpResponse:
    look = processes.look_at_instance(request.actor, instance_id)
    return render(request, "workspace/processes/instance.html", {"page": _page(request.actor, look, typed)})


def _back(instance_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("workspace:process-instance", args=[instance_id]))


def _page(actor: Actor, look: InstanceLook, typed: Typed) -> InstancePage:
    fields = _fields(look, typed)
    word, tone = words.STATUS[look.info.status]
    by = {*(one.by for one in look.history), *(one.by for one in look.interventions)}
    names = staff_names(actor, [one for one in by if one is not None])
    versions = VersionNames.of(actor, (look.info.model_hash, *_versions_in(look)))
    return InstancePage(
        id=look.info.id,
        crumbs=(Crumb(label=_("Processes"), url=reverse("workspace:processes")), Crumb(label=look.name)),
        title=look.name,
        status=look.info.status,
        status_word=str(word),
        tone=tone,
        facts=tuple(_facts(look, versions)),
        for_commands=(
            Fact(label=_("Process"), value=str(look.info.id)),
            Fact(label=_("Version"), value=look.info.model_hash),
        ),
        standing=tuple(_standing(one) for one in look.standing),
        fields=fields,
        problems=typed.problems(fields),
        interventions=tuple(_interventions(look, names, versions)),
        history=_history(look, names),
        values=words.values_table(look.variables, _("Values of the process")),
    )


def _versions_in(look: InstanceLook) -> list[str]:
    """Return to which versions it was brought, by the hashes of their models."""
    return [one.target for one in look.interventions if one.act == _MIGRATED]


def _facts(look: InstanceLook, versions: VersionNames) -> list[Fact]:
    facts = [
        Fact(label=_("Version"), value=versions.name(look.info.model_hash)),
        Fact(label=_("Begun"), value=instant_in_words(look.info.started_at)),
    ]
    if look.info.ended_at is not None:
        facts.append(Fact(label=_("Ended"), value=instant_in_words(look.info.ended_at)))
    return facts


def _fields(look: InstanceLook, typed: Typed) -> tuple[Field, ...]:
    """Return what the buttons need: why; and while it runs, where to and with which values."""
    why = reason_field(value=typed.reason, error=typed.error_of("reason"))
    if look.info.status != "running":
        return (why,)
    target = target_field(look.standing, value=typed.move, error=typed.error_of("move"))
    values = values_field(value=typed.values, error=typed.error_of("values"))
    return (why, target, values) if target else (why,)


def _standing(one: StandingInfo) -> Standing:
    status = str(words.STANDS.get(one.status, one.status))
    text = _("%(status)s since %(when)s") % {"status": status, "when": instant_in_words(one.since)}
    return Standing(title=words.place_in_words(one.at), text=text)


def _interventions(look: InstanceLook, names: dict[UUID, str], versions: VersionNames) -> list[Moment]:
    return [
        Moment(
            title=str(words.ACTS.get(one.act, one.act)),
            when=instant_in_words(one.at),
            text=" · ".join(
                filter(
                    None, (_where(one, look, versions), one.reason, names.get(one.by, "") if one.by else "")
                )
            ),
        )
        for one in look.interventions
    ]


def _where(one: InterventionInfo, look: InstanceLook, versions: VersionNames) -> str:
    """Return from which step to which something was moved, or to which version."""
    if one.act == _MIGRATED:
        return versions.name(one.target)
    return " → ".join(words.named(name, look.names) for name in (one.element, one.target) if name)


def _history(look: InstanceLook, names: dict[UUID, str]) -> Table | None:
    if not look.history:
        return None
    return Table(
        caption=_("What has happened"),
        columns=(
            Column(label=_("Step")),
            Column(label=_("How it ended")),
            Column(label=_("When")),
            Column(label=_("Took")),
            Column(label=_("By")),
            Column(label=_("Values set")),
        ),
        rows=tuple(
            (
                words.named(one.element, look.names),
                str(words.OUTCOMES.get(one.outcome, one.outcome)),
                instant_in_words(one.left_at),
                words.duration_in_words(one.left_at - one.entered_at),
                names.get(one.by, "–") if one.by else "–",
                words.value_in_words(dict(one.changed)) if one.changed else "–",
            )
            for one in look.history[-_SHOWN:]
        ),
    )
