"""What the modeller of processes offers: steps to draw, and the fields in which each is told what it does."""

import dataclasses
import json

from django.conf import settings
from django.utils.translation import gettext as _

from raadhus.processes.public.checking import Names
from raadhus.processes.public.settings import ELEMENT_OF, SETTINGS, Setting, settings_of, settings_read
from raadhus.ui.fields import CheckField, Field, SelectField, TextAreaField, Width
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.drafts.step_fields import setting_field
from raadhus.workspace.web.model_pages.drafts.text_fields import (
    FieldGroup,
    formula_field,
    groups_of_texts,
    opened,
    text_field,
)


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
        opened(text_field("name", _("Name"))),
        opened(TextAreaField(name="text", label=_("Remark"), rows=4)),
        *(opened(_setting(one, names)) for one in settable),
        *groups_of_texts(),
        *_ways(),
    ]


def _setting(setting: Setting, names: Names) -> Field:
    """Return the field that the step's own page asks it in; here everything may be left empty, and nothing says so."""
    field = setting_field(setting, "", names)
    if isinstance(field, SelectField):
        return dataclasses.replace(field, is_required=True, width=Width.FULL)
    return dataclasses.replace(field, is_required=True)


def _ways() -> tuple[FieldGroup, ...]:
    hint = _('FEEL, for example route = "hearing". Without one the way is always taken.')
    return (
        opened(formula_field("condition", _("Condition"), hint)),
        opened(CheckField(name="default", label=_("The default: taken when no condition is true"))),
    )
