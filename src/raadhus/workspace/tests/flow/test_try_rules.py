"""Staff try a change of rules on earlier cases: choose, follow, read, and what each of them may see."""

import dataclasses
import re
import uuid

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, BO, EVA, package_files
from raadhus.platform.actor import Role
from raadhus.rules.public.drafts import DraftOrder, begin_draft
from raadhus.workspace.tests.deskkit import CASEWORKERS, CLEARED, FRONTDESK, LEADERS, all_of, page

TRY = "/work/rules/free-place-subsidy/try/"
RULES = package_files()["rules.dmn"]
DEARER = RULES.replace(b"<text>70089</text>", b"<text>7008</text>")


def file_of(source, name="dearer.dmn"):
    return SimpleUploadedFile(name, source)


def begin(browser, source=DEARER, **changes):
    """Send the form with a file, the rules in force, and a period."""
    shown = browser.get(TRY).text
    old = re.search(r'name="old".*?<option value="([0-9a-f]{64})"', shown, re.DOTALL)
    sent = {"old": old[1] if old else "", "new": "", "period": "this-year", "file": file_of(source)} | changes
    return browser.post(TRY, {name: value for name, value in sent.items() if value is not None})


@pytest.fixture
def decided(desk):
    """Return the desk after three applications were decided."""
    desk.town.move_in(ANNE, BO, EVA)
    for resident in (ANNE, BO, EVA):
        desk.town.decide_application(resident)
    return desk


def test_a_change_is_tried_and_its_page_says_first_what_came_of_it(decided):
    browser = decided.staff()

    begun = begin(browser)
    url = begun.headers["Location"]
    assert "0 of 3 cases are computed." in page(browser, url)
    run_all()

    shown = page(browser, url)
    assert "2 of 3 cases come out the same. 1 is worse off." in shown
    assert "The municipality spends DKK\u00a05,376 less a year." in shown
    assert "row\u00a03 gives something else" in shown.replace("row 3", "row\u00a03")
    assert "EGE-2024-000001" in shown
    assert "−DKK\u00a0448" in shown
    assert "Anne" not in shown


def test_the_list_tells_what_was_tried_by_whom(decided):
    browser = decided.staff()
    begin(browser)

    shown = page(browser, TRY)

    assert "1.0.0 compared with dearer.dmn" in shown
    assert "Mette Juhl" in shown
    assert "being computed" in shown


def test_a_leader_gets_no_small_numbers_and_no_cases(decided):
    url = begin(decided.staff()).headers["Location"]
    run_all()
    leader = decided.staff(LEADERS, name="Lis Leder")

    shown = page(leader, url)

    assert "3 cases were tried. Some are worse off." in shown
    assert "EGE-2024" not in shown
    assert "5,376" not in shown
    assert "DKK\u00a0448" not in shown
    assert "percentage points" not in shown
    figures = leader.get(f"{url}figures.csv").text
    assert "worse,,,hidden," in figures
    assert "448" not in figures
    assert leader.get(f"{url}cases.csv").status_code == 403


def test_rules_that_nobody_else_has_seen_are_tried_by_those_who_open_cases_only(decided):
    leader = decided.staff(LEADERS, name="Lis Leder")
    shown = page(leader, TRY)
    answer = begin(leader)

    assert 'name="file"' not in shown
    assert "Rules from a file are tried by those who work on the cases." in shown
    assert answer.status_code == 403
    assert all_of("cases.RuleTrial") == []
    assert 'name="file"' in page(decided.staff(), TRY)


def test_figures_and_cases_are_taken_along_as_files(decided):
    browser = decided.staff()
    url = begin(browser).headers["Location"]
    run_all()

    figures = browser.get(f"{url}figures.csv")
    cases = browser.get(f"{url}cases.csv")

    assert figures.headers["Content-Disposition"] == 'attachment; filename="trial-free-place-subsidy.csv"'
    assert "worse,,,1,-448.00" in figures.text
    assert cases.text.splitlines()[1:] == ["EGE-2024-000001,worse,62,48,-448.00"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"file": None}, "Choose from the list above, or a file here."),
        ({"old": "0" * 64}, "Choose from the lists."),
        ({"period": "ever"}, "Choose from the lists."),
        ({"period": "last-year"}, "Nothing was decided in this period."),
        ({"file": file_of(b"")}, "The file is empty, or larger than 5 MB."),
        ({"file": file_of(b"<definitions/>")}, "The new rules have errors"),
        ({"file": file_of(b"<script>alert(1)</script>")}, "The new rules have errors"),
    ],
)
def test_what_cannot_be_tried_is_told_beside_the_form_and_nothing_begins(decided, changes, told):
    answer = begin(decided.staff(), **changes)

    assert answer.status_code == 422
    assert told in answer.text
    assert all_of("cases.RuleTrial") == []


