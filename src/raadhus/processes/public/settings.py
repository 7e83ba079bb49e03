"""The door to what a task or a lane can be set to: one list for the outline, the drawing and the checks, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from raadhus.processes.domain.handlers import handlers
from raadhus.processes.domain.outline.settings import (
    COUNTINGS,
    ELEMENT_OF,
    LANE_SETTINGS,
    SETTINGS,
    Setting,
    Values,
)
from raadhus.processes.domain.soundness.references import Names
from raadhus.processes.use_cases.read_setting import day_of_setting, value_of_setting

__all__ = [
    "COUNTINGS",
    "ELEMENT_OF",
    "LANE_SETTINGS",
    "SETTINGS",
    "Names",
    "Setting",
    "Values",
    "choice_in_words",
    "choices_of",
    "day_of_setting",
    "hint_of",
    "label_of",
    "settings_of",
    "settings_read",
    "value_of_setting",
    "variables_given",
]

_LABELS: Mapping[str, str | Promise] = {
    "handler": _("What is done"),
    "form": _("Form"),
    "letter": _("Letter"),
    "question": _("Question"),
    "answers": _("Answers of the form"),
    "tells": _("What the rules tell the process"),
    "days": _("Days to pay"),
    "unit": _("Unit"),
    "assigned-by": _("Decision that says who gets it"),
    "assign": _("Who gets it"),
    "deadline": _("Deadline"),
    "counted-in": _("How its days are counted"),
    "ref": _("Decision of the rules"),
    "result": _("The result is kept as"),
}
_HINTS: Mapping[str, str | Promise] = {
    "tells": _("Names of outputs in service.yaml, with spaces between."),
    "assigned-by": _("A decision of the rules. It answers as “Who gets it” does."),
    "assign": _(
        'FEEL that gives a text: "unit:building", "role:leader" or "in-turn"; two of them with a space between. '
        "Null leaves it to the unit."
    ),
    "deadline": _("A length of time as P5D (five days), or FEEL that gives a day."),
}
_CHOICES: Mapping[str, str | Promise] = {
    "days": _("All days"),
    "working-days": _("Working days"),
}


def settings_of(kind: str, handler: str = "") -> tuple[Setting, ...]:
    """
    Return what a kind of task (``userTask``), or a ``lane``, can be set to, in the order it is asked.

    ``handler``: leaves out what this handler does not read.
    """
    reads = handlers.reads.get(handler)
    return tuple(
        setting
        for setting in SETTINGS.get(kind, ())
        if reads is None or setting.values is Values.HANDLER or setting.name in reads
    )


def settings_read() -> dict[str, frozenset[str]]:
    """Return the settings that each handler reads, by its name, where its owner says so."""
    return handlers.reads


def variables_given() -> dict[str, frozenset[str]]:
    """Return the variables that each handler sets, by its name, where its owner says so."""
    return handlers.gives


def choices_of(setting: Setting, names: Names) -> frozenset[str] | None:
    """Return what can be chosen for a setting, of what there is by ``names``; None where it is written, or nobody knows."""
    known: dict[Values, frozenset[str] | None] = {
        Values.HANDLER: handlers.names,
        Values.FORM: names.forms,
        Values.LETTER: names.letters,
        Values.QUESTION: names.questions,
        Values.DECISION: names.decisions,
        Values.UNIT: names.units,
        Values.COUNTING: frozenset(COUNTINGS),
    }
    return known.get(setting.values)


def choice_in_words(setting: Setting, value: str) -> str:
    """Return what people call a choice, in the language in use; a name stands as it is."""
    match setting.values:
        case Values.COUNTING:
            return str(_CHOICES.get(value, value))
        case Values.HANDLER:
            return handlers.called(value)
        case _:
            return value


def label_of(name: str) -> str:
    """Return what people call a setting, in the language in use; an unknown name stands as it is."""
    return str(_LABELS.get(name, name))


def hint_of(name: str) -> str:
    """Return what somebody must know to write a setting, in the language in use; empty where the label says it."""
    return str(_HINTS.get(name, ""))
