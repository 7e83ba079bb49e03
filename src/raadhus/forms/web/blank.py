"""The form on paper: every question of the package with room for the answer, for those who apply without a login."""

import dataclasses
from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.forms.domain.compiled import CompiledField, CompiledStep
from raadhus.forms.domain.definition import (
    AttachmentField,
    ChoiceField,
    GroupField,
    MultipleChoiceField,
    NoticeField,
    YesNoField,
)
from raadhus.forms.public.presenting.texts import options_of, say
from raadhus.forms.use_cases.forms_in_use import current_form
from raadhus.platform.requests import TownRequest

_LINES = {"long_text": 5, "address": 2, "person": 2}
_ITEMS = 3  # of a group; who has more takes another sheet


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BlankQuestion:
    """A question with room: as many ``lines`` to write on as it has numbers, ``boxes`` to tick."""

    label: str
    hints: tuple[str, ...]
    lines: range = range(0)
    boxes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BlankPart:
    """Questions under a heading; ``level``: of the heading."""

    title: str
    intro: str
    questions: tuple[BlankQuestion, ...]
    level: int = 2


@require_safe
def show(request: TownRequest, service_key: str) -> HttpResponse:
    """Show the form as a sheet to print. Raises: NotFoundHere."""
    service = current_form(request.actor, service_key, request.actor.language)
    spec = service.form.spec
    context = {
        "service": service,
        "parts": tuple(part for step in service.form.steps for part in _parts(step)),
        "declaration": say(spec.declaration.intro),
        "points": [say(point) for point in spec.declaration.points],
        "at_hand": [say(text) for text in spec.start.at_hand],
    }
    return render(request, "forms/blank.html", context)


def _parts(step: CompiledStep) -> Iterable[BlankPart]:
    """Yield a step, and each thing of its groups as a part of its own."""
    questions: list[BlankQuestion] = []
    groups: list[BlankPart] = []
    for field in step.fields:
        if isinstance(field.spec, GroupField):
            groups += _items(field, field.spec)
        else:
            questions.append(_question(field))
    # what introduces a step speaks of facts that were fetched: on paper there are none yet
    yield BlankPart(title=say(step.spec.title), intro="", questions=tuple(questions))
    yield from groups


def _items(field: CompiledField, group: GroupField) -> Iterable[BlankPart]:
    for place in range(1, min(group.maximum, _ITEMS) + 1):
        yield BlankPart(
            title=f"{say(group.item)} {place}",
            intro=say(group.hint) if place == 1 else "",
            questions=tuple(_question(one) for one in field.fields),
            level=3,
        )


def _question(field: CompiledField) -> BlankQuestion:
    spec = field.spec
    if isinstance(spec, NoticeField):
        return BlankQuestion(label=say(spec.label), hints=(say(spec.text),))
    assert not isinstance(spec, GroupField)  # noqa: S101 -- a group holds no group, which the definition refuses
    hints = [say(spec.hint)] if spec.hint else []
    if spec.visible_when is not None:
        hints.append(_("Answer only if it concerns you."))
    if field.fact is not None:
        hints.append(
            _("We ask %(register)s. Write here only what is not right there.")
            % {"register": say(field.fact.register_name)}
        )
    if isinstance(spec, AttachmentField):
        return BlankQuestion(label=say(spec.label), hints=(*hints, _("Enclose copies.")))
    if isinstance(spec, YesNoField | ChoiceField | MultipleChoiceField):
        boxes = tuple(label for _value, label, _hint in options_of(spec))
        return BlankQuestion(label=say(spec.label), hints=tuple(hints), boxes=boxes)
    return BlankQuestion(label=say(spec.label), hints=tuple(hints), lines=range(_LINES.get(spec.kind, 1)))
