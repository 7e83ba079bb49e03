"""The page on which a caseworker enters an answer says at its field what lacks, and is not there for what is answered."""

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


def test_what_is_answered_has_no_form_and_a_colleague_is_told_so_in_a_colleagues_words(own, url):
    assert own.post(url, {"channel": "phone", "answer": "no-objection"}).status_code == 302
    for answer in (own.get(url), own.post(url, {"channel": "phone", "answer": "objection", "said": "No."})):
        assert answer.status_code == 409
        assert "This is answered already" in answer.text
        assert "My Page" not in answer.text
