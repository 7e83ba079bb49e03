"""What is refused on the page of a case, in a real browser: its fold stands open, and what was typed stands in it."""

import pytest

from raadhus.cases.tests.casekit import ANNE, NOON
from raadhus.cases.tests.flow.test_senior_housing import ANSWERS
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.platform import clock
from raadhus.workspace.tests.browser.test_desk import waiting
from raadhus.workspace.tests.deskkit import Desk, all_of
from raadhus.workspace.tests.flow.test_told_in_the_time_line import FAR, NEAR, building, heard, own
from tests.browserkit import press, violations, width_of

__all__ = ["building", "heard", "own"]
pytestmark = pytest.mark.browser

LOOKS = (("light", 1280), ("dark", 320))
REFUSED = {  # by field: where it stands, the button, and what is typed
    "number": ("Link with another case", "Link the cases", "EGE-2024-999999"),
    "identity": ("Note who represents the applicant", "Note the representative", "6808901230"),
    "text": ("Write a note", "Keep the note", " "),
    "question": ("Ask the applicant for something", "Send the question", " "),
    "reason": ("Reopen the case", "Reopen the case", " "),
}


def closed_and_not_appealed():
    cases = all_of("cases.Case")
    appealed = {case.linked_case_id for case in cases}
    return next(case for case in cases if case.status == "closed" and case.id not in appealed)


def shown(opened, browser, path, scheme, width):
    return opened(browser, path, width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)


@pytest.mark.parametrize("field", REFUSED)
def test_a_refused_form_stands_open_with_what_was_typed_and_is_accessible(busy, opened, field):
    fold, button, typed = REFUSED[field]
    task = next(one for one in waiting() if one.task_kind == "assess")
    case_id = closed_and_not_appealed().id if field == "reason" else task.case_id
    rows = len(all_of("cases.CaseLink")), len(all_of("cases.Party")), len(all_of("cases.Note"))
    found = {}
    for scheme, width in LOOKS:
        page = shown(opened, busy.staff(), f"/work/cases/{case_id}/", scheme, width)
        page.locator("summary", has_text=fold).first.click()
        page.locator(f"#f-{field}").fill(typed)
        if field == "identity":
            page.locator("#f-ground").fill("Power of attorney, seen.")
        press(page, button)

        assert page.locator(f"#f-{field}").is_visible()
        assert page.locator(f"#f-{field}").input_value() == typed
        assert page.locator(f'a[href="#f-{field}"]').first.is_visible()
        found[scheme, width] = (violations(page), width_of(page))
        page.close()

    assert found == {look: ([], look[1]) for look in LOOKS}
    assert rows == (len(all_of("cases.CaseLink")), len(all_of("cases.Party")), len(all_of("cases.Note")))


def test_the_offer_of_a_home_and_what_is_refused_of_it_are_accessible(towns, db, opened):
    with clock.frozen(NOON):
        town = PackageTown("senior-housing", "pladsanvisningen").build()
        town.move_in(ANNE)
        case = town.send(ANNE, ANSWERS)
        found = {}
        for scheme, width in LOOKS:
            page = shown(opened, Desk(town).staff(), f"/work/cases/{case.id}/", scheme, width)
            found[scheme, width, "begun"] = (violations(page), width_of(page))
            page.locator("label", has_text="Grant").first.click()
            page.locator("label", has_text="The home can be fitted").click()
            press(page, "Decide")
            assert page.locator('a[href="#f-offered"]').first.is_visible()
            assert page.locator('a[href="#f-block"]').first.is_visible()
            found[scheme, width, "refused"] = (violations(page), width_of(page))
            page.close()

    assert found == {place: ([], place[1]) for place in found}
    assert all_of("cases.Decision") == []


def test_two_who_are_asked_are_one_row_and_named_in_an_accessible_time_line(building, own, heard, opened):
    found = {}
    for scheme, width in LOOKS:
        for path in ("/work/?queue=waiting", f"/work/cases/{heard.id}/?show=messages"):
            page = shown(opened, own, path, scheme, width)
            found[scheme, width, path] = (violations(page), width_of(page))
            if "waiting" in path:
                assert page.get_by_text("2 answers awaited").is_visible()
            else:
                assert all(page.get_by_text(one.name).first.is_visible() for one in (NEAR, FAR))
            page.close()

    assert found == {place: ([], place[1]) for place in found}


def test_the_way_back_leads_to_the_queue_one_came_from_without_script(busy, opened):
    page = opened(busy.staff(), "/work/?queue=free", java_script_enabled=False)
    page.locator(".rh-work__link").first.click()
    page.wait_for_url("**/work/cases/**")
    page.get_by_role("link", name="Back to the inbox").click()
    page.wait_for_url("**/work/?queue=free&unit=**")

    assert page.get_by_role("heading", level=1).inner_text() == "Not taken"
