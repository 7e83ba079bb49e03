"""The door to models in words: decisions and tables as pages show them."""

from raadhus.rules.domain.presenting.present_model import present_model
from raadhus.rules.domain.presenting.view import (
    Cell,
    DecisionView,
    Head,
    InputView,
    Logic,
    ModelView,
    Need,
    PartsView,
    PartView,
    RelationView,
    RowView,
    Said,
    TableView,
)

__all__ = [
    "Cell",
    "DecisionView",
    "Head",
    "InputView",
    "Logic",
    "ModelView",
    "Need",
    "PartView",
    "PartsView",
    "RelationView",
    "RowView",
    "Said",
    "TableView",
    "present_model",
]
