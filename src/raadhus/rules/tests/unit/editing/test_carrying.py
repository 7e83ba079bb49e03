"""A model carries those that it imports, decides by them alone, and hides no change of them."""

from decimal import Decimal

import pytest

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.domain.editing.carrying import carry, models_inside
from raadhus.rules.domain.editing.compare_models import difference
from raadhus.rules.domain.editing.differences import How
from raadhus.rules.domain.editing.document import open_document, sealed
from raadhus.rules.domain.presenting.present_model import present_model
from raadhus.rules.tests.modelkit import NAMESPACE, decision, literal, model


def importing(name, namespace):
    """Return an import of a model."""
    return f'<import name="{name}" namespace="{namespace}" importType="{NAMESPACE}"/>'


def needing(name, reference, text):
    """Return a decision that rests on one of an imported model."""
    need = f'<informationRequirement><requiredDecision href="{reference}"/></informationRequirement>'
    return decision(name, literal(text)).replace("<literal", f"{need}<literal", 1)


YEAR = model(decision("months", literal("12")), own="urn:year")
LIMITS = model(
    importing("year", "urn:year") + needing("limit", "urn:year#months", "year.months * 1000\n + 1"),
    own="urn:limits",
)
MAIN = model(importing("law", "urn:limits") + needing("answer", "urn:limits#limit", "law.limit * 2"))
OTHERS = {
    "urn:year": YEAR,
    "urn:limits": LIMITS,
    "urn:strange": model(decision("x", literal("1")), own="urn:strange"),
}
WHOLE = carry(MAIN, OTHERS)


def test_one_file_decides_as_several_did():
    assert load(MAIN, OTHERS).evaluate("answer", {}).value == Decimal(24002)
    assert load(WHOLE).evaluate("answer", {}).value == Decimal(24002)
    assert check(WHOLE) == check(MAIN, OTHERS) == ()
    assert models_inside(WHOLE) == ("urn:limits", "urn:year")
    assert [part.label for part in present_model(WHOLE, "en").decisions][-1] == "answer"


def test_lines_and_everything_else_stay_what_they_were():
    spread = MAIN.replace(b"><", b">\n<")

    assert len(carry(spread, OTHERS).splitlines()) == len(spread.splitlines()) + 1  # the declaration of XML
    assert carry(YEAR, OTHERS) is YEAR


def test_what_is_carried_again_takes_the_place_of_what_was():
    other = YEAR.replace(b"12", b"13")
    again = carry(WHOLE, {"urn:year": other, "urn:limits": LIMITS})

    assert load(again).evaluate("answer", {}).value == Decimal(26002)
    assert models_inside(again) == ("urn:limits", "urn:year")


def test_a_change_inside_is_told():
    other = carry(MAIN, OTHERS | {"urn:year": YEAR.replace(b"12", b"13")})
    found = difference(WHOLE, other)

    assert [(part.kind, part.id, part.how) for part in found.parts][:1] == [
        ("import", "urn:year", How.CHANGED)
    ]
    assert found.parts[0].turns[0].after == "months"


def test_models_added_and_gone_are_told():
    added, gone = difference(MAIN, WHOLE), difference(WHOLE, MAIN)

    assert {(part.id, part.how) for part in added.parts} >= {
        ("urn:year", How.ADDED),
        ("urn:limits", How.ADDED),
    }
    assert {(part.id, part.how) for part in gone.parts} >= {
        ("urn:year", How.REMOVED),
        ("urn:limits", How.REMOVED),
    }


@pytest.mark.parametrize(
    "inside",
    [
        b"nothing",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><definitions/>",
        MAIN.replace(b'namespace="urn:test"', b'namespace="urn:limits"'),  # itself imports it
    ],
)
def test_what_is_carried_is_read_as_carefully_as_any_file(inside):
    hostile = WHOLE.replace(
        WHOLE[WHOLE.index(b"source=") :].split(b'"')[1],
        inside.replace(b"<", b"&lt;").replace(b'"', b"&quot;"),
    )
    with pytest.raises(CannotLoadModel):
        load(hostile)


def test_a_file_with_models_inside_is_written_back_the_same():
    assert sealed(open_document(WHOLE)) == WHOLE
