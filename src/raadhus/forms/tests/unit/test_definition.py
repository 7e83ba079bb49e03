"""A form definition: everything that is wrong with it is told, with path and line."""

import json
from pathlib import Path
from typing import Any

import pytest

from raadhus.forms.domain.compiled import compile_form
from raadhus.forms.domain.located import CannotReadForm
from raadhus.forms.tests.formkit import compiled, definition, question, say, step
from raadhus.forms.tests.townkit import SERVICE, SERVICES
from raadhus.rules.public import parse_expression

INCOME = {"source": "income.monthly", "register_name": say("the register")}


def problems(document: dict[str, Any] | bytes) -> list[tuple[str, int, str]]:
    """Return path, line and sentence of everything that is wrong."""
    source = document if isinstance(document, bytes) else json.dumps(document, indent=1).encode()
    with pytest.raises(CannotReadForm) as refused:
        compile_form(source, parse_expression)
    return [(each.path, each.line, each.sentence) for each in refused.value.problems]


def test_every_form_we_ship_is_in_order():
    for path in Path(SERVICES).glob("*/*/form.json"):
        form = compile_form(path.read_bytes(), parse_expression)
        assert form.steps, path


def test_the_free_place_form_asks_in_three_steps():
    form = compile_form((SERVICES / "dk" / SERVICE / "form.json").read_bytes(), parse_expression)

    assert [each.key for each in form.steps] == ["household", "children", "income"]


def test_an_unknown_key_is_told_with_path_and_line():
    source = json.dumps(definition(question("a", "text", colour="red")), indent=1).encode()
    line = next(number for number, text in enumerate(source.decode().splitlines(), 1) if "colour" in text)

    assert problems(source) == [("steps[0].fields[0].colour", line, "Extra inputs are not permitted")]


def test_what_is_missing_is_told_at_what_lacks_it():
    broken = question("a", "text")
    del broken["label"]

    ((path, line, sentence),) = problems(definition(broken))
    assert (path, sentence) == ("steps[0].fields[0].label", "Field required")
    assert line > 1


def test_json_that_is_none_is_told_with_its_line():
    assert problems(b'{\n "format": 1,\n}')[0][1] == 3
    assert "twice" in problems(b'{"format": 1, "format": 1}')[0][2]
    assert "object" in problems(b"[]")[0][2]


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ([question("a", "text"), question("a", "text")], "steps[0].fields[1].key", "collides"),
        ([question("a", "text"), question("a.b", "text")], "steps[0].fields[1].key", "collides"),
        ([question("version", "text")], "steps[0].fields[0].key", "reserved"),
        ([question("csrfmiddlewaretoken", "text")], "steps[0].fields[0].key", "reserved"),
        ([question("a", "text", visible_when="1 +")], "steps[0].fields[0].visible_when", "not FEEL"),
        ([question("a", "text", visible_when="b = 1"), question("b", "text")], "steps[0].fields[0].visible_when", "b"),
        ([question("a", "text", label=say("a") | {"nb": "a"})], "steps[0].fields[0].label", "exactly these languages"),
        ([question("a", "text", label={"en": "a"})], "steps[0].fields[0].label", "exactly these languages"),
        ([question("a", "text", fact=INCOME)], "steps[0].fields[0].fact.source", "No register"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_told(fields: list[dict[str, Any]], path: str, words: str):
    ((told, line, sentence),) = problems(definition(*fields))

    assert told == path
    assert words in sentence
    assert line > 0


def test_a_step_may_not_take_a_name_that_pages_need():
    document = definition(steps=[step("summary", question("a", "text"))])

    assert problems(document)[0][0] == "steps[0].key"


def test_an_expression_is_never_carried_out_as_code():
    ((_path, _line, sentence),) = problems(
        definition(question("a", "text", visible_when="__import__('os').system('true')"))
    )

    assert "FEEL" in sentence or "called" in sentence


def test_the_same_content_has_the_same_address():
    document = definition(question("a", "text"))

    assert compiled(document).content_hash == compiled(document).content_hash