def test_the_same_rules_twice_are_told_apart_before_anything_is_read(decided):
    browser = decided.staff()
    old = re.search(r'<option value="([0-9a-f]{64})"', browser.get(TRY).text)[1]

    answer = begin(browser, new=old, file=None)

    assert "These are the rules as they are. Choose others." in answer.text


def test_a_draft_is_tried_from_its_own_link(decided):
    author = dataclasses.replace(decided.town.caseworker(), roles=frozenset({Role.RULE_AUTHOR}))
    with decided.transaction():
        order = DraftOrder(
            service_key="free-place-subsidy", title="Less for singles", based_on="0" * 64, source=DEARER
        )
        draft = begin_draft(author, order)
    browser = decided.staff()

    shown = page(browser, f"{TRY}?draft={draft}")
    assert f'<option value="{draft}" selected>Draft: Less for singles' in shown
    assert f'<option value="{draft}" selected>Draft: Less for singles' in page(browser, TRY)
    url = begin(browser, new=str(draft), file=None).headers["Location"]
    run_all()

    assert "1.0.0 compared with Less for singles" in page(browser, url)


def test_a_file_called_like_a_script_is_shown_as_text(decided):
    browser = decided.staff()
    answer = begin(browser, file=file_of(DEARER, name="<img src=x onerror=alert(1)>.dmn"))
    run_all()

    shown = page(browser, answer.headers["Location"])

    assert "<img src=x" not in shown


def test_a_trial_is_stopped_and_deleted_by_button(decided):
    browser = decided.staff()
    url = begin(browser).headers["Location"]

    assert browser.post(f"{url}stop/").status_code == 302
    assert "The trial was stopped" in page(browser, url)
    gone = browser.post(f"{url}delete/")

    assert "The trial is deleted." in page(browser, gone.headers["Location"])
    assert browser.get(url).status_code == 404
    assert all_of("cases.RuleTrial") == []


def test_a_colleague_reads_a_trial_and_has_no_button_that_ends_it(decided):
    url = begin(decided.staff()).headers["Location"]
    colleague, leader = decided.staff(name="Kai Kollega"), decided.staff(LEADERS, name="Lis Leder")

    assert "stop/" not in page(colleague, url)
    assert "stop/" in page(leader, url)
    assert colleague.post(f"{url}stop/").status_code == 403
    assert [trial.state for trial in all_of("cases.RuleTrial")] == ["running"]


def test_a_trial_of_another_service_is_not_there(decided):
    browser = decided.staff()
    url = begin(browser).headers["Location"]

    assert browser.get(url.replace("free-place-subsidy", "passport")).status_code == 404
    assert browser.get(f"{TRY}{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("act", ["", "stop/", "delete/", "figures.csv", "cases.csv"])
def test_nobody_without_the_right_comes_near(decided, act):
    url = begin(decided.staff()).headers["Location"] + act
    for browser, status in (
        (decided.stranger(), 302),
        (decided.citizen(BO), 403),
        (decided.staff(FRONTDESK, name="Finn Front"), 403),
    ):
        answer = browser.post(url) if act in {"stop/", "delete/"} else browser.get(url)

        assert answer.status_code == status
    assert [trial.state for trial in all_of("cases.RuleTrial")] == ["running"]


def test_what_is_protected_is_listed_for_the_cleared_only(decided):
    with decided.transaction():
        apps.get_model("cases.Party").objects.update(hides_name=True)
    url = begin(decided.staff()).headers["Location"]
    run_all()

    assert "EGE-2024" not in page(decided.staff(), url)
    assert "EGE-2024-000001" in page(decided.staff(CASEWORKERS, CLEARED, name="Klara Klar"), url)


@pytest.mark.parametrize("language", ["da", "nb"])
def test_the_pages_speak_the_readers_language(decided, language):
    browser = decided.staff(language=language)
    url = begin(browser).headers["Location"]
    run_all()

    shown = page(browser, TRY) + page(browser, url)

    assert {"da": "2 af 3 sager ender som før.", "nb": "2 av 3 saker ender som før."}[language] in shown
    assert "cases" not in re.sub(r"<[^>]+>", "", shown)


def test_a_page_of_results_takes_few_queries(decided, django_assert_max_num_queries):
    browser = decided.staff()
    url = begin(browser).headers["Location"]
    run_all()
    browser.get(url)

    with django_assert_max_num_queries(22):  # two of them ask whether this look is noted already
        browser.get(url)
