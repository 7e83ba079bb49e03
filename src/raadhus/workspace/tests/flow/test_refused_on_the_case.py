"""What is refused on a case's page stays there: what was typed stands in its form, what is wrong at its field."""

import html
import re

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO, NOON
from raadhus.platform import clock
from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import all_of, page
from raadhus.workspace.tests.flow.test_belonging import GROUND, NINA, PIA
from raadhus.workspace.tests.sidekit import Side

TABLES = ("Party", "CaseLink", "Note", "Message", "Completion", "Task", "Decision", "TimelineEntry")


@pytest.fixture
def mette(desk, case):
    """Return the browser of a caseworker who has the case open already."""
    mette = desk.staff()
    page(mette, f"/work/cases/{case.id}/")
    return mette


def stored():
    """Return what stands in the tables that these acts write to, letters and messages too."""
    rows = {name: len(all_of(f"cases.{name}")) for name in TABLES}
    return rows | {"letters": len(all_of("post.Letter"))}


def send(browser, case, path, form):
    return browser.post(f"/work/cases/{case.id}/{path}/", form)


def stays(answer, field, said, status=422):
    """Check that the page of the case says ``said`` at ``field`` and in its summary, with the fold open around it."""
    assert answer.status_code == status
    assert page_problems(answer.text) == ()
    text = html.unescape(answer.text)
    assert f'href="#f-{field}"' in text
    assert text.count(said) >= 2
    assert re.search(rf'<details[^>]* open[^>]*>(?:(?!</details>).)*id="f-{field}"', text, re.DOTALL)
    assert re.search(rf'id="f-{field}"[^>]*aria-invalid="true"', text)
    assert "<title>Error:" in text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("EGE-2024-999999", "Your units have no case with this number."),
        ("", "Your units have no case with this number."),
        ("own", "This is the number of the case itself."),
        ("linked", "The two cases are linked already."),
    ],
)
def test_a_link_that_is_refused_stays_on_the_case_with_its_number(desk, case, mette, number, said):
    desk.town.move_in(BO)
    other = desk.town.decide_application(BO)
    send(mette, case, "links", {"number": other.number})
    typed = {"own": case.number, "linked": other.number}.get(number, number)
    before = stored()

    answer = send(mette, case, "links", {"number": typed})

    stays(answer, "number", said)
    assert f'name="number" type="text" value="{typed}"' in answer.text
    assert stored() == before


@pytest.mark.parametrize(
    ("number", "ground", "field", "said"),
    [
        ("6808901230", GROUND, "identity", "The population register finds nobody with this number."),
        ("nobody", GROUND, "identity", "The population register finds nobody with this number."),
        (ANNE.number, GROUND, "identity", "This person is in the case already."),
        (NINA.number, " ", "ground", "It is not said how we know that they may speak for the applicant"),
        (NINA.number, "x" * 401, "ground", "Write it in at most 400 characters."),
    ],
)
def test_a_representative_who_is_refused_stays_typed_with_what_is_wrong_at_its_field(
    desk, case, mette, number, ground, field, said
):
    desk.town.move_in(NINA)
    before = stored()

    answer = send(mette, case, "representatives", {"identity": number, "ground": ground})

    stays(answer, field, said)
    assert f'value="{number}"' in answer.text
    assert f'value="{ground}"' in answer.text
    assert stored() == before


def test_a_protected_representative_is_refused_on_the_case_and_the_look_into_the_register_is_kept(
    desk, case, mette
):
    desk.town.move_in(PIA)
    before, looked = stored(), len(all_of("registers.RegisterLookup"))

    answer = send(mette, case, "representatives", {"identity": PIA.number, "ground": GROUND})

    stays(answer, "identity", "cleared for protected addresses", status=403)
    assert "Pia Privat" not in answer.text
    assert stored() == before
    assert len(all_of("registers.RegisterLookup")) == looked + 1


@pytest.mark.parametrize(
    ("text", "said"),
    [(" ", "There is nothing in the note."), ("x" * 4001, "The note is longer than 4,000 characters.")],
)
def test_a_note_that_is_refused_stays_typed_with_whom_it_was_for(desk, case, mette, text, said):
    desk.staff(name="Lone Lund")
    lone = next(row.id for row in all_of("organisation.StaffMember") if row.name == "Lone Lund")
    before = stored()

    answer = send(mette, case, "notes", {"text": text, "to": str(lone)})

    stays(answer, "text", said)
    assert f'<option value="{lone}" selected' in answer.text
    assert stored() == before


@pytest.mark.parametrize("question", ["", "x" * 2001])
def test_a_question_that_is_refused_stays_typed_and_nobody_is_written_to(desk, case, mette, url, question):
    before = stored()

    answer = mette.post(f"{url}/ask-to-complete/", {"question": question})
    run_all()

    stays(answer, "question", "Write what you need from the applicant, in at most 2,000 characters.")
    assert question in answer.text
    assert stored() == before


def test_a_reopening_without_a_reason_stays_on_the_closed_case(desk, mette):
    desk.town.move_in(BO)
    closed = desk.town.decide_application(BO)
    page(mette, f"/work/cases/{closed.id}/")
    before = stored()

    answer = send(mette, closed, "reopen", {"reason": "x" * 2001})
    run_all()

    stays(answer, "reason", "Write why the case is reopened, in at most 2,000 characters.")
    assert "x" * 2001 in answer.text
    assert desk.town.again(closed).status == "closed"
    assert stored() == before


def test_whom_a_case_is_lent_for_a_step_gets_no_page_with_a_form_it_does_not_have(towns, db):
    with clock.frozen(NOON):
        side = Side()
        page(side.guest, f"/work/cases/{side.case_id}/")
        before = stored()
        answer = side.guest.post(side.url("link"), {"number": "EGE-2024-999999"})

        assert answer.status_code == 422
        assert 'name="number"' not in answer.text
        assert stored() == before
