"""What was sent, in words: what a register knows of a child is told apart from what the parent answered."""

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from raadhus.forms.domain.compiled import compile_form
from raadhus.forms.domain.sheet import Figure
from raadhus.forms.queries import SubmissionInfo
from raadhus.forms.use_cases import answers_in_words as words
from raadhus.rules.public import parse_expression

SERVICE = Path(__file__).resolve().parents[5] / "services" / "dk" / "free-place-subsidy"
FORM = compile_form((SERVICE / "form.json").read_bytes(), parse_expression)
CHILD = {
    "_id": "r1",
    "name": "Yusuf Holm",
    "birth_date": "2021-04-01",
    "lives_at_home": True,
    "custody": "sole",
    "daycare": "kindergarten",
    "fee_monthly": "2150.50",
}
KNOWN = {key: CHILD[key] for key in ("name", "birth_date", "lives_at_home", "custody")}


@pytest.fixture(autouse=True)
def form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every submission with the service's own form."""
    monkeypatch.setattr(words, "form_of", lambda _package_hash: FORM)


def said_of_child(figure: Figure) -> dict[str, words.SaidAnswer]:
    """Return label -> answer of an application with one child."""
    sent = SubmissionInfo(
        submission_id=UUID(int=1),
        number="A1B2-C3D4",
        service_key="free-place-subsidy",
        package_hash="",
        person_id=UUID(int=2),
        on_behalf_of=None,
        language="da",
        channel="web",
        sent_at=dt.datetime(2024, 11, 14, tzinfo=dt.UTC),
        answers={"children": [CHILD]},
        figures={"children.r1": figure},
        attachments=(),
    )
    return {answer.label: answer for answer in words.answers_in_words(sent)}


def known(**more: Any) -> Figure:
    """Return the child as the custody register knows it."""
    return Figure(value=KNOWN, register="custody", **more)


def test_what_a_parent_typed_of_a_child_is_not_said_to_be_from_a_register():
    said = said_of_child(known())

    child = said["Child 1"]
    assert child.register_name == "the custody register"
    assert "Yusuf Holm" in [part.value for part in child.parts]
    assert not {"2150.50", "2,150.50"} & {part.value for part in child.parts}
    typed = [answer for label, answer in said.items() if label.startswith("Child 1: ")]
    assert [answer.key for answer in typed] == ["children.r1.daycare", "children.r1.fee_monthly"]
    assert [answer.parts[0].value for answer in typed][1] == "DKK\u00a02,150.50"
    assert {(answer.register_name, answer.is_from_register) for answer in typed} == {("", False)}


def test_only_what_the_register_says_of_a_child_is_contested():
    said = said_of_child(known(contested=True, reason="She lives with me"))

    contested = [label for label, answer in said.items() if answer.is_contested]
    assert contested == ["Child 1"]
    assert said["Child 1"].register_parts == said["Child 1"].parts


def test_a_child_whom_no_register_knows_is_the_parents_own_word_throughout():
    told = Figure(value=None, register="custody", is_from_register=False, missing="not_listed")
    said = said_of_child(told)

    assert list(said) == ["Child 1"]
    assert said["Child 1"].register_name == ""
    assert len(said["Child 1"].parts) == 6
