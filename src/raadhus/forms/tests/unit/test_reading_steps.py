"""Conditions, facts and groups: what is asked, what is kept, what is sent."""

import dataclasses
from decimal import Decimal
from typing import Any

from raadhus.forms.domain.compiled import CompiledForm
from raadhus.forms.domain.inputs import names_of, typed_in
from raadhus.forms.domain.lines import StepReading
from raadhus.forms.domain.saving import (
    add_item,
    answers_to_submit,
    contest,
    figures_to_submit,
    first_unfinished,
    remove_item,
    save_reading,
)
from raadhus.forms.domain.sheet import Figure, Sheet
from raadhus.forms.domain.step_reading import Reader
from raadhus.forms.tests.formkit import TODAY, form_of, question, say, step

BOTH = [{"value": each, "label": say(each)} for each in ("none", "nursery")]


def read(form: CompiledForm, typed: dict[str, str], sheet: Sheet | None = None) -> StepReading:
    """Read the first step as typed."""
    given = {name: [text] for name, text in typed.items()}
    return Reader(form, sheet or Sheet(), {}, TODAY).read(form.steps[0], given)


def codes(reading: StepReading) -> dict[str, str]:
    """Return input name -> code of what is wrong."""
    return {trouble.name: trouble.code for trouble in reading.troubles}


def keys(reading: StepReading) -> list[str]:
    """Return the keys of what is visible."""
    return [line.field.key for line in reading.lines]


def fact(source: str, **contest: Any) -> dict[str, Any]:
    return {
        "source": source,
        "register_name": say("the register"),
        "contest": {"reason": say("why"), **contest},
    }


PARTNERS = form_of(
    question("has_partner", "yes_no"),
    question("partner", "name", visible_when="has_partner = true"),
)


def test_a_question_comes_up_only_when_its_condition_holds():
    assert keys(read(PARTNERS, {"has_partner": "no"})) == ["has_partner"]
    assert keys(read(PARTNERS, {"has_partner": "yes"})) == ["has_partner", "partner"]


def test_a_question_that_only_now_came_up_is_no_mistake():
    reading = read(PARTNERS, {"has_partner": "yes", "shown": "has_partner"})

    assert reading.troubles == ()
    assert reading.more == ("partner",)
    assert not reading.is_in_order


def test_a_question_that_was_shown_must_be_answered():
    reading = read(PARTNERS, {"has_partner": "yes", "shown": "has_partner partner"})

    assert codes(reading) == {"partner": "needed_name"}


def test_a_hidden_answer_is_not_kept_and_not_sent():
    first = read(PARTNERS, {"has_partner": "yes", "partner": "Ib"})
    sheet = save_reading(Sheet(), first, {}, confirmed_by="me")
    second = read(PARTNERS, {"has_partner": "no", "partner": "Ib"}, sheet)
    sheet = save_reading(sheet, second, {}, confirmed_by="me")

    assert answers_to_submit((second,)) == {"has_partner": False}
    assert sheet.answers == {"has_partner": False}


def test_required_may_depend_on_an_answer():
    form = form_of(
        question("own", "yes_no"), question("papers", "text", required=False, required_when="own = true")
    )

    assert codes(read(form, {"own": "no"})) == {}
    assert codes(read(form, {"own": "yes"})) == {"papers": "needed_text"}


def test_a_check_speaks_the_forms_own_words_and_only_when_false():
    form = form_of(
        question("low", "money"),
        question("high", "money", checks=[{"rule": "high >= low", "message": say("Too low")}]),
    )

    (trouble,) = read(form, {"low": "20", "high": "10"}).troubles
    assert trouble.texts == say("Too low")
    assert read(form, {"low": "10", "high": "10"}).troubles == ()
    assert codes(read(form, {"low": "x", "high": "10"})) == {"low": "not_an_amount"}


def test_conditions_see_decimals_exactly():
    form = form_of(question("a", "money"), question("b", "text", visible_when="a + 0.2 = 0.3"))

    assert keys(read(form, {"a": "0,10"})) == ["a", "b"]


