"""Whoever is not cleared never reads a protected name or address, whatever the applicant says against which fact."""

import dataclasses
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO, Objection
from raadhus.workspace.tests.deskkit import CASEWORKERS, CLEARED, all_of, page, read_on

NADIA = dataclasses.replace(
    ANNE, name="Nadia Berg", street="Kildevej 21", name_protected=True, address_protected=True
)
HIDDEN = ("Nadia", "Berg", "Kildevej", "Nyvej", "Ida", "Andersen", "Bertelsen")
TELLING = "Nadia Berg of Kildevej 21, soon Nyvej 3"
OBJECTIONS = {
    "applicant.name": Objection(reason=TELLING),
    "applicant.address": Objection(
        reason=TELLING, own={"street": "Nyvej 3", "postal_code": "9990", "city": "Egeby"}
    ),
    "household.has_partner": Objection(reason=TELLING, own=False),
    "children.r1": Objection(reason=TELLING),
    "income.monthly": Objection(reason=TELLING, own="12000.00"),
}
LOOKS = ("", "preview/", "?show=forms", "?show=letters", "?show=decisions", "?show=work", "?show=looks")


def apply(desk, resident, objections, files=()):
    submission_id = desk.town.apply(resident, objections=objections, files=files)
    run_all()
    return desk.town.case_of(submission_id)


def seen(browser, case):
    """Return everything that a colleague reads of a case, the inbox too."""
    return browser.get("/work/").text + "".join(
        browser.get(f"/work/cases/{case.id}/{look}").text for look in LOOKS
    )


def standing_in(shown, words):
    """Return which of ``words`` stand in a page as words, in any case; a token may hold their letters by chance."""
    return [word for word in words if re.search(rf"\b{word}\b", shown, re.IGNORECASE)]


@pytest.mark.parametrize("key", OBJECTIONS)
def test_a_protected_person_can_contest_anything_and_stays_protected(desk, key):
    desk.town.move_in(NADIA)
    case = apply(desk, NADIA, {key: OBJECTIONS[key]}, files=("nadia berg kildevej 21.pdf",))
    shown = seen(desk.staff(), case)

    assert case.number in shown
    assert "Protected name" in shown
    assert standing_in(shown, HIDDEN) == []


def test_a_partner_who_is_named_by_a_protected_person_is_not_named_to_the_uncleared(desk):
    desk.town.move_in(NADIA, BO)
    told = {"name": BO.name, "person_id": str(desk.town.people[BO.number])}
    claims = {
        "household.has_partner": Objection(reason=TELLING, own=True),
        "household.partner": Objection(own=told),
    }
    case = apply(desk, NADIA, claims)
    shown = seen(desk.staff(), case)

    assert "The applicant says that they live with somebody." in shown
    assert standing_in(shown, HIDDEN) == []


def test_only_the_address_protected_hides_the_address_and_what_was_written(desk):
    somebody = dataclasses.replace(NADIA, name_protected=False)
    desk.town.move_in(somebody)
    case = apply(
        desk, somebody, {"applicant.address": OBJECTIONS["applicant.address"]}, files=("kildevej.pdf",)
    )
    shown = seen(desk.staff(), case)

    assert "Nadia Berg" in shown
    assert standing_in(shown, ("Kildevej", "Nyvej")) == []


def test_what_a_protected_person_answers_and_appeals_is_hidden_too(desk):
    desk.town.move_in(NADIA)
    case = apply(desk, NADIA, {"income.monthly": OBJECTIONS["income.monthly"]})
    task = all_of("cases.Task")[0]
    staff = desk.staff()
    staff.post(f"/work/cases/{case.id}/tasks/{task.id}/hear/", read_on(staff, case.id))
    hearing = next(one for one in all_of("cases.Task") if one.task_kind == "answer_hearing")
    desk.citizen(NADIA).post(f"/my/tasks/{hearing.id}/hearing/", {"text": TELLING})
    shown = seen(staff, case)

    assert "Hidden from you. A cleared colleague can read it." in shown
    assert standing_in(shown, HIDDEN) == []
    assert TELLING in page(desk.staff(CASEWORKERS, CLEARED, name="Cleo Cleared"), f"/work/cases/{case.id}/")


