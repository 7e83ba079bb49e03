"""Processes are drawn in the modeller: by mouse and by keyboard, in every language, under the strict policy."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from raadhus.processes.tests.filekit import changes_between, element_of
from raadhus.processes.tests.unit.vendormodels import MODELS
from raadhus.workspace.tests.browser.modellerkit import (
    SERVICES,
    choose,
    complaints,
    draw,
    fields,
    look,
    modeller,
    save,
    say,
    source,
)
from raadhus.workspace.tests.deskkit import Desk, page
from raadhus.workspace.tests.modelkit import begun, renamed, sent
from tests.browserkit import turning, violations, width_of

pytestmark = pytest.mark.browser
LIBRARY = ".bjs-container"
"""What the modeller's library draws inside its box is its own."""
REPLACE = "[data-place] .djs-context-pad.open [data-action=replace]"


@pytest.fixture
def anna(towns, db):
    """Return the browser of somebody who writes processes, in a town without cases."""
    with clock.frozen(NOON):
        yield Desk(Town().build()).staff("Regelforfattere", "Regelgodkendere", name="Anna Ord")


@pytest.fixture
def draft(anna):
    """Return the address of a draft that was just begun."""
    return begun(anna)


def changes(before: bytes) -> list[str]:
    """Return where the draft differs from what it was, as paths without the process."""
    return changes_between(before, source())


def test_a_step_is_drawn_named_and_set_by_keyboard_and_the_outline_shows_it(anna, draft, opened):
    window, told = modeller(anna, draft, opened)
    choose(window, "decide")
    draw(window, "bpmn:UserTask")
    window.locator("[data-said]", has_text="Drawn: A person’s task").wait_for()
    window.keyboard.type("Read it once more")  # the name has the focus
    say(window, set_handler="cases.ask_unit", set_unit="borgerservice", set_deadline="P5D")
    look(window, "drawn")
    answer = save(window)
    assert (answer["sentence"], answer["findings"]) == ("Saved.", [])
    assert complaints(window, told) == []
    assert b'<raadhus:task handler="cases.ask_unit" unit="borgerservice" deadline="P5D"/>' in source()
    shown = page(anna, draft)
    for words in ("Read it once more", "Steps: 1 new, 1 changed, 0 removed.", "Send for review"):
        assert words in shown


def test_a_step_is_put_where_one_points(anna, draft, opened):
    window, told = modeller(anna, draft, opened)
    window.locator('[data-draws="bpmn:UserTask"]').click()
    place = window.locator("[data-place]").bounding_box()
    for by in (0, 10):
        window.mouse.move(place["x"] + 300 + by, place["y"] + 100 + by)
    window.mouse.down()
    window.mouse.up()
    window.locator(".djs-direct-editing-content").wait_for()
    window.keyboard.type("Drawn by hand")
    window.locator("[data-fields] [name=name]").click()
    assert fields(window)["name"] == "Drawn by hand"
    assert [one["refuses"] for one in save(window)["findings"]] != []
    assert complaints(window, told) == []
    assert b'name="Drawn by hand"' in source()


def test_nothing_drawn_is_nothing_changed_and_the_makers_mark_is_seen(anna, draft, opened):
    before = source()
    window, told = modeller(anna, draft, opened)
    assert save(window)["sentence"] == "Saved."
    assert source() == before
    assert complaints(window, told) == []
    assert window.locator(".bjs-powered-by").is_visible()


@pytest.mark.parametrize(
    ("model", "element"),
    [
        (SERVICES / "building-permit/process.bpmn", "ask_neighbour"),
        (SERVICES / "senior-housing/process.bpmn", ""),
        ("forms and external jobs", "T1"),
        ("an editor of many notes", "sid-3"),
    ],
)
def test_exactly_what_is_drawn_changes_in_a_file_of_any_tool(anna, draft, opened, model, element):
    file = MODELS[model] if isinstance(model, str) else model.read_bytes()
    content = file if isinstance(file, bytes) else file.encode()
    assert sent(anna, f"{draft}upload/", file=SimpleUploadedFile("a.bpmn", content)).status_code == 302
    before = source()
    window, _told = modeller(anna, draft, opened)
    save(window)
    assert source() == before
    element = element or re.search(rb'<userTask id="(\w+)"', content)[1].decode()
    choose(window, element)
    say(window, name="Quite another name")
    save(window)
    # where the library puts a name is said of what it names
    assert [one for one in changes(before) if one != "added BPMNLabel"] == ["changed @name"]
    assert b"Quite another name" in source()
    assert window.evaluate("window.violations") == []


