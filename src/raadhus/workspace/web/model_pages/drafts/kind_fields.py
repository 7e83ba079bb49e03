"""The fields in which kinds of steps are chosen: what a step becomes, what comes after it, on its edge, within it."""

import dataclasses
from collections.abc import Iterable

from django.utils.translation import gettext as _

from raadhus.processes.public.outline import (
    AFTER,
    COMPENSATION,
    Choice,
    Outline,
    Step,
)
from raadhus.ui.fields import CheckField, Field, Option, SelectField, TextField, Width
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.drafts.step_fields import target_field, time_field
from raadhus.workspace.web.model_pages.parts import name_of

TIMER = "timerEventDefinition"


def choice_of(typed: str) -> Choice:
    """Return the kind that was chosen."""
    kind, _colon, trigger = typed.partition(":")
    return Choice(kind, trigger)


def _value(choice: Choice) -> str:
    return f"{choice.kind}:{choice.trigger}"


def _options(choices: Iterable[Choice]) -> tuple[Option, ...]:
    return tuple(
        Option(value=_value(one), label=words.kind_in_words(one.kind, one.trigger)) for one in choices
    )


def kind_field(step: Step, choices: tuple[Choice, ...]) -> tuple[SelectField, ...]:
    """Return the field that asks what a step is; nothing for one that stays what it is."""
    now = Choice(step.kind, step.trigger)
    if not choices:
        return ()
    options = _options(choices if now in choices else (now, *choices))
    return (SelectField(name="kind", label=_("Kind"), options=options, value=_value(now), width=Width.FULL),)


def adding_fields(step: Step, model: Outline) -> tuple[Field, ...]:
    """Return the fields in which a step after this one is described."""
    names = {one.id: name_of(one) for one in model.steps}
    ways = tuple(
        Option(value=way.id, label=_("On the way to %(step)s") % {"step": names.get(way.target, way.target)})
        for way in step.ways
    )
    return (
        TextField(name="new-name", label=_("Name"), max_length=200),
        SelectField(
            name="new-kind",
            label=_("Kind"),
            options=_options(AFTER),
            value=_value(AFTER[0]),
            width=Width.FULL,
        ),
        SelectField(
            name="new-way",
            label=_("Where it stands"),
            hint=_("An end, and a link that leads on, stand on a way of their own."),
            options=(*ways, Option(value="", label=_("On a way of its own"))),
            value=ways[0].value if len(ways) == 1 else "",
        ),
    )


def alone_fields(prefix: str, choices: tuple[Choice, ...]) -> tuple[Field, ...]:
    """Return the fields in which a step is described that no way leads to; nothing where there is none."""
    if not choices:
        return ()
    return (
        TextField(name=f"{prefix}-name", label=_("Name"), max_length=200),
        SelectField(
            name=f"{prefix}-kind",
            label=_("Kind"),
            options=_options(choices),
            value=_value(choices[0]),
            width=Width.FULL,
        ),
    )


def edge_fields(step: Step, model: Outline, edges: tuple[str, ...]) -> tuple[Field, ...]:
    """Return the fields in which an event on the edge of a step is described; nothing where there is no edge."""
    if not edges:
        return ()
    options = tuple(Option(value=one, label=str(words.TRIGGER[one])) for one in edges)
    target = target_field("late-target", _("Where the case goes on"), model, step)
    hint = _("When what was done is taken back, it goes on nowhere: a task that takes it back is added.")
    label = _("The step is left then; else it goes on beside")
    return (
        TextField(name="late-name", label=_("Name"), is_required=False, max_length=200),
        SelectField(name="late-what", label=_("What it waits for"), options=options, value=TIMER),
        time_field("late-time", "P14D"),
        dataclasses.replace(target, hint=hint) if COMPENSATION in edges else target,
        CheckField(name="late-ends", label=label, is_checked=True, is_required=False),
    )