def test_conditions_see_earlier_steps():
    form = form_of(
        steps=[
            step("one", question("own", "yes_no")),
            step("two", question("papers", "text", visible_when="own = true")),
        ]
    )
    sheet = Sheet(answers={"own": True})

    assert keys(Reader(form, sheet, {}, TODAY).read_up_to(form.steps[1])[-1]) == ["papers"]


INCOME = form_of(question("income.monthly", "money", fact=fact("income.monthly", own=say("how much"))))
KNOWN = Sheet(
    figures={"income.monthly": Figure(value="24300.50", register="income", fetched_at="2024-11-14")}
)


def test_a_fact_is_confirmed_by_whoever_goes_on():
    reading = read(INCOME, {}, KNOWN)
    sheet = save_reading(KNOWN, reading, {}, confirmed_by="amina")

    assert reading.troubles == ()
    assert sheet.answers == {"income.monthly": "24300.50"}
    assert sheet.figures["income.monthly"].confirmed_by == "amina"


def test_a_fact_that_is_only_saved_is_not_confirmed():
    sheet = save_reading(KNOWN, read(INCOME, {}, KNOWN), {}, confirmed_by="")

    assert sheet.figures["income.monthly"].confirmed_by == ""
    assert sheet.visited == ()


def test_a_fact_cannot_be_changed_by_typing_into_the_page():
    reading = read(INCOME, {"income.monthly": "1"}, KNOWN)

    assert answers_to_submit((reading,)) == {"income.monthly": "24300.50"}


def test_a_contested_fact_asks_why_and_what_it_is():
    sheet = contest(KNOWN, "income.monthly", is_wrong=True)

    assert codes(read(INCOME, {}, sheet)) == {
        "income.monthly-wrong": "say_what_is_wrong",
        "income.monthly": "say_what_is_right",
    }


def test_a_contested_fact_keeps_both_figures_and_is_confirmed_by_nobody():
    sheet = contest(KNOWN, "income.monthly", is_wrong=True)
    reading = read(INCOME, {"income.monthly": "18.000", "income.monthly-wrong": "New job"}, sheet)
    sheet = save_reading(sheet, reading, {}, confirmed_by="amina")

    figure = sheet.figures["income.monthly"]
    assert (figure.value, figure.own, figure.reason) == ("24300.50", "18000.00", "New job")
    assert figure.contested
    assert figure.confirmed_by == ""
    assert sheet.answers == {"income.monthly": "18000.00"}


def test_a_contest_can_be_taken_back():
    contested = contest(KNOWN, "income.monthly", is_wrong=True)

    assert contest(contested, "income.monthly", is_wrong=False) == KNOWN


def test_a_figure_no_register_gave_is_sent_with_the_reason():
    sheet = Sheet(
        figures={
            "income.monthly": Figure(
                value=None, register="income", is_from_register=False, missing="unavailable"
            )
        }
    )
    reading = read(INCOME, {"income.monthly": "18.000"}, sheet)

    figure = figures_to_submit((reading,), sheet, confirmed_by="amina")["income.monthly"]
    assert (figure.value, figure.missing, figure.confirmed_by) == ("18000.00", "unavailable", "amina")
    assert not figure.is_from_register


CHILDREN = form_of(
    {
        "key": "children",
        "kind": "group",
        "label": say("children"),
        "item": say("child"),
        "add": say("add"),
        "minimum": 1,
        "maximum": 3,
        "filled_from": {
            "source": "custody.children",
            "register_name": say("the register"),
            "about": say("known"),
            "knows": ["name"],
            "contest_reason": say("why"),
        },
        "fields": [
            question("name", "name"),
            question("daycare", "choice", options=BOTH),
            question("fee", "money", visible_when='item.daycare != null and item.daycare != "none"'),
        ],
    }
)
GROUP = CHILDREN.steps[0].fields[0]
YUSUF = Sheet(
    answers={"children": [{"_id": "r1", "name": "Yusuf"}]},
    figures={"children.r1": Figure(value={"name": "Yusuf"}, register="custody")},
)


