"""Composes the summary: every answer grouped by step, with where it came from, and what is declared."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from raadhus.forms.domain.definition import AttachmentField, GroupField, NoticeField
from raadhus.forms.domain.lines import Item, Line, StepReading
from raadhus.forms.public.presenting.texts import (
    answer_in_words,
    known_in_words,
    note_on_contested,
    note_on_contested_item,
    say,
)
from raadhus.forms.queries import AttachmentInfo
from raadhus.platform.addresses import address_of
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
            change_url=address_of("forms:step", service_key, reading.step.key) if can_change else "",
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
                    yield from _item_answers(item, place, group, currency)
            case AttachmentField() as attachment:
                names = [file.name for file in files if file.field_key == attachment.key]
                yield Answer(label=say(attachment.label), value=", ".join(names) or _("Nothing attached"))
            case _:
                yield _answer(line, currency)


def _item_answers(item: Item, place: int, group: GroupField, currency: str) -> Iterable[Answer]:
    title = f"{say(group.item)} {place}"
    source = group.filled_from
    knows = source.knows if item.figure is not None and source is not None else ()
    if item.figure is not None and source is not None:
        known = known_in_words((line for line in item.lines if line.field.key in knows), currency)
        yield Answer(
            label=f"{title}: {item.figure.value.get('name', '')}",
            value=known,
            note=note_on_contested_item(item.figure)
            if item.figure.contested
            else _from(say(source.register_name)),
        )
    for line in item.lines:
        if line.field.key not in knows:
            answer = _answer(line, currency)
            yield Answer(label=f"{title}: {answer.label}", value=answer.value, note=answer.note)


def _from(register: str) -> str:
    return _("From %(register)s") % {"register": register}


def _answer(line: Line, currency: str) -> Answer:
    figure = line.figure
    spec = line.field.spec
    value = answer_in_words(line.field, line.value, currency)
    if figure is None:
        return Answer(label=say(spec.label), value=value)
    if not figure.contested:
        fact = line.field.fact
        return Answer(label=say(spec.label), value=value, note=_from(say(fact.register_name)) if fact else "")
    said = answer_in_words(line.field, figure.value, currency)
    return Answer(label=say(spec.label), value=value, note=note_on_contested(figure, said))
