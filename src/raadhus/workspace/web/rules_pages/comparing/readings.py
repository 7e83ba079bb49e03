"""What the cells of a model's tables mean in the reader's language, for pages that show them as they are written."""

from collections.abc import Mapping

from django.utils.translation import get_language

from raadhus.rules.public import CannotLoadModel
from raadhus.rules.public.drafts import Sheet, sheets_of
from raadhus.rules.public.presenting import ModelView, TableView, present_model

Readings = Mapping[tuple[str, str, str], str]
"""Cells in words, by table id, row id and title of the column, where the words are not what is written already."""


def readings_of(source: bytes) -> Readings:
    """Return the cells of a model in words; none of a model that cannot be read."""
    model = _view(source)
    if model is None:
        return {}
    tables = _tables(model)
    return {
        (sheet.id, row, title): words
        for sheet in sheets_of(source)
        if sheet.id in tables
        for row, title, words in _said(sheet, tables[sheet.id])
    }


def policies_of(source: bytes) -> Mapping[str, str]:
    """Return what the hit policy of each table means, by table id; none of a model that cannot be read."""
    model = _view(source)
    return {} if model is None else {key: table.policy_words for key, table in _tables(model).items()}


def _view(source: bytes) -> ModelView | None:
    try:
        return present_model(source, get_language() or "en")
    except CannotLoadModel:
        return None


def _tables(model: ModelView) -> dict[str, TableView]:
    return {table.id: table for part in (*model.decisions, *model.functions) for table in part.tables}


def _said(sheet: Sheet, table: TableView) -> list[tuple[str, str, str]]:
    columns = (*sheet.inputs, *sheet.outputs)
    return [
        (row.id, column.title, cell.said.words)
        for row in table.rows
        for column, cell in zip(columns, (*row.conditions, *row.results), strict=False)
        if cell.said.words and not cell.is_any and cell.said.words != cell.said.feel
    ]
