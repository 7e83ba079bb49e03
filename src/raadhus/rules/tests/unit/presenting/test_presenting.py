"""Rules in words: cells, expressions, tables, whole models, in three languages; nothing hostile passes as a word."""

import pytest

from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.domain.languages.language import LANGUAGES
from raadhus.rules.domain.presenting.present_model import present_model
from raadhus.rules.domain.presenting.view import PartsView, RelationView, TableView, Wording
from raadhus.rules.tests.modelkit import FREE_PLACE, decision, input_data, literal, model, table, table_model


def words(text, language="en", *, unit=""):
    """Return what a cell over the input `Income` says."""
    told = f'<w:words xmlns:w="urn:raadhus:dmn:1" da="Indtægt" nb="Inntekt" en="Income" unit="{unit}"/>'
    extension = f"<extensionElements>{told}</extensionElements>"
    given = input_data("x", "Any").replace("<variable", f"{extension}<variable", 1)
    source = model(given + decision("d", table(["x"], ["o"], [[text, "1"]]), inputs=("x",)))
    (found,) = present_model(source, language).decisions
    return found.tables[0].rows[0].conditions[0].said


@pytest.mark.parametrize(
    ("cell", "language", "unit", "said"),
    [
        ("-", "da", "", "alle"),
        ("[100000..200000)", "en", "DKK", "from DKK\u00a0100,000 to below DKK\u00a0200,000"),
        ("[100000..200000)", "da", "DKK", "fra 100.000\u00a0kr. til under 200.000\u00a0kr."),
        ("(100000..200000]", "nb", "NOK", "over 100\u00a0000\u00a0kr og høyst 200\u00a0000\u00a0kr"),
        ("<= 7.5", "en", "percent", "at most 7.50%"),
        ("2024", "da", "year", "2024"),
        ("> 1, < -1", "en", "", "above 1 or below −1"),
        ("not(null)", "en", "", "not missing"),
        ('not("a", "b", "c")', "en", "", "neither “a”, “b” nor “c”"),
        ("null, false", "nb", "", "mangler eller nei"),
        ('< date("2024-04-01")', "en", "", "before 1\u00a0April 2024"),
        ('[@"2024-04-01"..@"2024-05-01")', "da", "", "fra 1.\u00a0april 2024 til før 1.\u00a0maj 2024"),
        ('>= duration("P18Y")', "en", "", "at least 18 years"),
        ('duration("P1Y1M"), duration("P1D")', "da", "", "1 år og 1 måned eller 1 dag"),
    ],
)
def test_a_cell_is_said_in_words(cell, language, unit, said):
    assert words(cell, language, unit=unit).words == said


def test_a_cell_that_has_no_words_is_shown_as_it_is_written():
    assert words("some i in x satisfies i > 1") == Wording("", "some i in x satisfies i > 1")


def test_a_cell_with_an_error_is_shown_as_it_is_written():
    assert words("1 +* 2") == Wording("", "1 +* 2")


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("x * 12", "income × 12"),
        ("(x - 1) / 2", "(income − 1) ÷ 2"),
        ("x - (1 - 2)", "income − (1 − 2)"),
        ("min(99, 4 + ceiling(x / 2))", "the smaller of 99 and 4 + (income ÷ 2, rounded up)"),
        ("if x > 5 then x else 0", "if income is above 5: income, otherwise 0"),
        ("x != null and x between 1 and 2", "income is not missing and income is from 1 to 2"),
        ("x.year", "the year of income"),
        ("-(x + 1)", "−(income + 1)"),
    ],
)
def test_an_expression_is_said_in_words(expression, said):
    given = input_data("x").replace(
        "<variable",
        '<extensionElements><w:words xmlns:w="urn:raadhus:dmn:1" en="Income"/></extensionElements><variable',
        1,
    )
    (found,) = present_model(model(given + decision("d", literal(expression), inputs=("x",))), "en").decisions

    assert found.logic == Wording(said, expression)


def test_every_language_has_every_phrase_with_the_same_places():
    english = LANGUAGES["en"].phrases
    for code, spoken in LANGUAGES.items():
        assert spoken.phrases.keys() == english.keys(), code
        for key, phrase in spoken.phrases.items():
            assert phrase.count("{") == english[key].count("{"), (code, key)


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_every_cell_of_the_free_place_rules_has_words(language):
    view = present_model(FREE_PLACE, language)

    tables = [table for part in view.decisions for table in part.tables]
    cells = [cell for found in tables for row in found.rows for cell in (*row.conditions, *row.results)]
    assert len(tables) == 6
    assert all(cell.said.words for cell in cells)
    assert all(head.label for found in tables for head in (*found.inputs, *found.outputs))


def test_decisions_stand_behind_what_they_rest_on():
    view = present_model(FREE_PLACE, "da")

    names = [part.name for part in view.decisions]
    for place, part in enumerate(view.decisions):
        assert all(need.name in names[:place] for need in part.needs if need.is_decision)


