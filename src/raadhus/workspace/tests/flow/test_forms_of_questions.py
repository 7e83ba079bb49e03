"""A question with a form on its pages: the neighbour's, the clerk's who enters it, and the case that tells the answers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, NOON, Resident
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.cases.tests.settown import APPLIED, HOME
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import Desk, all_of, page

NEAR = Resident(number="6505851238", name="Nete Nabo", street="Åvej 3")
FAR = Resident(number="6606851239", name="Frank Nabo", street="Åvej 5")
SHOWN = "answer about said"
OBJECTS = {"answer": "objection", "about": ["light", "water"], "said": "Det skygger.", "shown": SHOWN}
NEIGHBOURS = [
    {"_id": f"n{place}", "address": {"street": one.street, **HOME}} for place, one in enumerate((NEAR, FAR))
]


@pytest.fixture
def desk(towns, db):
    """Return Egeby with the building permit, Anne and two neighbours."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, NEAR, FAR)
        yield Desk(town)


@pytest.fixture
def case(desk):
    return desk.town.send(ANNE, APPLIED | {"building.distance": 200, "neighbours": NEIGHBOURS})


def put_to(desk, resident):
    person = desk.town.people[resident.number]
    return next(one for one in all_of("cases.PutQuestion") if one.person_id == person)


def url_of(desk, resident):
    return f"/my/tasks/{put_to(desk, resident).task_id}/question/"


def test_the_neighbour_fills_in_the_form_with_a_paper_and_reads_it_again(desk, case):
    nete, url = desk.citizen(NEAR), url_of(desk, NEAR)
    shown = page(nete, url)
    assert "Light and shade" in shown
    assert "Papers that show it" in shown

    paper = SimpleUploadedFile("sol.pdf", b"%PDF-1.7\nsol", content_type="application/pdf")
    assert nete.post(url, OBJECTS | {"papers": paper}).status_code == 302
    after = page(nete, url)

    for said in ("Thank you, we have your answer", "Light and shade, Rainwater and the ground", "sol.pdf"):
        assert said in after
    assert put_to(desk, NEAR).said == "Det skygger."


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"answer": "objection", "said": "", "shown": SHOWN}, "said"),
        ({"answer": "", "said": "<script>x</script>", "shown": SHOWN}, "answer"),
        ({"answer": "no-objection\x00", "shown": SHOWN}, "answer"),
        ({"answer": ["objection", "no-objection"], "said": "", "shown": SHOWN}, "said"),
    ],
)
def test_what_is_wrong_is_told_at_its_question_and_what_was_typed_stands(desk, case, sent, field):
    answer = desk.citizen(NEAR).post(url_of(desk, NEAR), sent)

    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert "<script>x" not in answer.text
    assert put_to(desk, NEAR).answered_at is None


@pytest.mark.parametrize(
    "sent", [OBJECTS | {"choice": "x"}, OBJECTS | {"case_id": "1"}, OBJECTS | {"said-wrong-wrong": "x"}]
)
def test_inputs_that_the_form_has_not_are_refused(desk, case, sent):
    assert 400 <= desk.citizen(NEAR).post(url_of(desk, NEAR), sent).status_code < 500
    assert put_to(desk, NEAR).answered_at is None


def test_a_paper_that_is_none_is_refused_and_what_was_typed_stands(desk, case):
    bad = SimpleUploadedFile("sol.pdf", b"MZ\x90\x00", content_type="application/pdf")

    answer = desk.citizen(NEAR).post(url_of(desk, NEAR), OBJECTS | {"papers": bad})

    assert answer.status_code == 422
    assert "Det skygger." in answer.text
    assert put_to(desk, NEAR).answered_at is None
    assert all_of("cases.AnswerPaper") == []


def test_nobody_answers_for_another(desk, case):
    for stranger in (desk.citizen(FAR), desk.citizen(ANNE)):
        assert stranger.post(url_of(desk, NEAR), OBJECTS).status_code == 404

    assert put_to(desk, NEAR).answered_at is None


def test_a_clerk_enters_the_same_form_and_the_case_counts_the_answers(desk, case):
    clerk = desk.staff("Byg-Sagsbehandlere", name="Bo Byg")
    url = f"/work/cases/{case.id}/tasks/{put_to(desk, FAR).task_id}/answer/"
    assert "Light and shade" in page(clerk, url)
    assert clerk.post(url, {"channel": "phone", "shown": SHOWN}).status_code == 422
    assert put_to(desk, FAR).answered_at is None
    before = page(clerk, f"/work/cases/{case.id}/")
    assert "2 not answered yet" in before

    typed = {"channel": "phone", "answer": "no-objection", "shown": SHOWN}
    assert clerk.post(url, typed).status_code == 302
    assert desk.citizen(NEAR).post(url_of(desk, NEAR), OBJECTS).status_code == 302
    run_all()
    after = page(clerk, f"/work/cases/{case.id}/")

    assert put_to(desk, FAR).came_by == "phone"
    for said in ("1 “I have objections”", "1 “I have no objections”", "Light and shade, Rainwater"):
        assert said in after


def test_the_case_and_its_preview_say_by_which_rule_the_visit_was_assigned(desk, case):
    clerk = desk.staff("Byg-Sagsbehandlere", name="Bo Byg")
    for one in (NEAR, FAR):
        desk.citizen(one).post(url_of(desk, one), {"answer": "no-objection", "shown": SHOWN})
    run_all()

    said = "Assigned by rule: Extensions, carports and sheds are visited in turn."
    assert said in page(clerk, f"/work/cases/{case.id}/")
    assert said in clerk.get(f"/work/cases/{case.id}/preview/").text
    assert "assigned by rule" in page(clerk, "/work/")
