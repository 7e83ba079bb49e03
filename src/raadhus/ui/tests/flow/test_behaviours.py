"""Each behaviour in a real browser."""

import json

import pytest

from tests.browserkit import follow, settle, visit, visiting_before

pytestmark = pytest.mark.browser


@pytest.fixture
def at(page, gallery_address):
    """Open a page of the gallery and wait until its behaviours have begun."""

    def go(name):
        visit(page, f"{gallery_address}/{name}/")
        return page

    return go


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(at):
    page = at("forms")
    assert page.evaluate("document.activeElement.matches('.rh-error-summary')")
    page.get_by_role("link", name="February has no 31st").click()
    assert focused(page) == "f-wrong-born"
    assert page.get_by_text("When was the child born?").nth(1).is_visible()


def test_leaving_unsaved_answers_asks_first_and_sending_does_not(at):
    page = at("forms")
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.get_by_label("Full name").first.fill("Anna B. Lind")
    follow(page, "Egeby Kommune")
    assert page.url.endswith("/home/")
    assert asked == ["beforeunload"]
    page = at("forms")
    page.get_by_label("Full name").first.fill("Anna B. Lind")
    page.route(
        "**/forms/",
        lambda route: route.fulfill(body="<title>Sent</title><p>Thank you</p>", content_type="text/html"),
    )
    page.get_by_role("button", name="Save and leave").click()
    page.get_by_text("Thank you").wait_for()
    assert asked == ["beforeunload"]


def test_answers_given_before_the_script_came_are_asked_about_too(page, gallery_address):
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    with visiting_before("**/unsaved*", page, f"{gallery_address}/forms/"):
        page.get_by_label("Full name").first.fill("Anna B. Lind")
    follow(page, "Egeby Kommune")
    assert asked == ["beforeunload"]


def test_who_answers_before_the_script_came_keeps_the_focus(page, gallery_address):
    with visiting_before("**/error-summary*", page, f"{gallery_address}/forms/"):
        name = page.get_by_label("Full name").first
        name.focus()
    assert name.evaluate("name => name === document.activeElement")


def test_the_characters_left_are_told(at):
    page = at("forms")
    area = page.get_by_label("What is not right?").first
    area.fill("x" * 301)
    assert page.get_by_text("Characters too many: 1").first.is_visible()
    area.fill("x" * 290)
    assert page.get_by_text("Characters left: 10").first.is_visible()
    area.fill("x" * 30)
    assert page.get_by_text("Characters left").first.is_hidden()


def test_what_is_under_way_is_asked_for_again_until_it_is_over(at, page):
    page.clock.install()
    page = at("components")
    asked = []

    def answer(route):
        asked.append(route.request.url)
        words = "Being made" if len(asked) == 1 else "<a href='/letter/'>Read the letter</a>"
        under_way = " data-behaviour='follow'" if len(asked) == 1 else ""
        body = f"<div id='standing'{under_way}><p data-told>{words}</p><p data-again>Look again</p></div>"
        route.fulfill(body=body, content_type="text/html")

    page.route("**/components/", answer)
    page.evaluate(
        """() => {
          const words = "<p data-told>We handle it</p><p data-again>Look again</p>";
          const begun = `<div id="standing" data-behaviour="follow">${words}</div>`;
          document.querySelector("main").insertAdjacentHTML("afterbegin", begun);
          document.dispatchEvent(new Event("ui:swapped"));
        }"""
    )
    settle(page)
    page.get_by_text("Look again").wait_for(state="hidden")
    page.clock.run_for(1000)
    page.get_by_text("Being made").wait_for()
    page.clock.run_for(1000)
    page.get_by_role("link", name="Read the letter").wait_for()
    page.clock.run_for(5000)
    assert page.get_by_text("We handle it").count() == 0
    assert len(asked) == 2


def test_a_page_is_printed_by_its_button(at):
    page = at("components")
    page.evaluate("window.print = () => (window.printed = true)")
    page.get_by_role("button", name="Print or save as PDF").click()
    assert page.evaluate("window.printed") is True


