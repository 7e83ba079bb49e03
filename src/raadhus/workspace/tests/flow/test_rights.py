"""Who may open and do what: every address of the workspace against everybody, and nothing changes on a refusal."""

import re
import uuid

import pytest
from django.apps import apps
from django.urls import reverse

from raadhus.cases.tests.casekit import ANNE, BO, CARL
from raadhus.workspace.tests.deskkit import (
    FRONTDESK,
    LEADERS,
    NORDBY,
    NORDBY_CASEWORKERS,
    OPERATORS,
    all_of,
)
from raadhus.workspace.web import papers
from raadhus.workspace.web.model_pages import urls as model_urls
from raadhus.workspace.web.process_pages import urls as process_urls
from raadhus.workspace.web.rules_pages import urls as rules_urls
from raadhus.workspace.web.urls import urlpatterns as every_pattern

# The pages of rules and of processes have matrices of their own.
ELSEWHERE = (*rules_urls.urlpatterns, *model_urls.urlpatterns, *process_urls.urlpatterns)
urlpatterns = [pattern for pattern in every_pattern if pattern not in ELSEWHERE]
CASE = {"case", "preview", "letter", "document", "attachment", "case-rules"}
ACTS = {
    "write-note",
    "withdraw",
    "reopen",
    "unask",
    "link",
    "unlink",
    "represent",
    "unrepresent",
    "take",
    "release",
    "hear",
    "ask-partner",
    "ask-to-complete",
    "decide",
    "send",
    "correct",
    "forward",
    "work",
}
EVERYBODY = ("stranger", "citizen", "nordby", "frontdesk", "leader", "operator", "household", "caseworker")
KEPT = (
    "cases.Case",
    "cases.Task",
    "cases.Decision",
    "cases.Withdrawal",
    "cases.Assessment",
    "cases.Correction",
    "cases.Hearing",
    "cases.Note",
    "cases.Message",
    "cases.CaseLink",
    "cases.Party",
    "cases.Approval",
    "cases.TimelineEntry",
    "identity.SeenEntry",
    "bus.OutboxEvent",
    "post.Letter",
)
# What each may get, beside a page: found for nobody in 404, told why not in 403, led to the login by 302.
EXPECTED = {
    "stranger": 302,
    "citizen": 403,
    "nordby": 404,
    "frontdesk": 403,
    "leader": 403,
    "operator": 403,
    "household": 403,
}


@pytest.fixture
def case(desk):
    """Return a case of Carl's household, whose income is contested, with its task."""
    desk.town.move_in(BO)
    anne, _ = desk.town.move_together(ANNE, CARL)
    found = desk.town.decide_application(anne, contested=True)
    with desk.transaction():  # as if the partner's time were over
        apps.get_model("cases.Task").objects.update(person_id=None, task_kind="assess")
    return found


@pytest.fixture
def browsers(desk, case):
    """Return everybody's browser."""
    return {
        "stranger": desk.stranger(),
        "citizen": desk.citizen(BO),
        "nordby": desk.staff(NORDBY_CASEWORKERS, name="Nina Nord", tenant=NORDBY),
        "frontdesk": desk.staff(FRONTDESK, name="Finn Front"),
        "leader": desk.staff(LEADERS, name="Lis Leder"),
        "operator": desk.staff(OPERATORS, name="Ole Drift"),
        "household": desk.carl(),
        "caseworker": desk.staff(),
    }


def addresses(case):
    """Return the address of every route, by its name; ids that do not exist stand for what would be found too late."""
    task = next(task for task in all_of("cases.Task") if task.case_id == case.id)
    ids = {
        "case_id": case.id,
        "task_id": task.id,
        "document_id": uuid.uuid4(),
        "attachment_id": uuid.uuid4(),
        "assessment_id": uuid.uuid4(),
        "act_id": uuid.uuid4(),
        "view_id": uuid.uuid4(),
        "closed_id": uuid.uuid4(),
        "link_id": uuid.uuid4(),
        "party_id": uuid.uuid4(),
        "absence_id": uuid.uuid4(),
        "escalation_id": uuid.uuid4(),
        "letter_id": uuid.uuid4(),
    }
    return {
        pattern.name: reverse(
            f"workspace:{pattern.name}", kwargs={key: ids[key] for key in pattern.pattern.converters}
        )
        for pattern in urlpatterns
    }


def state(desk):
    return {label: [(row.pk, repr(row.__dict__)) for row in _rows(label)] for label in KEPT}


def _rows(label):
    rows = all_of(label)
    for row in rows:
        row.__dict__.pop("_state")
    return rows


def answer_of(browser, name, url):
    if name in ACTS:
        return browser.post(url, {"text": "x"})
    if name == "settle":
        return browser.post(url, {"kind": "job", "act": "again", "id": str(uuid.uuid4())})
    return browser.get(url)


