"""The fields of what a step says beside its settings, the same for its own page and for the panel of the modeller."""

import dataclasses
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from raadhus.processes.public.outline import ABOUT, LONGEST_TEXT, YES
from raadhus.processes.public.settings import label_of
from raadhus.ui.fields import CheckField, Field, Option, SelectField, TextAreaField, TextField, Width
from raadhus.workspace.web.model_pages.drafts.within_fields import within_fields


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Fields that stand together; ``title``: they fold under it, empty: they stand open."""

    key: str
    title: str
    fields: tuple[Field, ...]


def groups_of_texts() -> tuple[FieldGroup, ...]:
    """Return the fields of the texts of a step, by their names; all empty, and all may be left so."""
    return (
        opened(formula_field("script", label_of("script"), rows=3)),
        *_events(),
        *_calls(),
        _repeats(),
        folded("bindings", _("What it gets and gives"), _inputs(), _outputs()),
        folded("about", _("What it is for"), *(_about(code, str(name)) for code, name in settings.LANGUAGES)),
    )


def filled(texts: Mapping[str, str], steps: Sequence[tuple[str, str]]) -> tuple[FieldGroup, ...]:
    """
    Return the fields with what a step says in them, those alone that have a meaning for it.

    steps: the id and name of each, to choose among.
    """
    names = {*texts, *(f"{ABOUT}{code}" for code, _name in settings.LANGUAGES)}
    if "repeat" in texts:
        names |= {field.name for field in (*_repeats().fields, *_repeats_more())}
    groups = [*groups_of_texts(), *(opened(one) for one in within_fields(steps))]
    found = (
        dataclasses.replace(
            group,
            fields=tuple(
                _filled(field, texts.get(field.name, ""))
                for field in (*group.fields, *(_repeats_more() if group.key == "repeat" else ()))
                if field.name in names
            ),
        )
        for group in groups
    )
    return tuple(group for group in found if group.fields)


def _repeats_more() -> tuple[Field, ...]:
    """Return what the outline alone asks of a repetition."""
    return (
        formula_field("times", _("How many times (FEEL), instead of a list")),
        text_field("loop-most", _("At most so many times")),
        CheckField(name="loop-before", label=_("The condition is looked at before the first time too")),
    )


def _filled(field: Field, text: str) -> Field:
    if isinstance(field, CheckField):
        return dataclasses.replace(field, is_checked=text == YES)
    if isinstance(field, TextField | TextAreaField | SelectField):
        return dataclasses.replace(field, value=text)
    return field


def opened(field: Field) -> FieldGroup:
    """Return a field that stands open."""
    return FieldGroup(key="", title="", fields=(field,))


def folded(key: str, title: str, *fields: Field) -> FieldGroup:
    """Return fields that fold under a title."""
    return FieldGroup(key=key, title=title, fields=fields)


def text_field(name: str, label: str, hint: str = "") -> TextField:
    """Return a field for a name or a short text."""
    return TextField(name=name, label=label, hint=hint, max_length=LONGEST_TEXT)


def formula_field(name: str, label: str, hint: str = "", rows: int = 2) -> TextAreaField:
    """Return a field for a formula, which may have several lines."""
    return TextAreaField(name=name, label=label, hint=hint, rows=rows)


def _about(code: str, language: str) -> TextAreaField:
    return TextAreaField(name=f"{ABOUT}{code}", label=language, rows=3)


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
        opened(
            SelectField(name="time-kind", label=_("What time is meant"), options=options, width=Width.FULL)
        ),
        opened(text_field("time", _("Time"), hint)),
        opened(CheckField(name="working-days", label=_("Only the municipality’s working days count"))),
        opened(CheckField(name="leaves", label=_("The step is left then; else it goes on beside"))),
        opened(formula_field("event-condition", _("Condition"), _("FEEL; it goes on when it becomes true."))),
        opened(
            text_field(
                "message", _("Message"), _("A name of your own; who sends and who waits use the same.")
            )
        ),
        opened(
            formula_field(
                "correlation", _("Which message is meant (FEEL)"), _("Empty: the one of this case.")
            )
        ),
        opened(
            text_field("signal", _("Signal"), _("A name of your own; everybody who waits for it hears it."))
        ),
        opened(text_field("error", _("Error"))),
        opened(text_field("error-code", code)),
        opened(text_field("escalation", _("Escalation"))),
        opened(text_field("escalation-code", code)),
        opened(text_field("link", _("Link"), _("Where it goes on, the other end has the same name."))),
    )


def _calls() -> tuple[FieldGroup, ...]:
    return (
        opened(
            text_field("called", _("The process that is called"), _("Its id, in this file or one beside it."))
        ),
        opened(
            text_field("service", _("Of another service"), _("The service’s key; empty for one of our own."))
        ),
    )


def _repeats() -> FieldGroup:
    options = (
        Option(value="parallel", label=_("For each of a list, all at the same time")),
        Option(value="sequential", label=_("For each of a list, one by one")),
        Option(value="loop", label=_("Again while a condition is true")),
    )
    fields = (
        SelectField(
            name="repeat", label=_("How often"), options=options, empty_label=_("Once"), width=Width.FULL
        ),
        formula_field("loop-condition", _("Again while (FEEL)")),
        formula_field("collection", _("The list (FEEL)")),
        text_field("item", _("One of it is called")),
        text_field("collect", _("The results are kept as")),
        formula_field("collect-value", _("What is kept of each (FEEL)")),
        formula_field("completion", _("Enough when (FEEL)")),
    )
    return folded("repeat", _("Repetition"), *fields)
