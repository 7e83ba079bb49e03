"""A caseworker asks the applicant for something; both see what was asked and answered."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO, NOON, Objection
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import GOOD, all_of, page, read_on

QUESTION = "Your pay slip of October."
PDF = b"%PDF-1.7\nlonseddel"


@pytest.fixture
def asked(desk, case, url):
    """Return the caseworker's browser after the question was sent, and the applicant's task."""
    mette = desk.staff()
    assert "Ask the applicant for something" in page(mette, f"/work/cases/{case.id}/")
    answer = mette.post(f"{url}/ask-to-complete/", {"question": QUESTION})
    assert "The applicant is asked" in page(mette, answer.url)
    return mette, next(task for task in all_of("cases.Task") if task.task_kind == "complete")


def test_the_applicant_answers_on_my_page_and_the_unit_reads_it(desk, case, asked):
    mette, task = asked
    anne = desk.citizen(ANNE)
    mine = f"/my/tasks/{task.id}/completion/"
    assert mine in page(anne, "/my/")
    assert QUESTION in page(anne, mine)
    assert page(mette, "/work/?queue=todo").count('name="task"') == 0

    anne.post(mine, {"text": "I send it by post."})
    run_all()

    assert "I send it by post." in page(anne, mine)
    assert "Applicant answered" in page(anne, f"/my/cases/{case.id}/")
    shown = page(mette, f"/work/cases/{case.id}/")
    assert QUESTION in shown
    assert "I send it by post." in shown
    assert page(mette, "/work/?queue=todo").count('name="task"') == 1


def test_an_empty_answer_is_asked_for_again(desk, asked):
    anne = desk.citizen(ANNE)
    answer = anne.post(f"/my/tasks/{asked[1].id}/completion/", {"text": " "})

    assert answer.status_code == 422
    assert "Write your answer." in answer.text
    assert all_of("cases.Completion")[0].answered_at is None


def test_nobody_else_reads_or_answers(desk, asked):
    desk.town.move_in(BO)
    mine = f"/my/tasks/{asked[1].id}/completion/"

    assert desk.citizen(BO).get(mine).status_code == 404
    assert desk.citizen(BO).post(mine, {"text": "x"}).status_code == 404
    assert asked[0].get(mine).status_code == 403
    assert all_of("cases.Completion")[0].answered_at is None


def test_less_than_all_is_not_decided_while_the_applicant_may_answer(desk, case, url, asked):
    form = {
        "choice": "share",
        "percent": "50",
        "from-day": "1",
        "from-month": "12",
        "from-year": "2024",
        "reasons": "Lav.",
        "deviation": "Nyt job.",
    }
    answer = asked[0].post(f"{url}/decide/", form | read_on(asked[0], case.id))

    assert answer.status_code == 422
    assert all_of("cases.Decision") == []
    answer = asked[0].post(f"{url}/decide/", form | {"percent": "100"} | read_on(asked[0], case.id))
    assert answer.status_code == 302
    assert asked[1].id in {task.id for task in all_of("cases.Task") if task.status == "cancelled"}


def test_a_decision_that_is_refused_leaves_the_question_to_a_partner_open(desk):
    desk.town.move_in(ANNE, BO)
    named = {"name": "Bo B", "person_id": str(desk.town.people[BO.number])}
    claims = {"household.has_partner": Objection(own=True), "household.partner": Objection(own=named)}
    case = desk.town.decide_application(ANNE, objections=claims)
    (own,) = all_of("cases.Task")
    mette, url = desk.staff(), f"/work/cases/{case.id}/tasks/{own.id}"
    mette.post(f"{url}/ask-partner/")
    before = [(task.id, task.status) for task in all_of("cases.Task")]

    answer = mette.post(f"{url}/decide/", GOOD | {"percent": "50"} | read_on(mette, case.id))

    assert (len(before), answer.status_code) == (2, 422)
    assert [(task.id, task.status) for task in all_of("cases.Task")] == before
    assert mette.post(f"{url}/decide/", GOOD | read_on(mette, case.id)).status_code == 302
    assert {task.status for task in all_of("cases.Task")} == {"open", "cancelled"}


def test_an_empty_question_is_refused_and_nobody_is_written_to(desk, case, url):
    assert desk.staff().post(f"{url}/ask-to-complete/", {"question": " "}).status_code == 422
    assert all_of("cases.Completion") == []
    assert [letter.template for letter in all_of("post.Letter")] == []


def test_papers_that_come_with_the_answer_are_read_by_the_unit_and_by_who_sent_them_alone(desk, case, asked):
    mette, task = asked
    anne = desk.citizen(ANNE)
    mine = f"/my/tasks/{task.id}/completion/"
    anne.post(mine, {"text": "", "papers": [file("../løn.pdf"), file("hours.pdf", b"37")]})
    run_all()
    kept = all_of("cases.AnswerPaper")
    assert [name in page(anne, mine) for name in ("løn.pdf", "hours.pdf")] == [True, True]
    paper = anne.get(f"{mine}{kept[1].document_id}/")
    assert (paper.content, paper["Content-Type"]) == (PDF + b"37", "application/pdf")
    assert paper["Content-Disposition"].startswith("attachment")
    assert desk.citizen(BO).get(f"{mine}{kept[1].document_id}/").status_code == 404

    shown = page(mette, f"/work/cases/{case.id}/")
    assert "løn.pdf" in shown
    assert "Sent with an answer" in shown
    read = mette.get(f"/work/cases/{case.id}/documents/{kept[0].document_id}/")
    assert read.content == PDF
    assert read["Content-Security-Policy"].startswith("sandbox")
    assert read["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ([("pay.pdf", b"<script>")], "Choose a PDF, JPEG or PNG"),
        ([("pay.pdf", None), ("big.pdf", b"0" * 10 * 2**20)], "at most 10 MB"),
        ([(f"{one}.pdf", None) for one in range(6)], "room for 5 files"),
        ([("pay.pdf", None), ("empty.pdf", b"")], "The file is empty"),
    ],
)
def test_one_paper_that_cannot_be_taken_keeps_the_whole_answer_back(desk, case, asked, sent, said):
    mine = f"/my/tasks/{asked[1].id}/completion/"
    files = [SimpleUploadedFile(name, _bytes(content)) for name, content in sent]
    answer = desk.citizen(ANNE).post(mine, {"text": "Here it is.", "papers": files})

    assert answer.status_code == 422
    assert said in answer.text
    assert "Then choose all your files again." in answer.text
    assert "Here it is." in answer.text
    assert all_of("cases.Completion")[0].answered_at is None
    assert all_of("cases.AnswerPaper") == []
    assert all_of("records.Document") == []


def _bytes(content):
    """Return what a file of the test holds: None for a PDF, else as it stands; what begins with zeros is a large one."""
    return PDF if content is None else PDF + content if content[:1] == b"0" else content


def file(name, more=b""):
    return SimpleUploadedFile(name, PDF + more, content_type="application/pdf")


def test_a_question_is_taken_back_before_it_is_answered(desk, case, asked):
    mette, task = asked
    assert "Take the question back" in page(mette, f"/work/cases/{case.id}/")

    answer = mette.post(f"/work/cases/{case.id}/unask/")
    run_all()

    shown = page(mette, answer.url)
    assert "The question is taken back" in shown
    assert "Take the question back" not in shown
    assert desk.town.again(case).status == "with_unit"
    anne = desk.citizen(ANNE)
    assert f"/my/tasks/{task.id}/completion/" not in page(anne, "/my/")
    assert "Question taken back" in page(anne, f"/my/cases/{case.id}/")
    assert anne.post(f"/my/tasks/{task.id}/completion/", {"text": "Here it is."}).status_code == 409
    assert mette.post(f"/work/cases/{case.id}/unask/").status_code == 409
    assert all_of("cases.Completion")[0].answered_at is None


def test_what_was_answered_is_not_taken_back(desk, case, asked):
    mette, task = asked
    desk.citizen(ANNE).post(f"/my/tasks/{task.id}/completion/", {"text": "Here it is."})
    run_all()

    assert mette.post(f"/work/cases/{case.id}/unask/").status_code == 409
    assert all_of("cases.Completion")[0].answer == "Here it is."


def test_what_the_applicant_says_on_the_phone_is_entered_and_told_as_the_colleagues(desk, case, asked):
    mette, task = asked
    address = f"/work/cases/{case.id}/tasks/{task.id}/answer/"
    assert address in page(mette, f"/work/cases/{case.id}/")
    assert "Enter the answer of Anne Andersen" in page(mette, address)
    wrong = mette.post(address, {"channel": "paper", "said": "37 hours."})
    assert wrong.status_code == 422
    assert "An answer on paper needs its scan." in wrong.text
    assert all_of("cases.Completion")[0].answered_at is None

    told = mette.post(address, {"channel": "phone", "said": "37 hours."})
    run_all()
    shown = page(mette, told.url)
    assert "The answer is entered" in shown
    assert "37 hours. · entered by a colleague, phone" in shown
    assert "37 hours." in page(desk.citizen(ANNE), f"/my/tasks/{task.id}/completion/")


def test_a_late_answer_is_taken_while_nothing_is_decided_and_says_that_it_is_late(desk, case, asked):
    _mette, task = asked
    mine = f"/my/tasks/{task.id}/completion/"
    with clock.frozen(NOON + dt.timedelta(days=16)):
        due.wake_due()
        run_all()
        anne = desk.citizen(ANNE)
        assert "Nothing is decided yet, so you can still write to us." in page(anne, mine)
        assert anne.post(mine, {"text": "I was ill."}).status_code == 302
        run_all()
        shown = page(desk.staff(), f"/work/cases/{case.id}/")
        assert "I was ill. · late, came 21\xa0November" in shown
        assert anne.post(mine, {"text": "And again."}).status_code == 409
    assert all_of("cases.Completion")[0].answer == "I was ill."
