"""Editing a model: nothing is lost, rows keep their ids, and two versions differ in what was changed and in nothing else."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as some

from raadhus.rules.domain.dmn.loading import check, load
from raadhus.rules.domain.editing.change_table import (
    AddRow,
    CannotChangeTable,
    ChangeCell,
    DeleteRow,
    MoveRow,
    SayFormula,
    change_table,
    with_ids,
)
from raadhus.rules.domain.editing.compare_models import difference
from raadhus.rules.domain.editing.differences import CellChange, How, RowChange, Trait
from raadhus.rules.domain.editing.formula_words import formula_words
from raadhus.rules.domain.editing.sheets import sheets_of
from raadhus.rules.domain.presenting.present_model import present_model
from raadhus.rules.tests.modelkit import FREE_PLACE, table_model

SCALE = "scale-table"
ROWS = ["scale-2020", "scale-2021", "scale-2024"]


def scale(source):
    return next(sheet for sheet in sheets_of(source) if sheet.id == SCALE)


def ids(source):
    return [row.id for row in scale(source).rows]


def only_table(before, after):
    (found,) = difference(before, after).tables
    return found


def test_a_changed_cell_changes_one_line_of_the_file():
    changed = change_table(FREE_PLACE, SCALE, [ChangeCell("scale-2024", 1, "200301")])
    before, after = FREE_PLACE.decode().split("xml:")[0].splitlines(), changed.decode().splitlines()
    new = [line for line in after if line not in before and "<definitions" not in line]

    assert [line.strip() for line in new] == [
        '<outputEntry id="scale-2024-first"><text>200301</text></outputEntry>'
    ]
    assert check(changed) == ()


def test_words_that_were_said_of_another_formula_go_with_it():
    share, cell = (
        "parents-share-table",
        "min(99, {} + ceiling((Yearly income - Raised limits.first) / Scale.step))",
    )

    def said(source):
        part = present_model(source, "en").decision("Parents' share")
        return part.tables[0].rows[1].results[0].said

    changed = change_table(FREE_PLACE, share, [ChangeCell("share-part", 1, cell.format(9))])
    same = change_table(FREE_PLACE, share, [ChangeCell("share-part", 1, cell.format(4))])

    assert "5%" in said(FREE_PLACE).words
    assert said(same) == said(FREE_PLACE)
    assert "5%" not in said(changed).words
    assert said(changed).feel == cell.format(9)
    assert check(changed) == ()


def test_diagram_extensions_and_remarks_of_the_file_stay():
    noted = FREE_PLACE.replace(
        b'<decision id="scale" name="Scale">',
        b'<!-- by hand --><decision id="scale" name="Scale">'
        b'<extensionElements><own xmlns="urn:tool" a="1"/></extensionElements>',
    )
    changed = change_table(noted, SCALE, [AddRow("x", "scale-2020"), DeleteRow("scale-2021")])

    for kept in (b"<!-- by hand -->", b'<own xmlns="urn:tool" a="1"/>', b"DMNShape"):
        assert changed.count(kept) == noted.count(kept) > 0


def test_rows_are_added_copied_moved_and_deleted_and_keep_their_ids():
    changed = change_table(
        FREE_PLACE,
        SCALE,
        [AddRow("new", "scale-2020", like="scale-2024"), MoveRow("scale-2024", -5), DeleteRow("scale-2021")],
    )

    assert ids(changed) == ["scale-2024", "scale-2020", "new"]
    new = scale(changed).rows[2]
    assert new.texts == scale(FREE_PLACE).rows[2].texts


def test_a_new_row_holds_anything_for_inputs_and_nothing_for_outputs():
    row = scale(change_table(FREE_PLACE, SCALE, [AddRow("new")])).rows[-1]

    assert (row.id, row.texts[0], set(row.texts[1:])) == ("new", "-", {""})


@pytest.mark.parametrize(
    "change",
    [
        ChangeCell("nobody", 0, "1"),
        ChangeCell("scale-2024", 99, "1"),
        ChangeCell("scale-2024", -1, "1"),
        ChangeCell("scale-2024", 0, "1" * 5_000),
        DeleteRow("nobody"),
        AddRow("x", "nobody"),
        MoveRow("nobody", 1),
    ],
)
def test_what_is_not_there_is_refused(change):
    with pytest.raises(CannotChangeTable):
        change_table(FREE_PLACE, SCALE, [change])


def test_a_table_that_is_not_there_is_refused():
    with pytest.raises(CannotChangeTable):
        change_table(FREE_PLACE, "nothing", [])


def test_text_is_text_whatever_it_looks_like():
    told = '<script>alert(1)</script> & "x"'

    assert (
        scale(change_table(FREE_PLACE, SCALE, [ChangeCell("scale-2024", 6, told)])).rows[2].texts[6] == told
    )


def test_ids_are_given_only_where_there_is_none():
    bare = FREE_PLACE.replace(b'<rule id="scale-2020">', b"<rule>")

    assert with_ids(FREE_PLACE) is FREE_PLACE
    assert ids(with_ids(bare))[1:] == ROWS[1:]
    assert ids(with_ids(bare))[0]


@given(some.permutations(ROWS))
def test_any_order_is_reached_by_moving_and_told_as_moving(order):
    source = FREE_PLACE
    for place, row in enumerate(order):
        source = change_table(source, SCALE, [MoveRow(row, place - ids(source).index(row))])

    assert ids(source) == list(order)
    told = difference(FREE_PLACE, source)
    assert told.is_empty == (list(order) == ROWS)
    assert all(row.how is How.MOVED for table in told.tables for row in table.rows)


@given(some.text(some.characters(codec="utf-8", exclude_categories=("C",)), max_size=50))
def test_whatever_is_written_in_a_cell_is_read_again(text):
    changed = change_table(FREE_PLACE, SCALE, [ChangeCell("scale-2021", 6, text)])

    assert scale(changed).rows[1].texts[6] == text.strip()


def test_the_difference_names_row_column_before_and_after():
    changed = change_table(
        FREE_PLACE, SCALE, [ChangeCell("scale-2024", 1, "200301"), DeleteRow("scale-2020")]
    )
    rows = only_table(FREE_PLACE, changed).rows

    assert rows[0] == RowChange(
        "scale-2024", How.CHANGED, 3, 2, (CellChange("first limit", "200300", "200301"),)
    )
    assert [(row.id, row.how, row.before, row.after) for row in rows[1:]] == [
        ("scale-2020", How.REMOVED, 1, 0)
    ]
    assert only_table(FREE_PLACE, changed).same == 1


def test_a_row_with_another_id_that_says_the_same_is_the_same_row():
    renamed = FREE_PLACE.replace(b'"scale-2021"', b'"DecisionRule_1abc"')

    assert difference(FREE_PLACE, renamed).is_empty


@pytest.mark.parametrize(
    ("before", "after", "trait"),
    [
        (b'hitPolicy="UNIQUE"', b'hitPolicy="FIRST"', Trait.HIT_POLICY),
        (b'name="step" typeRef="number"/>', b'name="step" typeRef="string"/>', Trait.COLUMN_CHANGED),
        (b"<text>Subsidy month.year</text>", b"<text>Subsidy month.month</text>", Trait.COLUMN_ADDED),
    ],
)
def test_a_changed_head_of_a_table_is_told(before, after, trait):
    place = FREE_PLACE.index(
        before, FREE_PLACE.index(b'<decisionTable id="scale-table"') if trait != Trait.HIT_POLICY else 0
    )
    changed = FREE_PLACE[:place] + FREE_PLACE[place:].replace(before, after, 1)

    assert trait in {turn.trait for turn in only_table(FREE_PLACE, changed).turns}


@pytest.mark.parametrize(
    ("before", "after", "trait"),
    [
        (
            b'<decision id="yearly-income" name="Yearly income">',
            b'<decision id="yearly-income" name="Income">',
            Trait.NAME,
        ),
        (b"Monthly household income * 12", b"Monthly household income * 11", Trait.LOGIC),
        (b"<description>A day of the month that", b"<description>The day of the month that", Trait.ABOUT),
    ],
)
def test_a_changed_part_is_told(before, after, trait):
    assert before in FREE_PLACE
    (part,) = difference(FREE_PLACE, FREE_PLACE.replace(before, after)).parts

    assert [turn.trait for turn in part.turns] == [trait]


def test_a_file_that_is_only_written_otherwise_decides_alike():
    found = difference(FREE_PLACE, FREE_PLACE.replace(b"\n", b"\n\n"))

    assert found.is_empty
    assert found.is_layout_only


def hiding(logic, after="", kind=""):
    """Return a model of one decision: its logic, a part behind it, and what its type is."""
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">'
        f'<itemDefinition id="kind" name="Kind"{kind}><typeRef>number</typeRef></itemDefinition>'
        f'<decision id="d" name="d"><variable name="d" typeRef="number"/>{logic}</decision>{after}</definitions>'
    ).encode()


def table(answer="1", heads=("a", "b"), policy="FIRST"):
    return (
        f'<decisionTable id="t" hitPolicy="{policy}">'
        '<input id="i"><inputExpression typeRef="number"><text>1</text></inputExpression></input>'
        + "".join(f'<output id="o-{name}" name="{name}"/>' for name in heads)
        + '<rule id="r"><inputEntry><text>-</text></inputEntry>'
        + f"<outputEntry><text>{answer}</text></outputEntry>" * len(heads)
        + "</rule></decisionTable>"
    )


def in_context(answer):
    entry = f"<contextEntry><literalExpression><text>{answer}</text></literalExpression></contextEntry>"
    return f'<context><contextEntry><variable name="t"/>{table()}</contextEntry>{entry}</context>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (hiding(table()), hiding(in_context("100"))),
        (hiding(in_context("100")), hiding(in_context("101"))),
        (
            hiding(table("1"), f'<decision id="e" name="e">{table()}</decision>'),
            hiding(table("5"), f'<decision id="e" name="e">{table()}</decision>'),
        ),
        (hiding(table()), hiding(table(), kind=' isCollection="true"')),
        (hiding(table(policy="PRIORITY")), hiding(table(heads=("b", "a"), policy="PRIORITY"))),
    ],
    ids=["table put into a context", "entry beside a table", "two tables of one id", "collection", "order"],
)
def test_no_change_that_decides_hides_from_who_reviews_it(before, after):
    assert difference(before, before).is_empty
    assert not difference(before, after).is_empty
    assert not difference(with_ids(before), with_ids(after)).is_empty


def test_two_rows_of_one_id_get_each_their_own():
    row = (
        "<rule id='r'><inputEntry><text>-</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>"
    )
    twice = hiding(table(heads=("a",)).replace("</decisionTable>", f"{row}</decisionTable>"))

    (sheet,) = sheets_of(with_ids(twice))

    assert [row.texts[1] for row in sheet.rows] == ["1", "2"]
    assert len({row.id for row in sheet.rows}) == 2


def test_a_table_of_very_many_rows_is_compared_without_effort_that_grows_with_their_square():
    rows = "".join(f'<rule id="r{number}"/>' for number in range(6_000))
    model = hiding(table().replace("</decisionTable>", f"{rows}</decisionTable>"))
    moved = model.replace(b'<rule id="r0"/>', b"").replace(
        b"</decisionTable>", b'<rule id="r0"/></decisionTable>'
    )
    tracemalloc.start()

    found = only_table(model, moved).rows

    assert [(row.id, row.how) for row in found] == [("r0", How.MOVED)]
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


def test_a_thousand_rows_turned_round_are_told_as_moved_but_for_one():
    turned = FREE_PLACE
    start, end = turned.index(b'<rule id="scale-2020">'), turned.index(b"</decisionTable>")
    row = b'<rule id="r%d"><inputEntry><text>%d</text></inputEntry></rule>'
    many = [row % (number, number) for number in range(1_000)]
    before = turned[:start] + b"".join(many) + turned[end:]
    after = turned[:start] + b"".join(reversed(many)) + turned[end:]
    found = only_table(before, after)

    assert (len(found.rows), found.same) == (999, 1)
    assert {one.how for one in found.rows} == {How.MOVED}


def test_the_words_of_a_formula_are_written_by_language_and_leave_nothing_behind():
    source = table_model(["x"], ["o"], [["1", "x * 2"], ["2", '"plain"']])
    (sheet,) = sheets_of(source)
    row = sheet.rows[0].id
    assert dict(formula_words(source, sheet.id)) == {(row, 1): {}}

    said = change_table(
        source,
        sheet.id,
        [SayFormula(row, 1, "da", "det dobbelte"), SayFormula(row, 1, "en", "twice as much")],
    )
    assert formula_words(said, sheet.id)[row, 1] == {"da": "det dobbelte", "en": "twice as much"}
    assert load(said).evaluate("d", {"x": 1}).value == 2

    silent = change_table(said, sheet.id, [SayFormula(row, 1, "da", ""), SayFormula(row, 1, "en", "")])
    assert formula_words(silent, sheet.id)[row, 1] == {}
    assert b"extensionElements" not in silent


@pytest.mark.parametrize(("column", "language"), [(0, "da"), (1, "xx"), (9, "da")])
def test_words_are_said_of_results_in_languages_of_ours_only(column, language):
    source = table_model(["x"], ["o"], [["1", "x * 2"]])
    (sheet,) = sheets_of(source)

    with pytest.raises(CannotChangeTable):
        change_table(source, sheet.id, [SayFormula(sheet.rows[0].id, column, language, "x")])
