"""The fields of one step of a draft: what it is called, is and does, where it leads on, what comes after it."""

import dataclasses

from django.utils.translation import gettext as _

from raadhus.processes.public.checking import Names
from raadhus.processes.public.outline import (
    BY_EVENT,
    LONGEST_TEXT,
    TAKES_BACK,
    LaneInfo,
    Outline,
    Step,
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


def fields_of(step: Step, kind: tuple[SelectField, ...], names: Names) -> tuple[Field, ...]:
    """Return the fields in which a step says what it is called, is (``kind``) and does; ``names``: what it may name."""
    time = (time_field("time", step.time),) if step.trigger == "timerEventDefinition" else ()
    return (_name("name", step.name, 200), *kind, *_settings(step, names), *time)


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


def time_field(name: str, value: str) -> TextAreaField:
    """Return the field in which the time of a timer is written."""
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
        if one.kind not in {"startEvent", "boundaryEvent"}
        and one.trigger not in {BY_EVENT, TAKES_BACK}
        and (one.kind, one.trigger) != ("intermediateCatchEvent", "linkEventDefinition")
        and one.within == step.within
    )
    return SelectField(name=name, label=label, options=options, value=value)


def way_form(place: int, step: Step, model: Outline) -> WayForm:
    """Return the form of the way on at a ``place`` among those of a step."""
    way = step.ways[place]
    fields: list[Field] = [
        _name(f"way-{place}-name", way.name, 200),
        target_field(f"way-{place}-target", _("Where it leads"), model, step, way.target),
    ]
    can_choose = step.kind in {"exclusiveGateway", "inclusiveGateway"} or not step.kind.endswith(
        ("Event", "Gateway")
    )
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


def lane_fields(
    lanes: tuple[LaneInfo, ...], around: tuple[LaneInfo, ...]
) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """Return the fields that ask in which of the ``lanes`` a step lies, and those of a new lane; ``around``: where it is."""
    options = tuple(Option(value=one.id, label=one.name or one.id) for one in lanes)
    now = around[-1].id if around else ""
    put = SelectField(name="lane-put", label=_("Lane"), options=options, value=now)
    hint = "" if lanes else _("The first lane holds all steps that are there.")
    new = TextField(name="lane-new", label=_("Name"), hint=hint, max_length=200)
    return ((put,) if len(lanes) > 1 or (lanes and not now) else (), (new,))
