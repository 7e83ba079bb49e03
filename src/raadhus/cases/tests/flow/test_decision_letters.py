"""What the letter of a decision says, and what it must not say because it is not so."""

import io

import pytest
from pypdf import PdfReader

from raadhus.cases.models import Task
from raadhus.cases.tests.casekit import ANNE
from raadhus.cases.tests.flow.test_by_hand import FULL
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand
from raadhus.cases.use_cases.staff.read_case import preview_decision
from raadhus.platform.tenancy.scope import transaction


def letter_of(town, **facts):
    """Return the words of the letter in which a caseworker grants everything in a case of these facts."""
    town.move_in(ANNE)
    case = town.decide_application(ANNE, **facts)
    actor = town.caseworker()
    with transaction(town.tenant):
        decide_by_hand(actor, Task.objects.get(case=case).id, FULL)
        pages = PdfReader(io.BytesIO(preview_decision(actor, case.id))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(
    ("facts", "names_the_scale"), [({"contested": True}, True), ({"missing": "unavailable"}, False)]
)
def test_the_scale_is_named_only_where_the_decision_is_the_rules_own(town, facts, names_the_scale):
    said = letter_of(town, **facts)

    assert "Tilskuddet gælder fra 1. december 2024" in said
    assert ("satserne for 2024" in said) is names_the_scale
