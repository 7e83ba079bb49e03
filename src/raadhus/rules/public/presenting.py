"""The door to models in words: decisions and tables as pages show them, and an evaluation row by row."""

from raadhus.rules.domain.presenting.examples import say_example
from raadhus.rules.domain.presenting.explained import (
    DecisionTold,
    RowTold,
    TableTold,
    ValueTold,
    explain_rows,
)
from raadhus.rules.domain.presenting.present_model import present_model
from raadhus.rules.domain.presenting.view import (
    CellView,
    ColumnView,
    DecisionView,
    InputView,
    Logic,
    ModelView,
    Need,
    PartsView,
    PartView,
    RelationView,
    RowView,
    TableView,
    Wording,
)
from raadhus.rules.domain.presenting.words import COUNT

__all__ = [
    "COUNT",
    "CellView",
    "ColumnView",
    "DecisionTold",
    "DecisionView",
    "InputView",
    "Logic",
    "ModelView",
    "Need",
    "PartView",
    "PartsView",
    "RelationView",
    "RowTold",
    "RowView",
    "TableTold",
    "TableView",
    "ValueTold",
    "Wording",
    "explain_rows",
    "present_model",
    "say_example",
]
