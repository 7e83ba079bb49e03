"""An index of some rows only is of use where the word of its condition stands in the statement, not as a parameter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Q

ROOT = Path(__file__).resolve().parents[2]
PLANS = [*ROOT.glob("src/raadhus/*/tests/**/test_*plans*.py"), *ROOT.glob("tests/**/test_*plans*.py")]


def words_in(condition: Q) -> Iterator[object]:
    """Return what a condition compares columns with; null, yes and no stand in every statement as they are."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from words_in(child)
        elif isinstance(child, tuple) and not isinstance(child[1], bool | None):
            yield child[1]


def partial_by_a_word() -> list[str]:
    """Return the names of indexes that hold the rows of some word or number only."""
    return sorted(
        index.name
        for model in apps.get_models()
        if model.__module__.startswith("raadhus.")
        for index in model._meta.indexes
        if index.condition is not None and next(words_in(index.condition), None) is not None
    )


@pytest.mark.parametrize("index", partial_by_a_word())
def test_a_kept_plan_is_shown_to_read_the_index(index: str) -> None:
    assert any(index in path.read_text(encoding="utf-8") for path in PLANS), (
        f"{index} holds rows of one state only, and a plan that PostgreSQL keeps cannot use it for a parameter. Write the "
        "word into the statement (RawSQL), and show with tests/planskit that a kept plan reads it."
    )