def test_conditions_inside_a_group_see_their_own_item():
    sheet = add_item(YUSUF, GROUP)
    reading = read(
        CHILDREN,
        {"children.r1.daycare": "nursery", "children.n1.name": "Lina", "children.n1.daycare": "none"},
        sheet,
    )

    first, second = reading.lines[0].items
    assert [line.field.key for line in first.lines] == ["name", "daycare", "fee"]
    assert [line.field.key for line in second.lines] == ["name", "daycare"]
    assert codes(reading) == {"children.r1.fee": "needed_money"}


def test_what_the_register_knows_of_an_item_cannot_be_typed_over():
    reading = read(CHILDREN, {"children.r1.name": "Somebody", "children.r1.daycare": "none"}, YUSUF)

    assert answers_to_submit((reading,))["children"] == [{"_id": "r1", "name": "Yusuf", "daycare": "none"}]


def test_an_added_item_can_be_removed_and_a_registers_cannot():
    sheet = add_item(add_item(YUSUF, GROUP), GROUP)
    assert [item["_id"] for item in sheet.items("children")] == ["r1", "n1", "n2"]

    sheet = remove_item(remove_item(sheet, GROUP, "n1"), GROUP, "r1")
    assert [item["_id"] for item in sheet.items("children")] == ["r1", "n2"]


def test_a_group_is_never_fuller_than_it_may_be():
    sheet = YUSUF
    for _each in range(5):
        sheet = add_item(sheet, GROUP)

    assert len(sheet.items("children")) == 3


def test_too_few_items_are_told():
    assert codes(read(CHILDREN, {})) == {"children": "too_few_items"}


def test_an_item_somebody_added_is_sent_as_not_listed():
    sheet = dataclasses.replace(add_item(YUSUF, GROUP), asked={"custody": "answered"})
    typed = {"children.r1.daycare": "none", "children.n1.name": "Lina", "children.n1.daycare": "none"}
    figures = figures_to_submit((read(CHILDREN, typed, sheet),), sheet, confirmed_by="amina")

    assert figures["children.n1"].missing == "not_listed"
    assert figures["children.r1"].is_from_register


def test_a_step_counts_when_it_was_left_with_next_and_is_in_order():
    reading = read(PARTNERS, {"has_partner": "no"})
    saved = save_reading(Sheet(), reading, {}, confirmed_by="")
    left = save_reading(Sheet(), reading, {}, confirmed_by="me")

    assert first_unfinished(saved, (reading,)) == "only"
    assert first_unfinished(left, (reading,)) is None


def test_what_was_typed_wrongly_is_there_again():
    typed = {"a": ["12abc"], "shown": ["a"]}
    form = form_of(question("a", "money"))
    reading = Reader(form, Sheet(), {}, TODAY).read(form.steps[0], typed)
    sheet = save_reading(Sheet(), reading, typed, confirmed_by="me")

    assert typed_in(form.steps[0], sheet) == {"a": ["12abc"]}
    assert sheet.answers == {}


def test_a_kept_sheet_is_read_back_as_it_was():
    sheet = save_reading(KNOWN, read(INCOME, {}, KNOWN), {}, confirmed_by="amina")

    assert Sheet.from_json(sheet.to_json()) == sheet


def test_a_page_may_send_only_its_own_inputs():
    assert names_of(CHILDREN.steps[0], YUSUF) == {
        "shown",
        "children.r1-wrong",
        "children.r1.name",
        "children.r1.daycare",
        "children.r1.fee",
    }


def test_amounts_reach_conditions_as_decimals():
    form = form_of(question("a", "money"), question("b", "text", visible_when="a > 24300.50"))
    reader = Reader(form, Sheet(answers={"a": "24300.51"}), {}, TODAY)
    reader.read(form.steps[0])

    assert reader.scene["a"] == Decimal("24300.51")
