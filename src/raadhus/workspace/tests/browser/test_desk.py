"""The desk in a real browser: for everyone, at every width, in light and dark, by keyboard and without script."""

import pytest
from django.conf import settings

from raadhus.workspace.tests.browser.conftest import TOWN
from raadhus.workspace.tests.deskkit import OPERATORS, all_of

pytestmark = pytest.mark.browser
ASKED = "{rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}}"


def waiting():
    """Return the open tasks of the unit, the nearest deadline first."""
    tasks = [task for task in all_of("cases.Task") if task.status == "open" and task.person_id is None]
    return sorted(tasks, key=lambda task: (task.due_on, task.id))


def test_no_page_has_an_accessibility_violation_or_is_too_wide(busy, opened):
    axe = (settings.HOME / "assets" / "tests" / "axe.min.js").read_text()
    mette, ole = busy.staff(), busy.staff(OPERATORS, name="Ole Drift")
    tasks = waiting()
    appeal = next(task for task in tasks if task.task_kind == "reassess")
    pages = (
        (mette, "/work/"),
        (mette, "/work/?queue=mine"),
        (mette, f"/work/cases/{tasks[0].case_id}/"),
        (mette, f"/work/cases/{appeal.case_id}/"),
        (ole, "/work/operations/"),
    )
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)):
        for browser, path in pages:
            page = opened(
                browser, path, width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
            )
            page.wait_for_selector("html[data-ready]")
            page.evaluate(axe)
            told = f"axe.run(document, {ASKED}).then(told => told.violations.map(one => one.id + ': ' + one.nodes[0].html))"
            found[scheme, width, path] = page.evaluate(told)
            widths[scheme, width, path] = page.evaluate("document.documentElement.scrollWidth")
            page.close()

    assert {place: told for place, told in found.items() if told} == {}
    assert widths == {place: place[1] for place in widths}


def test_the_list_is_walked_and_a_case_opened_by_keyboard(busy, opened):
    first, second = waiting()[:2]
    page = opened(busy.staff(), "/work/")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_selector("#preview .rh-case-head")
    number = next(case.number for case in all_of("cases.Case") if case.id == second.case_id)
    assert number in page.inner_text("#preview")

    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{TOWN}/work/cases/{first.case_id}/")
    page.go_back()
    page.wait_for_selector("html[data-ready]")
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
    page.get_by_role("button", name="Decide", exact=True).click()

    assert [one.task_id for one in all_of("cases.Decision") if not one.is_automatic] == [task.id]
