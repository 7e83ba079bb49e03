"""Stored models and logged decisions: once stored, sealed, one municipality's own, never changed."""

import pytest
from django.db import DatabaseError, connection

from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.models import DecisionLog, RuleModel
from raadhus.rules.public import (
    CannotDecide,
    CannotStoreModel,
    ModelRef,
    decide,
    explain,
    get_decision,
    list_decisions,
    store_model,
)
from raadhus.rules.tests.modelkit import decision, literal, model, table_model

pytestmark = pytest.mark.django_db

ASSOCIATION, EGEBY, NORDBY = new_id(), new_id(), new_id()
INSTALLER = Actor.system(ASSOCIATION, purpose="test")
EGEBYS = Actor.system(EGEBY, purpose="test", correlation="c-1")
NORDBYS = Actor.system(NORDBY, purpose="test")
SOURCE = table_model(
    ["x"], ["o"], [["< 10", '"low"', "{x} is low."], [">= 10", '"high"', "{x} is high."]], remarks=("en",)
)
SUBJECT = "application:1"


def test_a_decision_is_made_and_written_down_with_its_rows():
    ref = store_model(INSTALLER, SOURCE)

    found = decide(EGEBYS, ref, "d", {"x": 12, "y": None}, subject=SUBJECT)

    assert found.outputs == "high"
    with transaction(EGEBY):
        logged = get_decision(EGEBYS, found.log_id)
        assert (logged.outputs, logged.inputs["x"], logged.model) == ("high", 12, ref)
        assert logged.rows_fired == {"t": ["r2"]}
        assert logged.trace is not None
        assert explain(logged.trace, "en") == ("12 is high.",)
        assert [one.id for one in list_decisions(EGEBYS, SUBJECT)] == [found.log_id]


def test_storing_the_same_content_twice_keeps_one():
    first, second = store_model(INSTALLER, SOURCE), store_model(INSTALLER, SOURCE)

    assert first == second
    with transaction(ASSOCIATION):
        assert RuleModel.objects.count() == 1


def test_a_model_with_a_doubt_is_not_stored():
    with pytest.raises(CannotStoreModel) as refused:
        store_model(INSTALLER, model(decision("d", literal("incme"))))

    assert "incme" in refused.value.problems[0].sentence
    with transaction(ASSOCIATION):
        assert not RuleModel.objects.exists()


@pytest.mark.parametrize(("name", "inputs"), [("nothing", {"x": 1}), ("d", {"x": 0.5})])
def test_what_cannot_be_decided_is_not_written_down(name, inputs):
    ref = store_model(INSTALLER, SOURCE)

    with pytest.raises(CannotDecide):
        decide(EGEBYS, ref, name, inputs, subject=SUBJECT)

    with transaction(EGEBY):
        assert not DecisionLog.objects.exists()


def test_an_unknown_model_is_not_found():
    with pytest.raises(NotFoundHere):
        decide(EGEBYS, ModelRef("0" * 64), "d", {}, subject=SUBJECT)


def test_another_municipality_sees_no_decision_of_ours():
    ref = store_model(INSTALLER, SOURCE)
    found = decide(EGEBYS, ref, "d", {"x": 1}, subject=SUBJECT)

    with transaction(NORDBY):
        assert list_decisions(NORDBYS, SUBJECT) == ()
        with pytest.raises(NotFoundHere):
            get_decision(NORDBYS, found.log_id)


def test_a_decision_log_cannot_be_changed_by_the_application():
    ref = store_model(INSTALLER, SOURCE)
    found = decide(EGEBYS, ref, "d", {"x": 1}, subject=SUBJECT)

    for act in (lambda rows: rows.update(decision="other"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction(EGEBY):
            act(DecisionLog.objects.filter(id=found.log_id))

    with transaction(EGEBY):
        assert get_decision(EGEBYS, found.log_id).decision == "d"


def test_inputs_lie_sealed_in_the_database():
    ref = store_model(INSTALLER, SOURCE)
    decide(EGEBYS, ref, "d", {"x": 123456789}, subject=SUBJECT)

    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute("SELECT inputs, outputs, trace FROM rules_decisionlog")
        row = cursor.fetchone()

    assert all(b"123456789" not in bytes(column) and b"low" not in bytes(column) for column in row)
