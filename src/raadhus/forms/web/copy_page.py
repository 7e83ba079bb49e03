"""Composes the copy of what was sent: the same answers as on the summary, from the submission alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from raadhus.forms.domain.compiled import CompiledField, CompiledForm
from raadhus.forms.domain.definition import AttachmentField, GroupField, NoticeField
from raadhus.forms.domain.sheet import ITEM_ID, Figure
from raadhus.forms.models import Submission
from raadhus.forms.public.presenting.texts import (
    answer_in_words,
    note_on_contested,
    note_on_contested_item,
    say,
)
from raadhus.forms.queries import AttachmentInfo
from raadhus.ui.parts import Answer, AnswerGroup
from raadhus.ui.words import label_before_answer


def sent_groups(
    form: CompiledForm, sent: Submission, files: tuple[AttachmentInfo, ...]
) -> tuple[AnswerGroup, ...]:
    """Return the answers of all steps that have any; what was hidden was not sent and is not here."""
    found = ((step, tuple(_answers(step.fields, sent, form.spec.currency, files))) for step in form.steps)
    return tuple(AnswerGroup(title=say(step.spec.title), answers=told) for step, told in found if told)


def _answers(
    fields: Iterable[CompiledField], sent: Submission, currency: str, files: tuple[AttachmentInfo, ...]
) -> Iterable[Answer]:
    for field in fields:
        given = sent.answers.get(field.key)
        match field.spec:
            case NoticeField():
                continue
            case AttachmentField() as attachment:
                names = [file.name for file in files if file.field_key == attachment.key]
                yield Answer(label=say(attachment.label), value=", ".join(names) or _("Nothing attached"))
            case GroupField() as group:
                for place, item in enumerate(given or (), start=1):
                    figure = _figure(sent, f"{field.key}.{item.get(ITEM_ID)}")
                    yield _item(f"{say(group.item)} {place}", field.fields, item, figure, currency)
            case spec if given is not None:
                yield Answer(
                    label=say(spec.label),
                    value=answer_in_words(field, given, currency),
                    note=_note(field, _figure(sent, field.key), currency),
                )


def _figure(sent: Submission, key: str) -> Figure | None:
    kept = sent.figures.get(key)
    return None if kept is None else Figure(**kept)


def _note(field: CompiledField, figure: Figure | None, currency: str) -> str:
    if figure is None or not figure.contested:
        return ""
    return note_on_contested(figure, answer_in_words(field, figure.value, currency))


def _item(
    title: str,
    fields: Iterable[CompiledField],
    item: Mapping[str, Any],
    figure: Figure | None,
    currency: str,
) -> Answer:
    """Return an item of a group as one row of lines; its name stands alone on the first."""
    told = [(field, item[field.key]) for field in fields if item.get(field.key) is not None]
    lines = (
        answer_in_words(field, value, currency)
        if field.key == "name"
        else f"{label_before_answer(say(field.spec.label))} {answer_in_words(field, value, currency)}"
        for field, value in told
    )
    note = note_on_contested_item(figure) if figure is not None and figure.contested else ""
    return Answer(label=title, value="\n".join(lines), note=note)