def test_every_address_is_in_the_matrix():
    assert {pattern.name for pattern in urlpatterns} == CASE | ACTS | {
        "inbox",
        "operations",
        "settle",
        "absences",  # tested with what they do
        "absence-end",
        "deadlines",
        "closed-days",
        "closed-day-open",
        "see-to",
        "many",  # tested with what they do
        "many-undo",
        "many-preview",
        "many-letter",
        "many-letter-stop",
        "enter-answer",
        "views",
        "view-delete",
        "help",  # tested with the forms that are filled in
        "help-end",
    }


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != "caseworker"])
def test_nobody_else_opens_or_does_anything(desk, case, browsers, who):
    before = state(desk)
    statuses = {}
    for name, url in addresses(case).items():
        if name in CASE | ACTS:
            statuses[name] = answer_of(browsers[who], name, url).status_code

    assert statuses == dict.fromkeys(CASE | ACTS, EXPECTED[who])
    assert state(desk) == before


def test_absent_and_anothers_cannot_be_told_apart(desk, case, browsers):
    nordby = browsers["nordby"]
    absent = nordby.get(f"/work/cases/{uuid.uuid4()}/")
    anothers = nordby.get(f"/work/cases/{case.id}/")

    assert (absent.status_code, anothers.status_code) == (404, 404)
    assert without_reference(absent) == without_reference(anothers)


def test_a_case_of_another_unit_is_not_there(desk, case, browsers):
    with desk.transaction():
        elsewhere = uuid.uuid4()
        apps.get_model("cases.Case").objects.filter(id=case.id).update(unit_id=elsewhere)
        apps.get_model("cases.Task").objects.filter(case=case.id).update(unit_id=elsewhere)

    assert browsers["caseworker"].get(f"/work/cases/{case.id}/").status_code == 404
    assert browsers["caseworker"].get("/work/", {"q": case.number}).status_code == 200


def test_who_belongs_to_the_household_is_told_who_can_take_the_case(desk, case, browsers):
    shown = browsers["household"].get(f"/work/cases/{case.id}/").text

    assert "This case concerns you or somebody in your household." in shown
    assert "One of these colleagues can take it: Mette Juhl." in shown


def test_a_case_of_the_own_household_is_not_in_the_inbox(desk, case, browsers):
    assert case.number not in browsers["household"].get("/work/").text
    assert "Anne Andersen" not in browsers["household"].get("/work/").text
    assert "Anne Andersen" in browsers["caseworker"].get("/work/").text


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("stranger", (302, 302)),
        ("citizen", (403, 403)),
        ("nordby", (200, 403)),
        ("frontdesk", (302, 403)),
        ("leader", (302, 403)),
        ("operator", (302, 200)),
        ("household", (200, 403)),
        ("caseworker", (200, 403)),
    ],
)
def test_who_comes_to_inbox_and_operations(desk, case, browsers, who, expected):
    before = state(desk)
    inbox, operations = expected

    assert browsers[who].get("/work/").status_code == inbox
    assert browsers[who].get("/work/operations/").status_code == operations
    settled = browsers[who].post(
        "/work/operations/settle/", {"kind": "job", "act": "again", "id": str(case.id)}
    )
    assert settled.status_code == (404 if operations == 200 else operations)
    assert state(desk) == before


def test_the_inbox_of_another_unit_is_not_there(desk, case, browsers):
    assert browsers["caseworker"].get("/work/", {"unit": str(uuid.uuid4())}).status_code == 404


def test_one_case_opens_no_other_cases_papers(desk, case, browsers):
    other = desk.town.decide_application(BO)
    document = all_of("records.Document")[-1]

    assert document.case_id == other.id
    assert browsers["caseworker"].get(f"/work/cases/{case.id}/documents/{document.id}/").status_code == 404


@pytest.mark.parametrize(
    "act", ["take", "release", "hear", "ask-partner", "send", "decide", "correct", "work"]
)
def test_a_task_is_done_only_at_the_address_of_its_own_case(desk, case, browsers, act):
    other = desk.town.decide_application(BO, contested=True)
    task = next(task for task in all_of("cases.Task") if task.case_id == case.id)
    before = state(desk)
    for elsewhere in (other.id, uuid.uuid4()):
        answer = browsers["caseworker"].post(f"/work/cases/{elsewhere}/tasks/{task.id}/{act}/", {"text": "x"})

        assert answer.status_code == 404
    now = state(desk)
    looks = {"cases.TimelineEntry", "identity.SeenEntry"}  # the other case is the caseworker's own to look at
    assert {label: now[label] for label in now if label not in looks} == {
        label: before[label] for label in before if label not in looks
    }


def without_reference(answer):
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", answer.text)  # address and reference
    return re.sub(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")\w+', "", text)


@pytest.mark.parametrize(("media_type", "way"), [("application/pdf", "attachment"), ("image/png", "inline")])
def test_what_a_citizen_attached_opens_in_a_sandbox(desk, case, browsers, monkeypatch, media_type, way):
    monkeypatch.setattr(papers.cases, "read_case_attachment", lambda *_asked: ("pay", media_type, b"..."))

    answer = browsers["caseworker"].get(f"/work/cases/{case.id}/attachments/{uuid.uuid4()}/")

    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"].startswith(way)
