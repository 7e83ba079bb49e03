"""Puts what was read in a step into the sheet, and takes items of groups in and out."""

import dataclasses
from typing import Any

from raadhus.forms.domain.compiled import CompiledField
from raadhus.forms.domain.inputs import SHOWN, Typed
from raadhus.forms.domain.lines import Item, Line, StepReading
from raadhus.forms.domain.sheet import ITEM_ID, Figure, Sheet, next_item_id
from raadhus.forms.domain.sources import register_of


def save_reading(sheet: Sheet, reading: StepReading, typed: Typed, *, confirmed_by: str) -> Sheet:
    """
    Return the sheet with what was read; a step with nothing to put right counts as visited and its facts as seen.

    confirmed_by: id of the person who pressed Next, empty when they only save: then typed text is kept as it is.
    """
    is_done = bool(confirmed_by) and reading.is_in_order
    key = reading.step.key
    answers = {name: value for name, value in sheet.answers.items() if name not in _keys(reading)}
    figures = dict(sheet.figures)
    for line in reading.lines:
        if line.value is not None:
            answers[line.field.key] = line.value
        found = [(line.name, line.figure), *((item.name, item.figure) for item in line.items)]
        for name, figure in found:
            if figure is not None:
                seen_by = confirmed_by if is_done and not figure.contested else ""
                figures[name] = dataclasses.replace(figure, confirmed_by=seen_by)
    visited = tuple(step for step in sheet.visited if step != key) + ((key,) if is_done else ())
    unfinished = {step: kept for step, kept in sheet.unfinished.items() if step != key}
    if not is_done:
        unfinished[key] = _kept(typed)
    return dataclasses.replace(
        sheet, answers=answers, figures=figures, visited=visited, unfinished=unfinished
    )


def keep_typed(sheet: Sheet, step_key: str, typed: Typed) -> Sheet:
    """Return the sheet with ``typed`` waiting in its step, nothing of it taken yet."""
    visited = tuple(step for step in sheet.visited if step != step_key)
    unfinished = {**sheet.unfinished, step_key: _kept(typed)}
    return dataclasses.replace(sheet, visited=visited, unfinished=unfinished)


def add_item(sheet: Sheet, field: CompiledField) -> Sheet:
    """Return the sheet with one empty item more in the group ``field``; unchanged when it is full."""
    items = sheet.items(field.key)
    if field.group is None or len(items) >= field.group.maximum:
        return sheet
    fresh = {ITEM_ID: next_item_id(items)}
    return dataclasses.replace(sheet, answers={**sheet.answers, field.key: [*items, fresh]})


def remove_item(sheet: Sheet, field: CompiledField, item_id: str) -> Sheet:
    """Return the sheet without an item that the person added; one that a register knows stays (it is contested)."""
    if f"{field.key}.{item_id}" in sheet.figures:
        return sheet
    left = [item for item in sheet.items(field.key) if item[ITEM_ID] != item_id]
    return dataclasses.replace(sheet, answers={**sheet.answers, field.key: left})


def contest(sheet: Sheet, key: str, *, is_wrong: bool) -> Sheet:
    """Return the sheet with the fact ``key`` contested, or as the register has it again. Raises: KeyError."""
    figure = sheet.figures[key]
    if not figure.is_from_register:
        raise KeyError(key)
    if is_wrong:
        judged = dataclasses.replace(figure, contested=True, confirmed_by="")
    else:
        judged = dataclasses.replace(figure, contested=False, reason="", own=None, confirmed_by="")
    return dataclasses.replace(sheet, figures={**sheet.figures, key: judged})


def first_unfinished(sheet: Sheet, readings: tuple[StepReading, ...]) -> str | None:
    """Return the key of the first of these steps that was not left with Next or has something to put right."""
    for reading in readings:
        if reading.step.key not in sheet.visited or not reading.is_in_order:
            return reading.step.key
    return None


def answers_to_submit(readings: tuple[StepReading, ...]) -> dict[str, Any]:
    """Return field key -> value of everything that is visible; a hidden field's value is not submitted."""
    return {
        line.field.key: line.value for reading in readings for line in reading.lines if line.value is not None
    }


def figures_to_submit(
    readings: tuple[StepReading, ...], sheet: Sheet, *, confirmed_by: str
) -> dict[str, Figure]:
    """
    Return key -> figure of everything that is visible and could come from a register.

    An answer that no register gave gets a figure that says so, with the reason in ``missing``.
    """
    figures: dict[str, Figure] = {}
    for line in (line for reading in readings for line in reading.lines):
        kept = sheet.figures.get(line.name)
        if line.figure is not None:
            figures[line.name] = line.figure
        elif kept is not None:
            figures[line.name] = dataclasses.replace(kept, value=line.value, confirmed_by=confirmed_by)
        for item in line.items:
            figures.update(_item_figure(line, item, sheet, confirmed_by))
    return figures


def _item_figure(line: Line, item: Item, sheet: Sheet, confirmed_by: str) -> dict[str, Figure]:
    group = line.field.group
    if item.figure is not None:
        return {item.name: item.figure}
    if group is None or group.filled_from is None:
        return {}
    register = register_of(group.filled_from.source)
    missing = sheet.asked.get(register, "unknown")
    told = Figure(
        value=None,
        register=register,
        is_from_register=False,
        missing="not_listed" if missing == "answered" else missing,
        confirmed_by=confirmed_by,
    )
    return {item.name: told}


def _kept(typed: Typed) -> dict[str, list[str]]:
    """Return what was typed without the page's own note of what it showed."""
    return {name: list(texts) for name, texts in typed.items() if name != SHOWN}


def _keys(reading: StepReading) -> set[str]:
    return {field.key for field in reading.step.fields}
