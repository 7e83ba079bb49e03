"""Compiled models are kept by content, as many as there is room for."""

import pytest

from raadhus.rules import queries
from raadhus.rules.tests.modelkit import table_model


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(queries, "_compiled", {})
    monkeypatch.setattr(queries, "_sizes", {})


def source(number):
    return table_model(["x"], ["o"], [["-", str(number)]])


@pytest.mark.usefixtures("room")
def test_the_same_bytes_are_compiled_once():
    assert queries.load_model(source(1)) is queries.load_model(source(1))


@pytest.mark.usefixtures("room")
def test_those_kept_longest_go_when_there_is_no_room(monkeypatch):
    monkeypatch.setattr(queries, "SOURCE_KEPT", 2 * len(source(1)))
    first, second = queries.load_model(source(1)), queries.load_model(source(2))
    queries.load_model(source(3))

    assert queries.load_model(source(2)) is second
    assert queries.load_model(source(1)) is not first


@pytest.mark.usefixtures("room")
def test_a_model_larger_than_the_room_is_kept_alone(monkeypatch):
    monkeypatch.setattr(queries, "SOURCE_KEPT", 10)
    model = queries.load_model(source(1))

    assert queries.load_model(source(1)) is model
