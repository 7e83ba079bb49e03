"""The page on which a caseworker enters an answer says at its field what lacks, and is not there for what is answered."""

import re

import pytest

from raadhus.cases.tests.casekit import ANNE, NOON, Resident
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.cases.tests.settown import APPLIED
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import Desk, all_of

NEAR = Resident(number="6505851238", name="Nete Nabo", street="Åvej 3")


@pytest.fixture
def desk(towns, db):
    """Return Egeby with the building permit, Anne and her neighbour."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, NEAR)
        yield Desk(town)


@pytest.fixture
def own(desk):
    return desk.staff("Byg-Sagsbehandlere", name="Bo Byg")


@pytest.fixture
def case(desk):
    return desk.town.send(ANNE, APPLIED | {"building.distance": 200})


@pytest.fixture
def url(case):
    (put,) = all_of("cases.PutQuestion")
    return f"/work/cases/{case.id}/tasks/{put.task_id}/answer/"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"answer": "no-objection"}, "channel"),
        ({"channel": "phone"}, "answer"),
        ({"channel": "phone", "answer": "objection"}, "said"),
        ({"channel": "paper", "answer": "no-objection"}, "papers"),
    ],
)
def test_what_lacks_is_told_at_its_field(own, url, sent, field):
    answer = own.post(url, sent)

    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert all_of("cases.PutQuestion")[0].answered_at is None


def test_what_a_colleague_has_entered_since_is_not_overwritten_unseen_and_is_put_right_from_its_page(
    own, url
):
    assert own.post(url, {"channel": "phone", "answer": "no-objection"}).status_code == 302
    form = {"channel": "phone", "answer": "objection", "said": "No."}
    stands = re.search(r'name="instead_of" value="([^"]+)"', own.get(url).text)[1]
    for answer in (own.post(url, form), own.post(url, form | {"instead_of": "before"})):
        assert answer.status_code == 409
        assert "This is answered already" in answer.text
        assert "My Page" not in answer.text
    assert all_of("cases.PutQuestion")[0].choice == "no-objection"
    assert own.post(url, form | {"instead_of": stands}).status_code == 302
    assert all_of("cases.PutQuestion")[0].choice == "objection"