def test_a_table_says_its_policy_its_default_and_its_law():
    view = present_model(FREE_PLACE, "da")

    addition = view.decision("Addition to limits").tables[0]
    assert addition.policy_words == "Alle rækker, der gælder, lægges sammen."
    assert addition.otherwise_words == "Ellers bliver grænserne ikke hævet."
    assert [row.law for row in addition.rows] == ["dagtilbudsloven § 43"] * 2
    scale = view.decision("scale").tables[0]
    assert [cell.said.text for cell in scale.rows[2].results][:2] == ["200.300\u00a0kr.", "622.200\u00a0kr."]


def test_the_package_tells_all_of_it_in_short():
    assert present_model(FREE_PLACE, "da").how.startswith(
        "Vi lægger indtægten for alle voksne i hjemmet sammen"
    )
    assert present_model(FREE_PLACE, "nb").how.startswith("Vi legger sammen inntekten til alle voksne hjemme")


def test_a_table_that_only_gathers_reasons_is_told_by_its_remarks():
    view = present_model(FREE_PLACE, "en")

    reasons = view.decision("Reasons for a person").tables[0]
    assert reasons.is_list_of_reasons
    assert reasons.otherwise_words == "If none of this is true, the rules decide the case."
    assert not view.decision("Addition to limits").tables[0].is_list_of_reasons


def test_a_citizen_is_not_told_that_a_row_needs_something_to_be_known():
    addition = present_model(FREE_PLACE, "da").decision("Addition to limits").tables[0]

    asked = [(head.label, cell.said.text) for head, cell in addition.rows[1].plain_asks(addition.inputs)]
    assert asked == [("Børn under 18 år hjemme", "flere end 1")]
    assert len(addition.rows[1].asks(addition.inputs)) == 2


def test_a_figure_and_its_unit_stay_on_one_line():
    share = present_model(FREE_PLACE, "da").decision("Parents' share").tables[0]

    assert share.rows[1].results[0].said.words.startswith("5\u00a0% lige over din nederste grænse")


def test_a_remark_leaves_room_for_its_figures():
    share = present_model(FREE_PLACE, "en").decision("Parents' share").tables[0]

    assert share.rows[0].sentence.startswith("The household's income of DKK … a year is not above DKK …")


def test_a_language_without_words_is_english():
    assert present_model(FREE_PLACE, "se").language == "en"


def test_boxed_expressions_keep_their_parts():
    logic = (
        "<conditional><if><literalExpression><text>x > 1</text></literalExpression></if>"
        "<then><relation><column name='a'/><row>"
        "<literalExpression><text>1</text></literalExpression></row></relation></then>"
        "<else><list><literalExpression><text>2</text></literalExpression></list></else></conditional>"
    ).replace("x > 1", "x &gt; 1")
    (found,) = present_model(model(input_data("x") + decision("d", logic, inputs=("x",))), "en").decisions

    assert isinstance(found.logic, PartsView)
    assert [part.label for part in found.logic.parts] == ["If", "Then", "Otherwise"]
    assert isinstance(found.logic.parts[1].logic, RelationView)
    assert found.logic.parts[0].logic == Wording("x is above 1", "x > 1")


def test_a_table_with_an_error_is_still_shown():
    source = table_model(["x"], ["o"], [["1 +* 2", "3"]], policy="WRONG")

    (found,) = present_model(source, "en").decisions
    assert isinstance(found.logic, TableView)
    assert found.logic.rows[0].results[0].said.text == "3"


def test_decisions_in_a_circle_are_shown_once_each():
    source = model(
        decision("a", literal("b"), decisions=("b",)) + decision("b", literal("a"), decisions=("a",))
    )

    assert {part.name for part in present_model(source, "en").decisions} == {"a", "b"}


def test_thousands_of_terms_are_shown_as_they_are_written():
    text = "+".join(["x"] * 3_000)
    (found,) = present_model(
        model(input_data("x") + decision("d", literal(text), inputs=("x",))), "en"
    ).decisions

    assert found.logic.text


def test_what_is_no_model_is_refused():
    with pytest.raises(CannotLoadModel):
        present_model(b"<html/>", "en")


def test_words_that_turn_the_direction_of_writing_are_cleaned():
    source = model(input_data("x") + decision("a\u202ecod", literal("1")))

    assert present_model(source, "en").decisions[0].name == "acod"


def test_nothing_that_has_the_id_of_a_decision_stands_in_its_place():
    source = model(
        '<itemDefinition id="d" name="T"><typeRef>number</typeRef></itemDefinition>'
        + input_data("x")
        + decision("d", table(["x"], ["o"], [["1", "2"]]), inputs=("x",))
        + '<textAnnotation id="d"><text>nothing</text></textAnnotation>'
    )

    (found,) = present_model(source, "en").decisions

    assert [row.results[0].said.feel for row in found.tables[0].rows] == ["2"]
