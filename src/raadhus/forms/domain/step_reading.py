"""Reads steps: what was typed becomes values, conditions decide what is asked, troubles say what to put right."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from raadhus.forms.domain.compiled import CompiledField, CompiledForm, CompiledStep, Expression
from raadhus.forms.domain.definition import AttachmentField, GroupField, NoticeField
from raadhus.forms.domain.inputs import (
    SHOWN,
    WRONG,
    Typed,
    first_suffix,
    given_to,
    reason_in,
    typed_for,
    typed_in,
)
from raadhus.forms.domain.lines import Item, Line, StepReading
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.reading import Given, Trouble
from raadhus.forms.domain.sheet import ITEM_ID, Figure, Sheet, put

_REASON_AT_MOST = 2000
Files = Mapping[str, tuple[str, ...]]  # attachment field -> ids of what is attached


class Reader:
    """Reads the steps of one form in order; later steps see what earlier ones hold."""

    def __init__(self, form: CompiledForm, sheet: Sheet, files: Files, moment: Moment) -> None:
        self._form = form
        self._sheet = sheet
        self._files = files
        self._moment = moment
        self.scene: dict[str, Any] = {}
        for field in form.fields():
            put(self.scene, field.key, None)
        self._troubles: list[Trouble] = []
        self._more: list[str] = []
        self._shown: frozenset[str] = frozenset()

    def read_all(self) -> tuple[StepReading, ...]:
        """Return every step as the sheet has it."""
        return tuple(self.read(step) for step in self._form.steps)

    def read_up_to(self, step: CompiledStep, typed: Typed | None = None) -> tuple[StepReading, ...]:
        """Return the steps before ``step`` and, last, ``step`` as typed, or as the sheet has it when nothing is."""
        before = [self.read(each) for each in self._form.steps[: step.number - 1]]
        return (*before, self.read(step, typed))

    def read(self, step: CompiledStep, typed: Typed | None = None) -> StepReading:
        """Return ``step`` as ``typed`` (input name -> texts), or as the sheet has it."""
        self._troubles, self._more = [], []
        given = typed_in(step, self._sheet) if typed is None else typed
        self._shown = frozenset(" ".join(given.get(SHOWN, [])).split())
        lines = tuple(self._lines(step.fields, "", given, self.scene))
        for line in lines:
            self._check(line)
        return StepReading(step=step, lines=lines, troubles=tuple(self._troubles), more=tuple(self._more))

    def _lines(
        self, fields: tuple[CompiledField, ...], prefix: str, typed: Typed, place: dict[str, Any]
    ) -> Iterator[Line]:
        """Read ``fields``; their values become visible to conditions in ``place`` (the scene, or an item of it)."""
        for field in fields:
            if field.visible_when is not None and self._ask(field.visible_when) is not True:
                continue
            line = self._line(field, f"{prefix}{field.key}", typed)
            put(place, field.key, _seen(line))
            yield line

    def _line(self, field: CompiledField, name: str, typed: Typed) -> Line:
        figure = self._sheet.figures.get(name)
        match field.spec:
            case NoticeField():
                return Line(field=field, name=name)
            case AttachmentField():
                return self._attachments(field, name)
            case GroupField() as group:
                return self._group(field, group, typed)
        if figure is not None and figure.is_from_register:
            return self._fact(field, name, figure, typed)
        given = given_to(field, name, typed)
        value = self._value(field, name, given)
        return self._wanted(Line(field=field, name=name, given=given, value=value))

    def _fact(self, field: CompiledField, name: str, figure: Figure, typed: Typed) -> Line:
        if not figure.contested:
            return Line(field=field, name=name, value=figure.value, figure=figure)
        reason = reason_in(name, typed)
        given = given_to(field, name, typed)
        if not reason:
            self._troubles.append(Trouble(name=f"{name}{WRONG}", code="say_what_is_wrong"))
        own = None
        if _asks_for_own(field):
            before = len(self._troubles)
            own = self._value(field, name, given)
            if own is None and len(self._troubles) == before:
                self._troubles.append(Trouble(name=f"{name}{first_suffix(field)}", code="say_what_is_right"))
        judged = dataclasses.replace(figure, reason=reason[:_REASON_AT_MOST], own=own)
        shown = {**given, WRONG: [reason]}
        return Line(field=field, name=name, given=shown, value=judged.effective, figure=judged)

    def _attachments(self, field: CompiledField, name: str) -> Line:
        ids = list(self._files.get(field.key, ()))
        return self._wanted(Line(field=field, name=name, value=ids or None))

    def _group(self, field: CompiledField, group: GroupField, typed: Typed) -> Line:
        items = tuple(self._item(field, group, kept, typed) for kept in self._sheet.items(group.key))
        if len(items) < group.minimum:
            self._troubles.append(
                Trouble(name=group.key, code="too_few_items", params={"limit": group.minimum})
            )
        values = [
            {ITEM_ID: item.item_id, **{line.field.key: line.value for line in item.lines}} for item in items
        ]
        return Line(field=field, name=group.key, value=values, items=items, is_required=group.minimum > 0)

    def _item(self, field: CompiledField, group: GroupField, kept: Mapping[str, Any], typed: Typed) -> Item:
        name = f"{group.key}.{kept[ITEM_ID]}"
        figure = self._sheet.figures.get(name)
        place: dict[str, Any] = {each.key: None for each in field.fields}
        self.scene["item"] = place
        known = _known_inputs(field, group, name, figure) if figure is not None else {}
        lines = tuple(self._lines(field.fields, f"{name}.", {**typed, **known}, place))
        for line in lines:
            self._check(line)
        del self.scene["item"]
        if figure is not None and figure.contested:
            reason = reason_in(name, typed)
            figure = dataclasses.replace(figure, reason=reason[:_REASON_AT_MOST])
            if not reason:
                self._troubles.append(Trouble(name=f"{name}{WRONG}", code="say_what_is_wrong"))
        return Item(item_id=kept[ITEM_ID], name=name, lines=lines, figure=figure)

    def _value(self, field: CompiledField, name: str, given: Given) -> Any:
        if field.kind is None:
            return None
        read = field.kind.read(field.spec, given, self._moment)
        self._troubles += [dataclasses.replace(each, name=f"{name}{each.name}") for each in read.troubles]
        return read.value

    def _wanted(self, line: Line) -> Line:
        """Return ``line`` with whether it must be answered; note it when it is not and nothing else is wrong with it."""
        if not self._is_required(line.field):
            return line
        is_readable = not any(each.name.startswith(line.name) for each in self._troubles)
        if line.value is None and is_readable:
            if self._shown and line.name not in self._shown:
                self._more.append(line.name)
            else:
                name = f"{line.name}{first_suffix(line.field)}"
                self._troubles.append(Trouble(name=name, code=f"needed_{line.field.spec.kind}"))
        return dataclasses.replace(line, is_required=True)

    def _is_required(self, field: CompiledField) -> bool:
        if field.required_when is not None:
            return self._ask(field.required_when) is True
        return bool(getattr(field.spec, "required", False))

    def _check(self, line: Line) -> None:
        if line.value is None:
            return
        for check in line.field.checks:
            if self._ask(check.rule) is False:
                name = f"{line.name}{first_suffix(line.field)}"
                self._troubles.append(Trouble(name=name, code="check", texts=check.message))

    def _ask(self, expression: Expression) -> Any:
        return expression.evaluate(self.scene)


def _asks_for_own(field: CompiledField) -> bool:
    fact = field.fact
    return bool(fact and fact.contest and fact.contest.own)


def _known_inputs(field: CompiledField, group: GroupField, name: str, figure: Figure) -> dict[str, list[str]]:
    """Return the register's values as if typed: what it knows is not the page's to change."""
    if group.filled_from is None:
        return {}
    return {
        input_name: texts
        for each in field.fields
        if each.key in group.filled_from.knows
        for input_name, texts in typed_for(each, f"{name}.{each.key}", figure.value.get(each.key))
    }


def _seen(line: Line) -> Any:
    """Return the value of ``line`` as conditions see it."""
    if line.field.group is not None:
        return [{each.field.key: _seen(each) for each in item.lines} for item in line.items]
    if line.value is None or line.field.kind is None:
        return line.value
    return line.field.kind.feel(line.value)