def test_a_cleared_colleague_reads_everything_in_plain_words(desk):
    desk.town.move_in(NADIA)
    case = apply(desk, NADIA, OBJECTIONS, files=("nadia berg kildevej 21.pdf",))
    shown = page(desk.staff(CASEWORKERS, CLEARED, name="Cleo Cleared"), f"/work/cases/{case.id}/")

    for words in (
        "Your address",
        "the applicant says: Nyvej 3, 9990 Egeby",
        "the population register says: Kildevej 21, 9990 Egeby",
        "Ida Andersen",
        "nadia berg kildevej 21.pdf",
        TELLING,
    ):
        assert words in shown


def test_no_page_of_a_case_shows_a_key_or_a_value_as_the_machine_keeps_it(desk):
    desk.town.move_in(ANNE)
    case = apply(desk, ANNE, OBJECTIONS)
    page_of_case = seen(desk.staff(), case)
    shown = html.unescape(re.sub(r"<[^>]*>", " ", page_of_case))

    for raw in (
        *OBJECTIONS,
        "household.partner",
        "{'",
        "{&#x27;",
        "&#x27;street",
        "None",
        "2021-04-01",
        "True",
    ):
        assert raw not in shown, raw
    assert "Born: 1\u00a0April 2021" in shown
    assert "Lives with you: Yes" in shown


@pytest.mark.parametrize("what", ["name_protected", "address_protected"])
def test_who_becomes_protected_later_is_so_in_the_cases_there_are(desk, what):
    before = dataclasses.replace(NADIA, name_protected=False, address_protected=False)
    desk.town.move_in(before)
    case = apply(desk, before, {"income.monthly": OBJECTIONS["income.monthly"]}, files=("kildevej 21.pdf",))
    assert "Kildevej" in standing_in(seen(desk.staff(), case), HIDDEN)
    (attached,) = all_of("forms.Attachment")
    paper = f"/work/cases/{case.id}/attachments/{attached.id}/"

    desk.town.move_in(dataclasses.replace(before, **{what: True}))

    hidden = set(HIDDEN) if what == "name_protected" else {"Kildevej", "Nyvej"}
    assert set(standing_in(seen(desk.staff(), case), HIDDEN)) & hidden == set()
    assert desk.staff().get(paper).status_code == 403
    assert "Kildevej" in standing_in(seen(desk.staff(CASEWORKERS, CLEARED), case), HIDDEN)


def test_a_paper_sent_with_an_answer_has_no_name_for_the_uncleared_and_is_not_opened(desk):
    desk.town.move_in(NADIA)
    case = apply(desk, NADIA, {"income.monthly": OBJECTIONS["income.monthly"]})
    url = f"/work/cases/{case.id}/tasks/{all_of('cases.Task')[0].id}"
    desk.staff(CASEWORKERS, CLEARED).post(f"{url}/ask-to-complete/", {"question": "Your pay slip."})
    task = next(one for one in all_of("cases.Task") if one.task_kind == "complete")
    file = SimpleUploadedFile("nadia berg kildevej 21.pdf", b"%PDF-1.7\nlonseddel")
    desk.citizen(NADIA).post(f"/my/tasks/{task.id}/completion/", {"text": TELLING, "papers": file})
    run_all()
    (paper,) = all_of("cases.AnswerPaper")

    assert standing_in(seen(desk.staff(), case), HIDDEN) == []
    address = f"/work/cases/{case.id}/documents/{paper.document_id}/"
    assert desk.staff().get(address).status_code == 403
    assert desk.staff(CASEWORKERS, CLEARED).get(address).content == b"%PDF-1.7\nlonseddel"
