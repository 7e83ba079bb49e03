"""The desk in a real browser: for everyone, at every width, in light and dark, by keyboard and without script."""

import pytest

from raadhus.statistics import demo as statistics_demo
from raadhus.workspace.tests.browser.conftest import TOWN
from raadhus.workspace.tests.deskkit import LEADERS, OPERATORS, all_of, read_on
from tests.browserkit import press, turning, violations, width_of

pytestmark = pytest.mark.browser


def waiting():
    """Return the open tasks of the unit, the nearest deadline first."""
    tasks = [task for task in all_of("cases.Task") if task.status == "open" and task.person_id is None]
    return sorted(tasks, key=lambda task: (task.due_on, task.id))


def one_at(status):
    """Return a case that stands at ``status``."""
    return next(case for case in all_of("cases.Case") if case.status == status)


def decided(browser, task):
    """Decide a case by hand; return its id. It waits to be sent."""
    form = {
        "choice": "share",
        "percent": "100",
        "from-day": "1",
        "from-month": "12",
        "from-year": "2024",
        "reasons": "Indtægten er lav.",
        "deviation": "Nyt job.",
    }
    form |= read_on(browser, task.case_id)
    assert browser.post(f"/work/cases/{task.case_id}/tasks/{task.id}/decide/", form).status_code == 302
    return task.case_id


def rules_of(case_id):
    assessment = next(row for row in all_of("cases.Assessment") if row.case_id == case_id)
    return f"/work/cases/{case_id}/rules/{assessment.id}/"


def test_no_page_has_an_accessibility_violation_or_is_too_wide(busy, opened):
    statistics_demo.load()
    mette, ole = busy.staff(), busy.staff(OPERATORS, name="Ole Drift")
    lis = busy.staff(LEADERS, name="Lis Leder")
    tasks = waiting()
    appeal = next(task for task in tasks if task.task_kind == "reassess")
    pages = (
        (mette, "/work/"),
        (mette, "/work/?queue=mine"),
        (mette, "/work/?q=77"),
        (mette, "/work/?queue=aside&due=28"),
        (mette, f"/work/many/?task={tasks[0].id}&task={tasks[1].id}"),
        (mette, "/work/help/"),
        (mette, f"/work/cases/{tasks[0].case_id}/"),
        (mette, f"/work/cases/{appeal.case_id}/"),
        (mette, f"/work/cases/{decided(mette, tasks[1])}/"),
        (mette, f"/work/cases/{one_at('hearing').id}/"),
        (mette, f"/work/cases/{one_at('closed').id}/"),
        (mette, "/work/cases/00000000-0000-0000-0000-000000000000/"),
        (mette, "/work/rules/free-place-subsidy/tables/"),
        (mette, rules_of(tasks[0].case_id)),
        (mette, "/work/operations/"),
        (ole, "/work/operations/"),
        (lis, "/console/"),
        (lis, "/console/?month=2023-01"),
    )
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)):
        for browser, path in pages:
            page = opened(
                browser, path, width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
            )
            found[scheme, width, path] = violations(page)
            widths[scheme, width, path] = width_of(page)
            page.close()

    assert {place: told for place, told in found.items() if told} == {}
    assert widths == {place: place[1] for place in widths}


def test_the_list_is_walked_and_a_case_opened_by_keyboard(busy, opened):
    first, second = waiting()[:2]
    page = opened(busy.staff(), "/work/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    number = next(case.number for case in all_of("cases.Case") if case.id == second.case_id)
    page.locator("#preview", has_text=number).locator(".rh-case-head").wait_for()

    page.keyboard.press("k")
    with turning(page, f"{TOWN}/work/cases/{first.case_id}/?task={first.id}"):
        page.keyboard.press("Enter")
    with turning(page):
        page.go_back()
    page.keyboard.press("?")
    assert page.locator(".rh-keys").get_attribute("open") is not None


def test_a_case_is_decided_without_script(busy, opened):
    task = next(task for task in waiting() if task.task_kind == "assess")
    mette = busy.staff()
    page = opened(mette, f"/work/cases/{task.case_id}/", java_script_enabled=False)
    page.get_by_text("Grant another share").or_(page.get_by_text("Grant", exact=True)).first.click()
    page.get_by_label("Share of full subsidy").fill("100")
    page.get_by_label("Reasons").fill("Indtægten er lav.")
    deviation = page.get_by_label("Why you decide otherwise than the rules")
    if deviation.count():
        deviation.fill("Nyt job.")
    with_answer = page.content()
    assert "Nothing is sent yet" in with_answer
    press(page, "Decide")

    assert [one.task_id for one in all_of("cases.Decision") if not one.is_automatic] == [task.id]


def test_what_is_asked_of_some_decisions_shows_when_one_of_them_is_chosen(busy, opened):
    proposed = {one.case_id for one in all_of("cases.Assessment") if one.percent is not None}
    task = next(task for task in waiting() if task.task_kind == "assess" and task.case_id in proposed)
    page = opened(busy.staff(), f"/work/cases/{task.case_id}/", java_script_enabled=False)
    share, deviation = page.locator("[name=percent]"), page.locator("[name=deviation]")

    shown = []
    for way in ("proposed", "share", "reject"):
        page.locator(f".rh-choice:has([value={way}]) label").click()
        shown.append((way, share.is_visible(), deviation.is_visible()))

    assert shown == [("proposed", False, False), ("share", True, True), ("reject", False, True)]


def test_a_figure_is_corrected_without_script_and_by_keyboard(busy, opened):
    task = next(task for task in waiting() if task.why == ["income-contested"])
    page = opened(busy.staff(), f"/work/cases/{task.case_id}/", java_script_enabled=False)
    page.locator("summary", has_text="Correct this figure").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("30000")
    page.keyboard.press("Tab")
    page.keyboard.type("Pay slip of October")
    page.keyboard.press("Tab")
    with turning(page):
        page.keyboard.press("Enter")
    assert page.get_by_text("The figure is corrected").is_visible()

    assert [one.case_id for one in all_of("cases.Correction")] == [task.case_id]