def test_another_kind_of_step_keeps_what_it_is_set_to(anna, draft, opened):
    window, told = modeller(anna, draft, opened)
    choose(window, "ask_unit")
    window.locator(REPLACE).click()
    window.locator(".djs-popup [data-id=replace-with-service-task]").click()
    assert fields(window)["set-handler"] == "cases.ask_unit"
    save(window)
    task = element_of(source(), "ask_unit")
    assert task.name == "serviceTask"
    assert {one.name for one in task.walk()} >= {"documentation", "about", "task"}
    assert next(one for one in task.walk() if one.name == "task").attributes["handler"] == "cases.ask_unit"
    assert complaints(window, told) == []


SAID: dict[str, dict[str, str | bool]] = {
    "bpmn:BusinessRuleTask": {"set_ref": "Route", "set_result": "found", "inputs": "a = 1\nb = 2"},
    "bpmn:ScriptTask": {"script": "1 + 1", "set_result": "two"},
    "bpmn:SendTask": {"message": "Told", "set_letter": "decision", "correlation": '"key"'},
    "bpmn:CallActivity": {
        "called": "other",
        "service": "parking",
        "inputs": "who = person",
        "outputs": "x = y",
    },
    "bpmn:IntermediateCatchEvent": {"time_kind": "timeCycle", "time": "R3/P1M", "working_days": True},
    "bpmn:UserTask": {"repeat": "sequential", "about_nb": "Hva det er til for", "outputs": "x = answer"},
}
REPEATED: dict[str, str | bool] = {
    "collection": "neighbours",
    "item": "neighbour",
    "collect": "answers",
    "collect_value": "x",
    "completion": "count(answers) > 2",
}


def test_everything_that_is_said_is_read_again(anna, draft, opened):
    window, told = modeller(anna, draft, opened)
    for kind, values in SAID.items():
        choose(window, "gather")
        draw(window, kind)
        say(window, name=kind, **values)
        if "repeat" in values:
            say(window, **REPEATED)
    choose(window, "to_hearing")
    say(window, condition='route = "x"')
    choose(window, "answered")
    say(window, default=True)
    save(window)
    assert complaints(window, told) == []
    again, _told = modeller(anna, draft, opened)
    names = {
        one.text_content(): one.get_attribute("value") for one in again.locator("[data-chosen] option").all()
    }
    for kind, values in SAID.items():
        choose(again, names[kind])
        expected = values | (REPEATED if "repeat" in values else {})
        assert {key.replace("_", "-"): value for key, value in expected.items()}.items() <= fields(
            again
        ).items()
    choose(again, "to_hearing")
    assert fields(again)["condition"] == 'route = "x"'
    choose(again, "answered")
    assert fields(again)["default"] is True


def test_what_the_check_finds_stands_at_its_element_and_in_a_list_that_leads_there(anna, draft, opened):
    window, told = modeller(anna, draft, opened)
    choose(window, "person_decided")
    window.get_by_role("button", name="Remove it").click()
    assert save(window)["findings"]
    look(window, "found")
    window.locator(".djs-overlays .rh-found").first.wait_for()
    window.locator("[data-found]").get_by_role("button", name="Sagsbehandler afgør").first.click()
    assert window.locator("[data-chosen]").input_value() == "ask_unit"
    window.get_by_role("button", name="Undo").click()
    save(window)
    assert window.locator(".djs-overlays .rh-found").count() == 0
    assert window.locator("[data-found]").is_hidden()
    assert complaints(window, told) == []


