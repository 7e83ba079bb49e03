"""Reads steps: what was typed becomes values, conditions decide what is asked, troubles say what to put right."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from raadhus.forms.domain.compiled import CompiledField, CompiledForm, CompiledStep, Expression
from raadhus.forms.domain.definition import NoticeField
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.reading import Given, Read, Trouble
from raadhus.forms.domain.sheet import ITEM_ID, Figure, Sheet, put

WRONG = ".wrong"
_REASON_AT_MOST = 2000
Files = Mapping[str, tuple[str, ...]]  # attachment field -> ids of what is attached


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One visible question or fact of a step as it was read.

    name: beginning of its input names; given: suffix -> typed texts; value: None when nothing usable was typed;
    figure: set for a fact; items: the items of a group.
    """

    field: CompiledField
    name: str
    given: Given
    value: Any = None
    figure: Figure | None = None
    is_required: bool = False
    items: tuple["Item", ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a group as it was read; ``figure`` when a register knows it."""

    item_id: str
    name: str
    lines: tuple[Line, ...]
    figure: Figure | None = None
    given: Given = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepReading:
    """A step as it was read; ``more``: names of questions that came up only through the answers given."""

    step: CompiledStep
    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]
    more: tuple[str, ...] = ()


class Reader:
    """Reads the steps of one form in order; later steps see what earlier ones hold."""

    def __init__(self, form: CompiledForm, sheet: Sheet, files: Files, moment: Moment) -> None:
        self._form = form
        self._sheet = sheet
        self._files = files
        self._moment = moment
        self._scene: dict[str, Any] = {}
        for field in form.fields():
            put(self._scene, field.key, None)
        self._troubles: list[Trouble] = []
        self._more: list[str] = []
        self._shown: frozenset[str] = frozenset()

    def read_all(self) -> tuple[StepReading, ...]:
        """Return every step as the sheet has it."""
        return tuple(self.read(step) for step in self._form.steps)

    def read_up_to(self, step: CompiledStep, typed: Mapping[str, list[str]] | None = None) -> StepReading:
        """Return ``step`` as typed, or as the sheet has it when nothing is, after reading those before it."""
        for before in self._form.steps[: step.number - 1]:
            self.read(before)
        return self.read(step, typed)

    def read(self, step: CompiledStep, typed: Mapping[str, list[str]] | None = None) -> StepReading:
        """Return ``step`` as ``typed`` (input name -> texts), or as the sheet has it."""
        self._troubles, self._more = [], []
        given = typed_in(step, self._sheet) if typed is None else typed
        self._shown = frozenset(" ".join(given.get("shown", [])).split())
        lines = tuple(self._lines(step.fields, "", given, self._scene))
        for line in lines:
            self._check(line, self._scene)
        return StepReading(step=step, lines=lines, troubles=tuple(self._troubles), more=tuple(self._more))

    def _lines(
        self,
        fields: tuple[CompiledField, ...],
        prefix: str,
        given: Mapping[str, list[str]],
        place: dict[str, Any],
    ) -> Iterator[Line]:
        """Read ``fields``; ``place`` is where their values become visible to conditions (the scene, or an item)."""
        for field in fields:
            if field.visible_when is not None and self._ask(field.visible_when) is not True:
                continue
            name = f"{prefix}{field.key}"
            if field.group is not None:
                line = self._group(field, name, given)
            elif isinstance(field.spec, NoticeField):
                yield Line(field=field, name=name, given={})
                continue
            elif field.kind is None:
                line = self._attachments(field, name)
            elif (figure := self._sheet.figures.get(name)) and figure.is_from_register:
                line = self._fact(field, name, figure, given)
            else:
                line = self._question(field, name, given)
            put(place, field.key, _seen(field, line))
            yield line

    def _question(self, field: CompiledField, name: str, given: Mapping[str, list[str]]) -> Line:
        own = _given_to(field, name, given)
        read = self._read(field, name, own)
        required = self._is_required(field)
        if read.value is None and not read.troubles and required:
            self._miss(field, name)
        return Line(field=field, name=name, given=own, value=read.value, is_required=required)

    def _fact(self, field: CompiledField, name: str, figure: Figure, given: Mapping[str, list[str]]) -> Line:
        assert not field.group  # noqa: S101 -- a group's facts are its items'
        own = _given_to(field, name, given)
        reason = " ".join(given.get(f"{name}{WRONG}", [""])[:1]).strip()
        read = self._read(field, name, own)
        contest = field.spec.fact.contest if field.spec.fact else None  # type: ignore[union-attr]  # not a group
        is_contested = bool(reason or read.value is not None or read.troubles)
        if is_contested and not reason:
            self._troubles.append(Trouble(name=f"{name}{WRONG}", code="say_what_is_wrong"))
        if (
            reason
            and contest is not None
            and contest.own is not None
            and read.value is None
            and not read.troubles
        ):
            self._troubles.append(Trouble(name=f"{name}{_first_suffix(field)}", code="say_what_is_right"))
        judged = dataclasses.replace(
            figure, contested=is_contested, reason=reason[:_REASON_AT_MOST], own=read.value
        )
        shown = {**own, WRONG: [reason]}
        return Line(field=field, name=name, given=shown, value=judged.effective, figure=judged)

    def _attachments(self, field: CompiledField, name: str) -> Line:
        ids = list(self._files.get(field.key, ()))
        required = self._is_required(field)
        if required and not ids:
            self._miss(field, name)
        return Line(field=field, name=name, given={}, value=ids or None, is_required=required)

    def _group(self, field: CompiledField, name: str, given: Mapping[str, list[str]]) -> Line:
        group = field.group
        assert group is not None  # noqa: S101 -- asked by the caller
        items = tuple(self._item(field, kept, given) for kept in self._sheet.items(field.key))
        if len(items) < group.minimum:
            self._troubles.append(Trouble(name=name, code="too_few_items", params={"limit": group.minimum}))
        values = [
            {ITEM_ID: item.item_id, **{line.field.key: line.value for line in item.lines}} for item in items
        ]
        return Line(
            field=field, name=name, given={}, value=values, items=items, is_required=group.minimum > 0
        )

    def _item(self, field: CompiledField, kept: Mapping[str, Any], given: Mapping[str, list[str]]) -> Item:
        group = field.group
        assert group is not None  # noqa: S101 -- asked by the caller
        prefix = f"{field.key}.{kept[ITEM_ID]}"
        figure = self._sheet.figures.get(prefix)
        place: dict[str, Any] = {each.key: None for each in field.fields}
        self._scene["item"] = place
        known: dict[str, list[str]] = {}
        if figure is not None and group.filled_from is not None:
            knows = [each for each in field.fields if each.key in group.filled_from.knows]
            known = {
                n: t
                for each in knows
                for n, t in _typed(each, f"{prefix}.{each.key}", figure.value.get(each.key))
            }
        lines = tuple(self._lines(field.fields, f"{prefix}.", {**given, **known}, place))
        for line in lines:
            self._check(line, self._scene)
        del self._scene["item"]
        reason = " ".join(given.get(f"{prefix}{WRONG}", [""])[:1]).strip()
        if figure is not None:
            figure = dataclasses.replace(figure, contested=bool(reason), reason=reason[:_REASON_AT_MOST])
        return Item(item_id=kept[ITEM_ID], name=prefix, lines=lines, figure=figure, given={WRONG: [reason]})

    def _read(self, field: CompiledField, name: str, own: Given) -> Read:
        assert field.kind is not None  # noqa: S101 -- asked by the caller
        read = field.kind.read(field.spec, own, self._moment)
        self._troubles += [dataclasses.replace(each, name=f"{name}{each.name}") for each in read.troubles]
        return read

    def _miss(self, field: CompiledField, name: str) -> None:
        if self._shown and name not in self._shown:
            self._more.append(name)
        else:
            self._troubles.append(
                Trouble(
                    name=f"{name}{_first_suffix(field)}",
                    code=f"needed_{field.spec.kind}",
                    params={"field": field.key},
                )
            )

    def _is_required(self, field: CompiledField) -> bool:
        if field.required_when is not None:
            return self._ask(field.required_when) is True
        return bool(getattr(field.spec, "required", False))

    def _check(self, line: Line, scene: Mapping[str, Any]) -> None:
        if line.value is None:
            return
        for check in line.field.checks:
            if check.rule.evaluate(scene) is False:
                name = f"{line.name}{_first_suffix(line.field)}"
                self._troubles.append(Trouble(name=name, code="check", texts=check.message))

    def _ask(self, expression: Expression) -> Any:
        return expression.evaluate(self._scene)


def typed_in(step: CompiledStep, sheet: Sheet) -> dict[str, list[str]]:
    """Return what would have to be typed in ``step`` for the sheet to hold what it holds."""
    if step.key in sheet.unfinished:
        return dict(sheet.unfinished[step.key])
    return {name: texts for field in step.fields for name, texts in _typed_field(field, sheet)}


def names_of(step: CompiledStep, sheet: Sheet) -> frozenset[str]:
    """Return the input names that a page of ``step`` may send, asked for or not."""
    names: set[str] = set()
    for field in step.fields:
        if field.group is None:
            names.update((*_input_names(field, field.key), f"{field.key}{WRONG}"))
            continue
        for item in sheet.items(field.key):
            prefix = f"{field.key}.{item[ITEM_ID]}"
            names.add(f"{prefix}{WRONG}")
            for inner in field.fields:
                names.update(_input_names(inner, f"{prefix}.{inner.key}"))
    return frozenset(names)


def _typed_field(field: CompiledField, sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    figure = sheet.figures.get(field.key)
    if field.group is not None:
        for item in sheet.items(field.key):
            prefix = f"{field.key}.{item[ITEM_ID]}"
            for inner in field.fields:
                yield from _typed(inner, f"{prefix}.{inner.key}", item.get(inner.key))
            if (known := sheet.figures.get(prefix)) is not None:
                yield f"{prefix}{WRONG}", [known.reason]
    elif figure is not None and figure.is_from_register:
        yield from _typed(field, field.key, figure.own)
        yield f"{field.key}{WRONG}", [figure.reason]
    else:
        yield from _typed(field, field.key, sheet.answers.get(field.key))


def _typed(field: CompiledField, name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    if field.kind is not None and value is not None:
        for suffix, texts in field.kind.write(value).items():
            yield f"{name}{suffix}", texts


def _given_to(field: CompiledField, name: str, given: Mapping[str, list[str]]) -> Given:
    suffixes = field.kind.suffixes if field.kind else ()
    return {suffix: given[f"{name}{suffix}"] for suffix in suffixes if f"{name}{suffix}" in given}


def _input_names(field: CompiledField, name: str) -> Iterator[str]:
    for suffix in field.kind.suffixes if field.kind else ("",):
        yield f"{name}{suffix}"


def _first_suffix(field: CompiledField) -> str:
    return field.kind.suffixes[0] if field.kind else ""


def _seen(field: CompiledField, line: Line) -> Any:
    """Return the value of ``line`` as conditions see it."""
    if field.group is not None:
        return [{each.field.key: _seen(each.field, each) for each in item.lines} for item in line.items]
    if line.value is None or field.kind is None:
        return line.value
    return field.kind.feel(line.value)
