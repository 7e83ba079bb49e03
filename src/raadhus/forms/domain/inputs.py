"""The inputs of a page: their names, and what would have to be typed for the sheet to hold what it holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from raadhus.forms.domain.compiled import CompiledField, CompiledStep
from raadhus.forms.domain.reading import Given
from raadhus.forms.domain.sheet import ITEM_ID, Sheet

WRONG = "-wrong"  # ending of the input in which a contested fact's reason is typed
SHOWN = "shown"  # names of the questions that the page showed
Typed = Mapping[str, list[str]]


def typed_in(step: CompiledStep, sheet: Sheet) -> dict[str, list[str]]:
    """Return what would have to be typed in ``step`` for the sheet to hold what it holds."""
    if step.key in sheet.unfinished:
        return dict(sheet.unfinished[step.key])
    return {name: texts for field in step.fields for name, texts in _typed_field(field, sheet)}


def typed_for(field: CompiledField, name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield input names and texts that stand for ``value``."""
    if field.kind is not None and value is not None:
        for suffix, texts in field.kind.write(value).items():
            yield f"{name}{suffix}", texts


def names_of(step: CompiledStep, sheet: Sheet) -> frozenset[str]:
    """Return the input names that a page of ``step`` may send, asked for or not."""
    names = {SHOWN}
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


def given_to(field: CompiledField, name: str, typed: Typed) -> Given:
    """Return what was typed for one field, by suffix."""
    suffixes = field.kind.suffixes if field.kind else ()
    return {suffix: typed[f"{name}{suffix}"] for suffix in suffixes if f"{name}{suffix}" in typed}


def reason_in(name: str, typed: Typed) -> str:
    """Return why the fact ``name`` is said not to be right."""
    return " ".join(typed.get(f"{name}{WRONG}", [])[:1]).strip()


def first_suffix(field: CompiledField) -> str:
    """Return the ending of the field's first input: where a sentence about the whole field stands."""
    return field.kind.suffixes[0] if field.kind else ""


def _typed_field(field: CompiledField, sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    figure = sheet.figures.get(field.key)
    if field.group is not None:
        for item in sheet.items(field.key):
            prefix = f"{field.key}.{item[ITEM_ID]}"
            for inner in field.fields:
                yield from typed_for(inner, f"{prefix}.{inner.key}", item.get(inner.key))
            if (known := sheet.figures.get(prefix)) is not None:
                yield f"{prefix}{WRONG}", [known.reason]
    elif figure is not None and figure.is_from_register:
        yield from typed_for(field, field.key, figure.own)
        yield f"{field.key}{WRONG}", [figure.reason]
    else:
        yield from typed_for(field, field.key, sheet.answers.get(field.key))


def _input_names(field: CompiledField, name: str) -> Iterator[str]:
    for suffix in field.kind.suffixes if field.kind else ():
        yield f"{name}{suffix}"
