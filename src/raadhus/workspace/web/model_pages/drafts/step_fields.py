"""The fields of one step of a draft: what it is called, is and does, where it leads on, what comes after it."""

import dataclasses

from django.utils.translation import gettext as _

from raadhus.processes.public.checking import Names
from raadhus.processes.public.outline import (
    KINDS,
    LONGEST_TEXT,
    LaneInfo,
    Outline,
    Step,
    kinds_like,
)
from raadhus.processes.public.settings import (
    Setting,
    Values,
    choice_in_words,
    choices_of,
    hint_of,
    label_of,
    settings_of,
)
from raadhus.ui.fields import CheckField, Field, Option, SelectField, TextAreaField, TextField
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.parts import name_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WayForm:
    """A way on with its fields."""

    id: str
    title: str
    fields: tuple[Field, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LaneForm:
    """A lane that the step lies in, with its fields."""

    id: str
    title: str
    fields: tuple[Field, ...]


def fields_of(step: Step, names: Names) -> tuple[Field, ...]:
    """Return the fields in which a step says what it is called, is and does; ``names``: what it may name."""
    fields: list[Field] = [_name("name", step.name, 200)]
    kinds = kinds_like(step.kind)
    if kinds:
        options = tuple(Option(value=kind, label=words.kind_in_words(kind)) for kind in kinds)
        fields.append(SelectField(name="kind", label=_("Kind"), options=options, value=step.kind))
    fields += _settings(step, names)
    if step.trigger == "timerEventDefinition":
        fields.append(_time("time", step.time))
    return tuple(fields)


def _settings(step: Step, names: Names) -> tuple[Field, ...]:
    """Return a field for whatever the step's handler reads, and for what is set all the same."""
    now = dict(step.settings)
    read = settings_of(step.kind, now.get("handler", ""))
    return tuple(
        setting_field(one, now.get(one.name, ""), names)
        for one in settings_of(step.kind)
        if one in read or now.get(one.name)
    )


def setting_field(setting: Setting, value: str, names: Names) -> Field:
    """Return the field in which a task is asked for one thing it can be set to."""
    name, label, hint = f"set-{setting.name}", label_of(setting.name), hint_of(setting.name)
    known = choices_of(setting, names)
    if setting.values in {Values.FEEL, Values.TIME}:
        return TextAreaField(name=name, label=label, hint=hint, value=value, is_required=False, rows=2)
    if known is None:
        return TextField(
            name=name, label=label, hint=hint, value=value, is_required=False, max_length=LONGEST_TEXT
        )
    chosen = sorted(known | ({value} if value else set()))
    return SelectField(
        name=name,
        label=label,
        hint=hint,
        options=tuple(Option(value=one, label=choice_in_words(setting, one)) for one in chosen),
        value=value,
        empty_label=_("None"),
        is_required=False,
    )


def _name(name: str, value: str, longest: int) -> TextField | TextAreaField:
    """Return the field of a name; one that a drawing breaks into lines keeps them."""
    if "\n" in value:
        return TextAreaField(
            name=name,
            label=_("Name"),
            value=value,
            is_required=False,
            rows=value.count("\n") + 1,
            max_length=longest,
        )
    return TextField(name=name, label=_("Name"), value=value, is_required=False, max_length=longest)


def _time(name: str, value: str) -> TextAreaField:
    hint = _("A length of time as P7D (seven days) or PT4H (four hours), or a FEEL expression for a day.")
    return TextAreaField(name=name, label=_("Time"), hint=hint, value=value, rows=2)


def target_field(name: str, label: str, model: Outline, step: Step, value: str = "") -> SelectField:
    """
    Return the field that asks where a way from ``step`` leads: never to a start or an event on an edge.

    No way leads into a sub-process or out of it, so only what stands beside the step is offered.
    """
    options = tuple(
        Option(value=one.id, label=name_of(one))
        for one in model.steps
        if one.kind not in {"startEvent", "boundaryEvent"} and one.within == step.within
    )
    return SelectField(name=name, label=label, options=options, value=value)


def way_form(place: int, step: Step, model: Outline) -> WayForm:
    """Return the form of the way on at a ``place`` among those of a step."""
    way = step.ways[place]
    fields: list[Field] = [
        _name(f"way-{place}-name", way.name, 200),
        target_field(f"way-{place}-target", _("Where it leads"), model, step, way.target),
    ]
    can_choose = step.kind in {"exclusiveGateway", "inclusiveGateway"} or step.kind.endswith("Task")
    if can_choose:
        hint = _('FEEL, for example route = "hearing". Without one the way is always taken.')
        fields.append(
            TextAreaField(
                name=f"way-{place}-condition",
                label=_("Condition"),
                hint=hint,
                value=way.condition,
                is_required=False,
                rows=2,
            )
        )
        label = _("The default: taken when no condition is true")
        fields.append(
            CheckField(name=f"way-{place}-default", label=label, is_checked=way.is_default, is_required=False)
        )
    names = {one.id: name_of(one) for one in model.steps}
    return WayForm(id=way.id, title=way.name or names.get(way.target, way.target), fields=tuple(fields))


def lane_form(lane: LaneInfo, names: Names) -> LaneForm:
    """Return the form of a lane that a step lies in: its name, and what it says for the people's tasks in it."""
    now = dict(lane.settings)
    name = _name("name", lane.name, LONGEST_TEXT)
    fields = (setting_field(one, now.get(one.name, ""), names) for one in settings_of("lane"))
    return LaneForm(
        id=lane.id,
        title=lane.name or lane.id,
        fields=tuple(
            dataclasses.replace(field, name=in_lane(lane.id, field.name)) for field in (name, *fields)
        ),
    )


def in_lane(lane: str, name: str) -> str:
    """Return the name of a field in the form of a lane."""
    return f"lane-{lane}-{name}"


def adding_fields(step: Step, model: Outline) -> tuple[Field, ...]:
    """Return the fields in which a step after this one is described."""
    names = {one.id: name_of(one) for one in model.steps}
    ways = tuple(
        Option(value=way.id, label=_("On the way to %(step)s") % {"step": names.get(way.target, way.target)})
        for way in step.ways
    )
    kinds = tuple(Option(value=kind, label=words.kind_in_words(kind)) for kind in KINDS)
    return (
        TextField(name="new-name", label=_("Name"), max_length=200),
        SelectField(name="new-kind", label=_("Kind"), options=kinds, value="userTask"),
        SelectField(
            name="new-way",
            label=_("Where it stands"),
            options=(*ways, Option(value="", label=_("On a way of its own"))),
            value=ways[0].value if len(ways) == 1 else "",
        ),
    )


def deadline_fields(step: Step, model: Outline) -> tuple[Field, ...]:
    """Return the fields in which a deadline is described."""
    label = _("The step is left then; else it goes on beside")
    return (
        TextField(name="late-name", label=_("Name"), is_required=False, max_length=200),
        _time("late-time", "P14D"),
        target_field("late-target", _("Where the case goes on"), model, step),
        CheckField(name="late-ends", label=label, is_checked=True, is_required=False),
    )