def test_a_group_is_added_and_removed_in_place(at):
    page = at("forms")
    page.get_by_role("button", name="Add a child").click()
    assert focused(page) == "f-children-2-name"
    page.get_by_role("group", name="Child 3").get_by_role("button", name="Remove").click()
    assert page.locator("[data-item]").count() == 2
    assert focused(page) == "children-group"


def test_an_upload_shows_its_progress_and_then_the_answer(at):
    page = at("forms")
    page.route(
        "**/forms/",
        lambda route: route.fulfill(body="<title>Kept</title><p>Kept</p>", content_type="text/html"),
    )
    slip = {"name": "slip.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.get_by_label("Pay slip").first.set_input_files(slip)
    page.get_by_role("button", name="Next").click()
    page.get_by_text("Kept").wait_for()
    assert page.title() == "Kept"


def test_keys_walk_the_list_and_open(at):
    page = at("inbox")
    page.route("**/gallery/preview-*/", lambda route: route.fulfill(body=f"<p>{route.request.url}</p>"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    row = page.locator("[data-row]").nth(2)
    assert row.evaluate("row => row === document.activeElement")
    page.locator("#preview").get_by_text("preview-2").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**#case-2")


def test_the_question_mark_shows_the_keys_but_not_while_typing(at):
    page = at("inbox")
    page.keyboard.press("?")
    assert page.get_by_role("heading", name="Keys that save you time").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.press("?")
    assert page.get_by_role("searchbox").input_value() == "?"
    assert not page.get_by_role("heading", name="Keys that save you time").is_visible()


def test_keys_can_be_switched_off_in_the_browser_and_on_again(at):
    page = at("inbox")
    first = page.locator("[data-row]").first
    page.keyboard.press("?")
    page.get_by_label("Switch these keys off in this browser").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert not first.evaluate("row => row === document.activeElement")

    page = at("inbox")
    page.locator(".rh-keys > summary").click()
    page.get_by_label("Switch these keys off in this browser").uncheck()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.hasAttribute('data-row')")


def test_who_looked_at_the_keys_goes_on_where_they_were(at):
    page = at("inbox")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = focused(page)
    page.keyboard.press("?")
    page.keyboard.press("?")
    assert focused(page) == second


def test_suggestions_are_walked_with_arrows_and_opened_with_enter(at):
    page = at("home")
    hits = [{"title": "Day care", "text": "Apply", "url": "#care"}, {"title": "Day trips", "url": "#trips"}]
    page.route("**/suggestions.json*", lambda route: route.fulfill(body=json.dumps(hits)))
    field = page.get_by_role("combobox")
    field.fill("day")
    page.get_by_role("option", name="Day care").wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowUp")
    assert page.get_by_role("option", name="Day trips").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**#trips")
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"


def test_without_an_answer_the_search_field_stays_as_it_is(at):
    page = at("home")
    page.route("**/suggestions.json*", lambda route: route.fulfill(status=204))
    with page.expect_response("**/suggestions.json*"):
        page.get_by_role("combobox").fill("day")
    assert page.get_by_role("listbox").count() == 0


def test_a_dialog_holds_the_focus_and_gives_it_back(at):
    page = at("components")
    page.get_by_role("link", name="Withdraw").click()
    assert page.evaluate("document.querySelector('dialog').matches(':modal')")
    page.keyboard.press("Escape")
    assert focused(page) == "Withdraw"


def test_a_menu_closes_on_escape_and_on_a_click_elsewhere(at):
    page = at("home")
    menu = page.get_by_text("Appearance")
    menu.click()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Dark colours").is_visible()
    assert focused(page) == "Appearance"
    menu.click()
    page.get_by_role("heading", level=1).click()
    assert not page.get_by_role("button", name="Dark colours").is_visible()


def test_a_number_is_copied(at, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    at("page").get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "EGE-2024-000123"
