"""What every adapter of the registers must do: the twin in memory and the real process answer alike."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from raadhus.adapters.demo_people import find, register_book
from raadhus.adapters.in_memory.registers import registers_of
from raadhus.adapters.register_http.client import RegisterClient
from raadhus.adapters.tests.peerkit import TOKEN, held_port, running_peer
from raadhus.registers.ports import (
    Custody,
    IncomeKind,
    NotInRegister,
    RegisterAnswerRefused,
    Registers,
    RegisterUnavailable,
)

REGISTERS = "raadhus.adapters.demo_registers"
NOBODY = "7101019999"
DAY = dt.date(2024, 3, 5)
AMINA, PETER, LAURA = find("amina"), find("peter"), find("laura")
QUESTIONS: dict[str, Callable[[Registers, str], Any]] = {
    "person": lambda registers, number: registers.person.person(number),
    "household": lambda registers, number: registers.person.household(number),
    "children": lambda registers, number: registers.custody.children_of(number),
    "income": lambda registers, number: registers.income.income(number, DAY),
    "exemption": lambda registers, number: registers.exemption.is_exempt_from_digital_post(number),
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    with (
        held_port() as port,
        running_peer(REGISTERS, tmp_path_factory.mktemp("registers"), port, "--port", str(port)) as url,
        asking(url) as registers,
    ):
        yield registers


@contextmanager
def asking(url: str, token: str = TOKEN) -> Iterator[Registers]:
    """Ask the registers at an address, and hang up at the end."""
    client = RegisterClient(url, token)
    with closing(client):
        yield Registers(person=client, custody=client, income=client, exemption=client)


@pytest.fixture(params=["in_memory", pytest.param("process", marks=pytest.mark.peer)])
def registers(request: pytest.FixtureRequest) -> Registers:
    """Return the registers under the contract."""
    if request.param == "in_memory":
        return registers_of(register_book())
    answer: Registers = request.getfixturevalue("real")
    return answer


def test_a_person_is_known_by_number_with_name_and_address(registers: Registers) -> None:
    assert registers.person.person(AMINA.number) == AMINA.record


def test_a_household_is_the_one_asked_about_first_then_the_partner_then_the_children(
    registers: Registers,
) -> None:
    household = registers.person.household(PETER.number)

    assert [adult.number for adult in household.adults] == [PETER.number, LAURA.number]
    assert [child.given_name for child in household.children] == ["Emil"]


def test_an_address_gives_its_adults_however_it_is_written(registers: Registers) -> None:
    registered = AMINA.record.address
    assert registered is not None
    home = dataclasses.replace(registered, street="  birkevej 4")
    empty = dataclasses.replace(home, street="Birkevej 4000")

    assert registers.person.residents(home) == (AMINA.record,)
    assert registers.person.residents(empty) == ()


def test_children_come_eldest_first_with_the_parents_custody(registers: Registers) -> None:
    children = registers.custody.children_of(AMINA.number)

    assert [(child.given_name, child.custody) for child in children] == [
        ("Yusuf", Custody.SOLE),
        ("Lina", Custody.SOLE),
    ]


def test_an_income_keeps_its_ore_and_says_for_which_day(registers: Registers) -> None:
    income = registers.income.income(AMINA.number, DAY)

    assert (income.monthly, income.income_kind, income.complete) == (
        Decimal("24300.50"),
        IncomeKind.EMPLOYED,
        True,
    )
    assert (income.year, income.as_of) == (2024, DAY)


def test_a_figure_that_the_register_lacks_is_none_and_not_nought(registers: Registers) -> None:
    income = registers.income.income(find("jonas").number, DAY)

    assert income.monthly is None
    assert not income.complete


def test_protection_of_name_and_address_is_told(registers: Registers) -> None:
    person = registers.person.person(find("nadia").number)

    assert person.name_protected
    assert person.address_protected


def test_who_gets_paper_is_told(registers: Registers) -> None:
    assert registers.exemption.is_exempt_from_digital_post(find("else").number)
    assert not registers.exemption.is_exempt_from_digital_post(AMINA.number)


@pytest.mark.parametrize("question", QUESTIONS)
def test_nobody_is_not_in_any_register(registers: Registers, question: str) -> None:
    with pytest.raises(NotInRegister):
        QUESTIONS[question](registers, NOBODY)


@pytest.mark.peer
@pytest.mark.parametrize("fault", ["down", "slow"])
def test_a_register_that_is_down_or_slow_is_unavailable(fault: str, tmp_path: Path) -> None:
    with (
        held_port() as port,
        running_peer(REGISTERS, tmp_path, port, "--port", str(port), fault=f"registers:{fault}") as url,
        asking(url) as registers,
        pytest.raises(RegisterUnavailable),
    ):
        registers.person.person(AMINA.number)


@pytest.mark.peer
@pytest.mark.parametrize("fault", ["nonsense", "somebody-else"])
def test_an_answer_that_is_nonsense_or_about_somebody_else_is_refused(fault: str, tmp_path: Path) -> None:
    with (
        held_port() as port,
        running_peer(REGISTERS, tmp_path, port, "--port", str(port), fault=f"registers:{fault}") as url,
        asking(url) as registers,
    ):
        for ask in QUESTIONS.values():
            with pytest.raises(RegisterAnswerRefused) as refused:
                ask(registers, PETER.number)
            assert "0000000000" not in str(refused.value), "the answer is not quoted: it may be somebody's"


def test_a_register_where_nobody_listens_is_unavailable() -> None:
    with (
        held_port() as port,
        asking(f"http://127.0.0.1:{port}") as registers,
        pytest.raises(RegisterUnavailable),
    ):
        registers.person.person(AMINA.number)


@pytest.mark.peer
def test_a_wrong_token_gets_no_answer(tmp_path: Path) -> None:
    with (
        held_port() as port,
        running_peer(REGISTERS, tmp_path, port, "--port", str(port)) as url,
        asking(url, "somebody-elses") as registers,
        pytest.raises(RegisterUnavailable),
    ):
        registers.person.person(AMINA.number)