def test_what_is_drawn_on_an_old_page_is_refused_and_can_be_kept(anna, draft, opened):
    window, _told = modeller(anna, draft, opened)
    renamed(anna, draft)
    newer = source()
    choose(window, "decide")
    say(window, name="Mine")
    assert "Somebody has changed this draft" in save(window)["sentence"]
    assert source() == newer
    assert window.get_by_text("What you drew stands here still.").is_visible()
    with window.expect_download() as kept:
        window.get_by_role("button", name="Keep what is drawn as a file").click()
    assert b'name="Mine"' in kept.value.path().read_bytes()


@pytest.mark.parametrize("logged_out", [True, False])
def test_what_is_drawn_can_be_kept_when_a_page_answers_in_place_of_the_town_hall(
    anna, draft, opened, logged_out
):
    window, _told = modeller(anna, draft, opened)
    before = source()
    choose(window, "decide")
    say(window, name="Mine")
    if logged_out:
        anna.cookies.clear()
    else:
        page_instead = {"status": 403, "content_type": "text/html", "body": "<p>Not from here.</p>"}
        window.route("**/modeller/save/", lambda route: route.fulfill(**page_instead))
    window.keyboard.press("Control+s")
    window.locator("[data-said]", has_text="You may be logged out").wait_for()
    assert source() == before
    with window.expect_download() as kept:
        window.get_by_role("button", name="Keep what is drawn as a file").click()
    assert b'name="Mine"' in kept.value.path().read_bytes()


def uploaded(anna, draft, *edits: tuple[bytes, bytes]) -> None:
    """Take in a file in which some bytes of the draft became others."""
    content = source()
    for before, after in edits:
        assert before in content
        content = content.replace(before, after)
    answer = sent(anna, f"{draft}upload/", file=SimpleUploadedFile("a.bpmn", content))
    assert answer.status_code == 302


def test_a_finding_on_what_has_no_name_says_what_it_is(anna, draft, opened):
    uploaded(
        anna,
        draft,
        ('name="Økonomisk friplads" '.encode(), b""),
        (b'name="Svar fra parten?" ', b""),
        (b"exclusiveGateway", b"complexGateway"),
        (b"startEvent", b"intermediateThrowEvent"),
    )
    window, told = modeller(anna, draft, opened)
    places = window.locator("[data-found] li button")
    places.first.wait_for()
    called = places.all_inner_texts()
    assert "" not in called
    assert {"Process", "Compound choice"} <= set(called)
    places.get_by_text("Process", exact=True).first.click()
    assert "about-da" in fields(window)
    assert complaints(window, told) == []


def test_work_that_nobody_here_does_can_be_called_anything(anna, draft, opened):
    uploaded(anna, draft, (b'handler="cases.ask_unit"', b'handler="toString" unit="borgerservice"'))
    window, told = modeller(anna, draft, opened)
    choose(window, "ask_unit")
    assert {"set-handler": "toString", "set-unit": "borgerservice"}.items() <= fields(window).items()
    assert complaints(window, told) == []


def test_a_name_that_is_being_typed_in_the_drawing_is_saved_by_key(anna, draft, opened):
    window, told = modeller(anna, draft, opened)
    choose(window, "decide")
    box = window.locator('[data-place] .djs-element[data-element-id="decide"] .djs-visual').bounding_box()
    window.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    window.locator(".djs-direct-editing-content").wait_for()
    window.keyboard.press("Control+a")
    window.keyboard.type("Typed in the drawing")
    save(window)
    assert element_of(source(), "decide").attributes["name"] == "Typed in the drawing"
    assert not leaving_asks(window)
    assert complaints(window, told) == []


