"""The form of a task: one page, read as every form, its faults told where they stand in the file."""

import json
from pathlib import Path

import pytest

from raadhus.forms.domain.compiled import compile_task_form
from raadhus.forms.domain.located import CannotReadForm
from raadhus.rules.public import parse_expression

VISIT = Path(__file__).resolve().parents[5] / "services/dk/building-permit/forms/site-visit.json"
SAYS = {"da": "Hvad", "en": "What"}


def form(**changes):
    whole = {
        "format": 1,
        "country": "dk",
        "currency": "DKK",
        "languages": ["da", "en"],
        "title": SAYS,
        "fields": [{"key": "seen", "kind": "long_text", "label": SAYS}],
    }
    return json.dumps(whole | changes, indent=1).encode()


def faults(**changes):
    with pytest.raises(CannotReadForm) as refused:
        compile_task_form(form(**changes), parse_expression)
    return refused.value.problems


def test_the_form_of_a_shipped_package_is_one_step_of_all_its_questions():
    (step,) = compile_task_form(VISIT.read_bytes(), parse_expression).steps

    assert [field.key for field in step.fields] == [
        "visit.on",
        "visit.as_drawn",
        "visit.distance",
        "visit.seen",
    ]


def test_a_condition_that_is_no_feel_is_told_with_its_place_in_the_file():
    (fault,) = faults(fields=[{"key": "seen", "kind": "long_text", "label": SAYS, "visible_when": "1 +"}])

    assert fault.path == "fields[0].visible_when"
    assert fault.line > 1


def test_a_text_that_lacks_a_language_is_told_once():
    (fault,) = faults(title={"en": "What"})

    assert "da, en" in fault.sentence


@pytest.mark.parametrize(
    "field",
    [
        {"key": "file", "kind": "attachment", "label": SAYS},
        {"key": "who", "kind": "person", "label": SAYS},
        {
            "key": "name",
            "kind": "name",
            "label": SAYS,
            "fact": {"source": "person.name", "register_name": SAYS},
        },
        {
            "key": "things",
            "kind": "group",
            "label": SAYS,
            "item": SAYS,
            "add": SAYS,
            "fields": [{"key": "one", "kind": "text", "label": SAYS}],
        },
    ],
)
def test_what_needs_a_draft_or_a_register_is_refused(field):
    assert "form of a task" in faults(fields=[field])[0].sentence
