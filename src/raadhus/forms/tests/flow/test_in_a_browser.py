"""The form in a real browser: through it by mouse and by keyboard alone, without script, on a telephone, for everybody."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import FilePayload, Page

from raadhus.forms.models import Submission
from raadhus.forms.tests.townkit import address
from raadhus.organisation.demo import EGEBY
from raadhus.platform.tenancy.scope import transaction
from tests.browserkit import press, turning, visit, visiting_before, width_of

pytestmark = pytest.mark.browser
Window = Callable[..., AbstractContextManager[Page]]
PDF: FilePayload = {"name": "regnskab.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nhello"}


def choose(page: Page, name: str, value: str) -> None:
    """Choose a radio button or tick a box by its label, as people do."""
    field = page.locator(f"input[name='{name}'][value='{value}']")
    page.locator(f"label[for='{field.get_attribute('id')}']").click()


def fill_in(page: Page) -> None:
    """Go from the start to the summary."""
    visit(page, address())
    press(page, "Begin")
    press(page, "Next")
    choose(page, "children.r1.daycare", "kindergarten")
    choose(page, "children.r2.daycare", "none")
    page.locator("input[name='subsidy_from']").first.locator("xpath=following-sibling::label").click()
    press(page, "Next")
    page.locator("input[name='children.r1.fee_monthly']").fill("2.150,50")
    press(page, "Next")
    choose(page, "applicant.self_employed", "no")
    press(page, "Next")


def sent_fee() -> str:
    """Return the fee of the first child in the one application that was sent."""
    with transaction(EGEBY):
        submission = Submission.objects.get()
    return str(submission.answers["children"][0]["fee_monthly"])


def test_the_whole_form_without_a_file(page: Page) -> None:
    fill_in(page)
    choose(page, "declared", "yes")
    press(page, "Send")

    assert page.title().startswith("We have received your application")
    assert sent_fee() == "2150.50"


def test_the_whole_form_without_script(amina: Window) -> None:
    with amina(java_script_enabled=False) as page:
        fill_in(page)
        visit(page, address("income"))
        choose(page, "applicant.self_employed", "yes")
        page.set_input_files("input[type=file]", PDF)
        press(page, "Attach the file")
        assert "regnskab.pdf" in page.inner_text("main")
        press(page, "Next")
        choose(page, "declared", "yes")
        press(page, "Send")

    assert sent_fee() == "2150.50"


def test_the_file_goes_with_script_too(page: Page) -> None:
    fill_in(page)
    visit(page, address("income"))
    page.set_input_files("input[type=file]", PDF)
    page.get_by_role("button", name="Attach the file").click()
    page.get_by_text("regnskab.pdf", exact=True).wait_for()
    press(page, "Next")

    assert "regnskab.pdf" in page.inner_text("main")


def test_a_step_is_filled_in_by_keyboard_alone(page: Page) -> None:
    visit(page, address())
    press(page, "Begin")
    press(page, "Next")
    page.keyboard.press("Tab")  # the skip link
    page.keyboard.press("Enter")
    for key in ("children.r1.daycare", "children.r2.daycare"):
        reach(page, key)
        page.keyboard.press("Space")
    reach(page, "subsidy_from")
    page.keyboard.press("Space")
    with turning(page):
        page.keyboard.press("Enter")  # Enter in a field goes on, and never contests or adds
    for key in ("children.r1.fee_monthly", "children.r2.fee_monthly"):
        reach(page, key)
        page.keyboard.type("1.500")
    with turning(page, "**/income/*"):
        page.keyboard.press("Enter")


def reach(page: Page, name: str) -> None:
    """Move the focus forward until it stands in the input ``name``."""
    for _each in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} was not reached by keyboard.")


def test_errors_take_the_focus_and_lead_to_their_field(page: Page) -> None:
    visit(page, address())
    press(page, "Begin")
    press(page, "Next")
    press(page, "Next")

    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "error-summary-title"
    page.get_by_role("link", name="Child 1: Yusuf Holm").click()
    assert page.evaluate("document.activeElement.name") == "children.r1.daycare"


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_every_page_is_for_everybody(amina: Window, scheme: str, width: int) -> None:
    axe = settings.ASSETS / "tests" / "axe.min.js"
    with amina(color_scheme=scheme, width=width) as page:
        visit(page, address())
        look_at(page, axe)
        press(page, "Begin")
        look_at(page, axe)
        press(page, re.compile("This is not right.*Your address"))
        press(page, "Next")
        look_at(page, axe)
        press(page, "Use what the register says")
        press(page, "Next")
        press(page, "Add a child")
        look_at(page, axe)
        press(page, "Next")
        look_at(page, axe)
        press(page, "Remove Child 3")
        fill_in_rest(page)
        look_at(page, axe)
        choose(page, "declared", "yes")
        press(page, "Send")
        look_at(page, axe)


def fill_in_rest(page: Page) -> None:
    """Go from the second step to the summary."""
    for key in ("children.r1.daycare", "children.r2.daycare"):
        choose(page, key, "none" if "r2" in key else "nursery")
    page.locator("input[name='subsidy_from']").first.locator("xpath=following-sibling::label").click()
    press(page, "Next")
    page.locator("input[name='children.r1.fee_monthly']").fill("1.500")
    press(page, "Next")
    choose(page, "applicant.self_employed", "no")
    press(page, "Next")


def look_at(page: Page, axe: Path) -> None:
    """Ask axe, and whether the page is as wide as its window."""
    page.evaluate(axe.read_text())
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert width_of(page) <= page.evaluate("innerWidth")


def test_what_an_answer_decides_comes_and_goes_at_once(page: Page) -> None:
    visit(page, address())
    press(page, "Begin")
    press(page, "Next")
    price = page.locator("input[name='children.r1.fee_monthly']")
    choose(page, "children.r2.daycare", "childminder")
    page.locator("input[name='children.r2.fee_monthly']").fill("900")
    choose(page, "children.r1.daycare", "kindergarten")
    price.fill("2.150,50")
    choose(page, "children.r1.daycare", "none")
    price.wait_for(state="detached")

    assert page.locator("input[name='children.r2.fee_monthly']").input_value() == "900"
    choose(page, "children.r1.daycare", "nursery")
    price.wait_for()
    assert not price.input_value()
    page.locator("input[name='subsidy_from']").first.locator("xpath=following-sibling::label").click()
    price.fill("1.000")
    with turning(page, "**/income/*"):
        page.keyboard.press("Enter")


def test_what_was_answered_before_the_script_came_decides_too(page: Page) -> None:
    visit(page, address())
    press(page, "Begin")
    press(page, "Next")
    with visiting_before("**/conditions*", page, page.url):
        choose(page, "children.r1.daycare", "kindergarten")

    page.locator("input[name='children.r1.fee_monthly']").wait_for()


def test_without_script_the_page_leads_to_what_came_up(amina: Window) -> None:
    with amina(java_script_enabled=False) as page:
        visit(page, address())
        press(page, "Begin")
        press(page, "Next")
        for key in ("children.r1.daycare", "children.r2.daycare"):
            choose(page, key, "none" if "r2" in key else "nursery")
        page.locator("input[name='subsidy_from']").first.locator("xpath=following-sibling::label").click()
        press(page, "Next")
        link = page.get_by_role("link", name="Price of the place a month")

        assert (
            page.locator(str(link.get_attribute("href"))).get_attribute("name") == "children.r1.fee_monthly"
        )