def test_a_way_leads_only_where_a_process_can_go_on(anna, draft, opened):
    window, told = modeller(anna, draft, opened)
    choose(window, "done")
    assert window.locator("[data-lead]").is_hidden()
    choose(window, "hear_party")
    offered = {one.get_attribute("value") for one in window.locator("[data-lead] option").all()}
    assert {"ask_unit", "send_decision", "done"} <= offered
    assert offered.isdisjoint({"sent", "partner_late", "to_person"})
    window.locator("[data-lead]").select_option("done")
    save(window)
    assert b'sourceRef="hear_party" targetRef="done"' in source()
    assert complaints(window, told) == []


def test_a_formula_of_several_lines_stays_one_beside_another_that_changes(anna, draft, opened):
    bindings = (
        b'<raadhus:input name="a" value="if x&#10;  then 1&#10;else 2"/><raadhus:input name="b" value="2"/>'
    )
    task = b'<raadhus:task handler="cases.ask_unit" />'
    uploaded(anna, draft, (task, task.replace(b" />", b">") + bindings + b"</raadhus:task>"))
    window, told = modeller(anna, draft, opened)
    choose(window, "ask_unit")
    assert fields(window)["inputs"] == "a = if x then 1 else 2\nb = 2"
    say(window, inputs="a = if x then 1 else 2\nb = 3")
    save(window)
    kept = [one.attributes for one in element_of(source(), "ask_unit").walk() if one.name == "input"]
    assert kept == [{"name": "a", "value": "if x\n  then 1\nelse 2"}, {"name": "b", "value": "3"}]
    assert complaints(window, told) == []


def test_a_time_that_is_emptied_is_still_of_its_kind(anna, draft, opened):
    window, told = modeller(anna, draft, opened)
    choose(window, "partner_late")
    say(window, time="")
    assert fields(window)["time-kind"] == "timeDate"
    say(window, time="another_day")
    save(window)
    assert b"another_day</timeDate>" in source()
    assert b"timeDuration" not in source()
    assert complaints(window, told) == []


def leaving_asks(window) -> bool:
    return bool(window.evaluate("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"))


def test_leaving_asks_only_while_something_is_not_saved(anna, draft, opened):
    window, _told = modeller(anna, draft, opened)
    assert not leaving_asks(window)
    choose(window, "decide")
    window.locator("[data-fields] [name=name]").fill("Not left yet")
    assert leaving_asks(window)
    save(window)
    assert not leaving_asks(window)
    assert b"Not left yet" in source()


@pytest.mark.parametrize(
    ("language", "words"), [("da", "Opgave for systemet"), ("nb", "Oppgave for systemet")]
)
def test_the_modeller_says_nothing_in_another_language(anna, draft, opened, language, words):
    anna.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    window, told = modeller(anna, draft, opened)
    for element in ("ask_unit", "which_way", "partner_late", "at_once", "sent", "done"):
        choose(window, element)
        window.locator(REPLACE).click()
        shown = window.locator(".djs-popup").inner_text()
        assert (words in shown) == (element == "ask_unit")
        window.keyboard.press("Escape")
    draw(window, "bpmn:Participant")
    window.locator(".djs-context-pad.open [data-action=lane-divide-two]").wait_for()
    draw(window, "bpmn:SubProcess")
    look(window, language)
    assert window.locator("[data-place]").get_attribute("data-untold") is None
    assert complaints(window, told) == []


def test_the_page_is_accessible_at_every_width_in_light_and_dark(anna, draft, opened):
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 320), ("dark", 1280), ("light", 640)):
        how = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
        window, _told = modeller(anna, draft, opened, width=width, **how)
        choose(window, "partner_late")
        look(window, f"{scheme}-{width}")
        found[scheme, width] = violations(window, beside=LIBRARY)
        widths[scheme, width] = width_of(window)
        window.close()
    assert {place: told for place, told in found.items() if told} == {}
    assert widths == {place: place[1] for place in widths}


def test_without_script_the_page_leads_to_the_list(anna, draft, opened):
    window = opened(anna, f"{draft}modeller/", java_script_enabled=False)
    assert "The modeller needs JavaScript." in window.locator("noscript p").first.inner_text()
    with turning(window):
        window.locator("noscript a").first.click()
    assert window.url.endswith(f"{draft}#steps")
