"""Composes the summary: every answer grouped by step, with where it came from, and what is declared."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from raadhus.forms.domain.definition import AttachmentField, GroupField, NoticeField
from raadhus.forms.domain.lines import Item, Line, StepReading
from raadhus.forms.queries import AttachmentInfo
from raadhus.forms.web.texts import answer_in_words, say
from raadhus.ui.parts import Answer, AnswerGroup


def answer_groups(
    readings: Iterable[StepReading],
    *,
    service_key: str,
    currency: str,
    files: tuple[AttachmentInfo, ...],
    can_change: bool = True,
) -> tuple[AnswerGroup, ...]:
    """Return the answers of all steps."""
    return tuple(
        AnswerGroup(
            title=say(reading.step.spec.title),
            answers=tuple(_answers(reading.lines, currency, files)),
            change_url=reverse("forms:step", args=[service_key, reading.step.key]) if can_change else "",
        )
        for reading in readings
    )


def _answers(lines: Iterable[Line], currency: str, files: tuple[AttachmentInfo, ...]) -> Iterable[Answer]:
    for line in lines:
        match line.field.spec:
            case NoticeField():
                continue
            case GroupField() as group:
                for place, item in enumerate(line.items, start=1):
                    yield from _item_answers(item, f"{say(group.item)} {place}", currency, files)
            case AttachmentField() as attachment:
                names = [file.name for file in files if file.field_key == attachment.key]
                yield Answer(label=say(attachment.label), value=", ".join(names) or _("Nothing attached"))
            case _:
                yield _answer(line, currency)


def _item_answers(
    item: Item, title: str, currency: str, files: tuple[AttachmentInfo, ...]
) -> Iterable[Answer]:
    for answer in _answers(item.lines, currency, files):
        label = pgettext("an answer about a group's item: Child 1: Born", "%(item)s: %(label)s")
        yield Answer(
            label=label % {"item": title, "label": answer.label}, value=answer.value, note=answer.note
        )
    if item.figure is not None and item.figure.contested:
        yield Answer(label=title, value=_("You say that this is not right"), note=item.figure.reason)


def _answer(line: Line, currency: str) -> Answer:
    figure = line.figure
    spec = line.field.spec
    value = answer_in_words(line.field, line.value, currency)
    if figure is None:
        return Answer(label=say(spec.label), value=value)
    if not figure.contested:
        fact = line.field.fact
        note = _("From %(register)s") % {"register": say(fact.register_name)} if fact else ""
        return Answer(label=say(spec.label), value=value, note=note)
    said = answer_in_words(line.field, figure.value, currency)
    note = _("The register says %(value)s. You say: %(reason)s") % {"value": said, "reason": figure.reason}
    return Answer(label=say(spec.label), value=value, note=note)
