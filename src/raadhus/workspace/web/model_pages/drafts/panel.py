"""What the modeller of processes offers: steps to draw, and the fields in which each is told what it does."""

import dataclasses
import json

from django.conf import settings
from django.utils.translation import gettext as _

from raadhus.processes.public.checking import Names
from raadhus.processes.public.settings import ELEMENT_OF, SETTINGS, Setting, settings_of, settings_read
from raadhus.ui.fields import CheckField, Field, Option, SelectField, TextAreaField, TextField, Width
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.drafts.step_fields import LONGEST, setting_field


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Brush:
    """A button that draws: the element's type, what its event waits for (empty: nothing), its icon and what it is called."""

    type: str
    trigger: str = ""
    icon: str
    label: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A button that does something with the drawing."""

    name: str
    icon: str
    label: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Fields that stand together; ``title``: they fold under it, empty: they stand open."""

    key: str
    title: str
    fields: tuple[Field, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Everything that the page's script needs; ``offers``: as JSON what kinds there are and what each can be set to."""

    brushes: tuple[Brush, ...]
    tools: tuple[Tool, ...]
    groups: tuple[FieldGroup, ...]
    offers: str


_BRUSHES = (
    ("userTask", "", "user"),
    ("serviceTask", "", "service"),
    ("businessRuleTask", "", "business-rule"),
    ("sendTask", "", "send"),
    ("scriptTask", "", "script"),
    ("exclusiveGateway", "", "gateway-xor"),
    ("parallelGateway", "", "gateway-parallel"),
    ("intermediateCatchEvent", "timerEventDefinition", "intermediate-event-catch-timer"),
    ("intermediateCatchEvent", "messageEventDefinition", "intermediate-event-catch-message"),
    ("subProcess", "", "subprocess-expanded"),
    ("callActivity", "", "call-activity"),
    ("startEvent", "", "start-event-none"),
    ("endEvent", "", "end-event-none"),
)


def panel_of(names: Names) -> Panel:
    """Return what the modeller offers in this town and package, in the language in use."""
    return Panel(
        brushes=(*(_brush(*one) for one in _BRUSHES), *_more_brushes()),
        tools=_tools(),
        groups=tuple(_groups(names)),
        offers=json.dumps(
            {
                "elements": ELEMENT_OF,
                "settings": {kind: [one.name for one in settings_of(kind)] for kind in SETTINGS},
                "reads": {handler: sorted(names) for handler, names in settings_read().items()},
                "kinds": {kind: str(word) for kind, word in words.DRAWN.items()},
                "languages": [code for code, _name in settings.LANGUAGES],
                "triggers": {kind: str(word) for kind, word in words.TRIGGER.items()},
            },
            ensure_ascii=False,
            indent=0,  # two braces in a row look like a template's on the page
        ),
    )


def _brush(kind: str, trigger: str, icon: str) -> Brush:
    return Brush(
        type=_type(kind),
        trigger=_type(trigger) if trigger else "",
        icon=f"bpmn-icon-{icon}",
        label=words.kind_in_words(kind, trigger),
    )


def _more_brushes() -> tuple[Brush, ...]:
    return (
        Brush(
            type="bpmn:Participant",
            icon="bpmn-icon-participant",
            label=_("Participant, to divide into lanes"),
        ),
        Brush(type="bpmn:TextAnnotation", icon="bpmn-icon-text-annotation", label=_("Remark")),
    )


def _type(kind: str) -> str:
    return f"bpmn:{kind[0].upper()}{kind[1:]}"


def _tools() -> tuple[Tool, ...]:
    return (
        Tool(name="connect", icon="bpmn-icon-connection-multi", label=_("Connect steps")),
        Tool(name="lasso", icon="bpmn-icon-lasso-tool", label=_("Choose several")),
        Tool(name="space", icon="bpmn-icon-space-tool", label=_("Make room")),
        Tool(name="hand", icon="bpmn-icon-hand-tool", label=_("Move the view")),
    )


def _groups(names: Names) -> list[FieldGroup]:
    settable = dict.fromkeys(one for ones in SETTINGS.values() for one in ones)
    return [
        _open(_text("name", _("Name"))),
        _open(TextAreaField(name="text", label=_("Remark"), rows=4)),
        *(_open(_setting(one, names)) for one in settable),
        _open(_formula("script", words.setting("script"), rows=3)),
        *_events(),
        *_ways(),
        *_calls(),
        *_repeats(),
        _folded("bindings", _("What it gets and gives"), _inputs(), _outputs()),
        _folded(
            "about", _("What it is for"), *(_about(code, str(name)) for code, name in settings.LANGUAGES)
        ),
    ]


def _setting(setting: Setting, names: Names) -> Field:
    """Return the field that the step's own page asks it in; here everything may be left empty, and nothing says so."""
    field = setting_field(setting, "", names)
    if isinstance(field, SelectField):
        return dataclasses.replace(field, is_required=True, width=Width.FULL)
    return dataclasses.replace(field, is_required=True)


def _open(field: Field) -> FieldGroup:
    return FieldGroup(key="", title="", fields=(field,))


def _folded(key: str, title: str, *fields: Field) -> FieldGroup:
    return FieldGroup(key=key, title=title, fields=fields)


def _text(name: str, label: str, hint: str = "") -> TextField:
    return TextField(name=name, label=label, hint=hint, max_length=LONGEST)


def _formula(name: str, label: str, hint: str = "", rows: int = 2) -> TextAreaField:
    return TextAreaField(name=name, label=label, hint=hint, rows=rows)


def _about(code: str, language: str) -> TextAreaField:
    return TextAreaField(name=f"about-{code}", label=language, rows=3)


def _inputs() -> TextAreaField:
    hint = _("A line each: name = formula (FEEL). What it gets of the case.")
    return TextAreaField(name="inputs", label=_("Gets"), hint=hint, rows=2)


def _outputs() -> TextAreaField:
    hint = _("A line each: name = formula (FEEL). Without a line everything that is answered is kept.")
    return TextAreaField(name="outputs", label=_("Gives"), hint=hint, rows=2)


def _events() -> tuple[FieldGroup, ...]:
    kinds = (
        ("timeDuration", _("A length of time")),
        ("timeDate", _("A day or a moment")),
        ("timeCycle", _("Again and again")),
    )
    options = tuple(Option(value=value, label=label) for value, label in kinds)
    hint = _(
        "P7D (seven days), PT4H (four hours), R3/P1M (three times, a month between), or a FEEL expression."
    )
    code = _("Code")
    return (
        _open(
            SelectField(name="time-kind", label=_("What time is meant"), options=options, width=Width.FULL)
        ),
        _open(_text("time", _("Time"), hint)),
        _open(CheckField(name="working-days", label=_("Only the municipality’s working days count"))),
        _open(CheckField(name="leaves", label=_("The step is left then; else it goes on beside"))),
        _open(_formula("event-condition", _("Condition"), _("FEEL; it goes on when it becomes true."))),
        _open(_text("message", _("Message"), _("A name of your own; who sends and who waits use the same."))),
        _open(_text("correlation", _("Which message is meant (FEEL)"), _("Empty: the one of this case."))),
        _open(_text("signal", _("Signal"), _("A name of your own; everybody who waits for it hears it."))),
        _open(_text("error", _("Error"))),
        _open(_text("error-code", code)),
        _open(_text("escalation", _("Escalation"))),
        _open(_text("escalation-code", code)),
        _open(_text("link", _("Link"), _("Where it goes on, the other end has the same name."))),
    )


def _ways() -> tuple[FieldGroup, ...]:
    hint = _('FEEL, for example route = "hearing". Without one the way is always taken.')
    return (
        _open(_formula("condition", _("Condition"), hint)),
        _open(CheckField(name="default", label=_("The default: taken when no condition is true"))),
    )


def _calls() -> tuple[FieldGroup, ...]:
    return (
        _open(_text("called", _("The process that is called"), _("Its id, in this file or one beside it."))),
        _open(_text("service", _("Of another service"), _("The service’s key; empty for one of our own."))),
    )


def _repeats() -> tuple[FieldGroup, ...]:
    options = (
        Option(value="parallel", label=_("For each of a list, all at the same time")),
        Option(value="sequential", label=_("For each of a list, one by one")),
        Option(value="loop", label=_("Again while a condition is true")),
    )
    fields = (
        SelectField(
            name="repeat", label=_("How often"), options=options, empty_label=_("Once"), width=Width.FULL
        ),
        _formula("loop-condition", _("Again while (FEEL)")),
        _text("collection", _("The list (FEEL)")),
        _text("item", _("One of it is called")),
        _text("collect", _("The results are kept as")),
        _formula("collect-value", _("What is kept of each (FEEL)")),
        _formula("completion", _("Enough when (FEEL)")),
    )
    return (_folded("repeat", _("Repetition"), *fields),)
