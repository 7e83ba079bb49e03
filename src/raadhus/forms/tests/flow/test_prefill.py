"""What the registers know stands as facts; what they do not know is asked, and the application says so."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from raadhus.adapters import demo_people
from raadhus.adapters.in_memory.registers import registers_of
from raadhus.forms.models import Draft, Submission
from raadhus.forms.tests.townkit import (
    CHILDREN_ANSWERS,
    Browser,
    address,
    at_income,
    at_summary,
    begun,
    browser_of,
)
from raadhus.identity import public as identity
from raadhus.organisation.demo import EGEBY
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.registers import public as registers
from raadhus.registers.public import NotInRegister, RegisterAnswerRefused, RegisterUnavailable

pytestmark = pytest.mark.usefixtures("town")


class Failing:
    """A register that answers nothing but an error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def fail(*_args: Any, **_kwargs: Any) -> None:
            raise self._error

        return fail


@pytest.fixture
def failing() -> Iterator[Callable[..., None]]:
    """Let some registers fail: ``failing(error, "income", …)``."""
    good = registers_of(demo_people.register_book())

    def fail(error: Exception, *names: str) -> None:
        registers.use(dataclasses.replace(good, **dict.fromkeys(names, Failing(error))))

    yield fail
    registers.use(good)


class Alone:
    """A person register that tells of persons, and of no household."""

    def __init__(self, register: Any) -> None:
        self._register = register

    def __getattr__(self, name: str) -> Any:
        return getattr(Failing(RegisterUnavailable("down")) if name == "household" else self._register, name)


@pytest.fixture
def no_household() -> Iterator[None]:
    """Let the person register tell of no household."""
    good = registers_of(demo_people.register_book())
    registers.use(dataclasses.replace(good, person=Alone(good.person)))
    yield
    registers.use(good)


class Listening:
    """A register that notes what it is asked."""

    def __init__(self, register: Any, asked: list[str]) -> None:
        self._register = register
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        self._asked.append(name)
        return getattr(self._register, name)


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Return which questions the registers were asked, in order."""
    good = registers_of(demo_people.register_book())
    noted: list[str] = []
    ears = {field.name: Listening(getattr(good, field.name), noted) for field in dataclasses.fields(good)}
    registers.use(registers.Registers(**ears))
    yield noted
    registers.use(good)


def household_by_hand(browser: Browser) -> Browser:
    """Answer the first two steps when no register helps."""
    browser.open(
        browser.send(
            address("household"),
            **{
                "applicant.name": "Amina Holm",
                "applicant.address-street": "Birkevej 4",
                "applicant.address-postal_code": "9990",
                "applicant.address-city": "Egeby",
                "household.has_partner": "no",
            },
        ).url
    )
    browser.open(browser.send(address("children"), add="children").url.partition("#")[0])
    child = {
        "name": "Yusuf Holm",
        "birth_date-day": "11",
        "birth_date-month": "2",
        "birth_date-year": "2019",
        "lives_at_home": "yes",
        "custody": "sole",
        "daycare": "nursery",
        "fee_monthly": "3.900",
    }
    values = {f"children.n1.{name}": text for name, text in child.items()} | {"subsidy_from": "2024-12-01"}
    browser.open(browser.send(address("children"), **values).url)
    return browser


def test_each_register_is_asked_once_and_not_at_each_page(asked: list[str]):
    at_summary()

    assert asked == ["person", "household", "children_of", "income"]


def test_facts_say_where_they_are_from_and_when():
    page = begun().page

    assert "Birkevej 4, 9990 Egeby" in page
    assert "From the population register, 14\u00a0November" in page


def test_an_applicant_is_known_by_name_where_no_household_is_told(no_household: None):
    begun()

    with transaction(EGEBY):
        applicant = identity.person(Actor.system(EGEBY, purpose="tests"), Draft.objects.get().person_id)
    assert applicant.name == "Amina Holm"
    assert applicant.birth_on == dt.date(1988, 3, 14)


@pytest.mark.parametrize(
    ("error", "missing"),
    [
        (RegisterUnavailable("down"), "unavailable"),
        (RegisterAnswerRefused("nonsense"), "refused"),
        (NotInRegister("unknown"), "unknown"),
    ],
)
def test_without_registers_the_citizen_goes_on_and_the_application_says_so(
    failing: Callable[..., None], error: Exception, missing: str
):
    failing(error, "person", "custody", "income")
    browser = begun()
    assert ("We could not fetch everything" in browser.page) == (missing != "unknown")
    browser = household_by_hand(browser)
    answers = {"applicant.self_employed": "no", "income.monthly": "24.300,50"}
    browser.open(browser.send(address("income"), **answers).url)
    browser.send(address("summary"), declared="yes")

    with transaction(EGEBY):
        sent = Submission.objects.get()
    assert sent.answers["income.monthly"] == "24300.50"
    assert sent.answers["applicant.address"] == {
        "street": "Birkevej 4",
        "postal_code": "9990",
        "city": "Egeby",
    }
    income = sent.figures["income.monthly"]
    assert (income["is_from_register"], income["missing"]) == (False, missing)
    assert income["confirmed_by"] == str(sent.person_id)
    assert sent.figures["children.n1"]["missing"] == missing
    assert not any(figure["is_from_register"] for figure in sent.figures.values())


def test_a_register_that_lacks_the_figure_lets_it_be_asked():
    browser = begun("jonas")
    browser.open(browser.send(address("household")).url)
    answers = {
        "children.r1.daycare": "nursery",
        "children.r1.fee_monthly": "3.900",
        "subsidy_from": "2024-12-01",
    }
    browser.open(browser.send(address("children"), **answers).url)
    assert "Your monthly income before tax" in browser.page
    browser.open(
        browser.send(address("income"), **{"applicant.self_employed": "no", "income.monthly": "20.000"}).url
    )
    browser.send(address("summary"), declared="yes")

    with transaction(EGEBY):
        figure = Submission.objects.get().figures["income.monthly"]
    assert (figure["missing"], figure["is_from_register"]) == ("no_figure", False)
    assert figure["detail"]["complete"] is False


def test_a_partner_s_income_is_neither_fetched_nor_shown(asked: list[str]):
    browser = begun("peter")
    assert "Laura Krogh" in browser.page
    assert "Your partner is asked in person" in browser.page
    browser.open(browser.send(address("household")).url)
    answers = {
        "children.r1.daycare": "nursery",
        "children.r1.fee_monthly": "3.900",
        "subsidy_from": "2024-12-01",
    }
    browser.open(browser.send(address("children"), **answers).url)
    browser.open(browser.send(address("income"), **{"applicant.self_employed": "no"}).url)
    pages = browser.page
    browser.open(browser.send(address("summary"), declared="yes").url)

    assert "19,980" not in pages + browser.page
    assert "log in and confirm their income" in browser.page
    assert asked.count("income") == 1
    with transaction(EGEBY):
        sent = Submission.objects.get()
    partner = sent.answers["household.partner"]
    assert set(partner) == {"name", "person_id"}
    assert demo_people.find("laura").number not in str(sent.answers) + str(sent.figures)


def test_no_identity_number_stands_on_a_page_or_in_the_answers():
    browser = begun("peter")
    number = demo_people.find("laura").number

    assert number not in browser.page
    with transaction(EGEBY):
        assert number not in str(Draft.objects.get().sheet)


def test_another_partner_named_by_the_applicant_becomes_a_person():
    browser = begun()
    answer = browser.send(address("household"), contest="household.has_partner")
    assert answer.url == f"{address('household')}#f-household-has_partner", "the first of the new questions"
    browser.open(address("household"))
    said = {"household.has_partner": "yes", "household.has_partner-wrong": "We moved in together"}
    assert browser.send(address("household"), **said).status_code == 200
    assert 'name="household.partner-number"' in browser.page
    number = demo_people.find("laura").number
    partner = {"household.partner-name": "Laura Krogh", "household.partner-number": number}
    browser.open(browser.send(address("household"), **said, **partner).url)
    browser.open(browser.send(address("children"), **CHILDREN_ANSWERS).url)
    browser.open(browser.send(address("income"), **{"applicant.self_employed": "no"}).url)
    assert number not in browser.page
    browser.send(address("summary"), declared="yes")

    with transaction(EGEBY):
        sent = Submission.objects.get()
    assert set(sent.answers["household.partner"]) == {"name", "person_id"}
    assert number not in str(sent.answers) + str(sent.figures)
    assert sent.figures["household.has_partner"]["contested"]
    assert not sent.figures["household.partner"]["is_from_register"]


def test_a_contested_figure_is_sent_with_both_amounts_and_confirmed_by_nobody():
    browser = at_income()
    browser.open(browser.send(address("income"), contest="income.monthly").url.partition("#")[0])
    assert "You say that this is not right" in browser.page
    said = {
        "applicant.self_employed": "no",
        "income.monthly": "18.000",
        "income.monthly-wrong": "I work less since October",
    }
    browser.open(browser.send(address("income"), **said).url)
    assert "The register says DKK\u00a024,300.50. You say: I work less since October" in browser.page
    browser.send(address("summary"), declared="yes")

    with transaction(EGEBY):
        sent = Submission.objects.get()
    figure = sent.figures["income.monthly"]
    assert (figure["value"], figure["own"], figure["contested"]) == ("24300.50", "18000.00", True)
    assert figure["confirmed_by"] == ""
    assert sent.answers["income.monthly"] == "18000.00"


def test_a_contest_can_be_taken_back():
    browser = at_income()
    browser.open(browser.send(address("income"), contest="income.monthly").url.partition("#")[0])
    browser.open(browser.send(address("income"), accept="income.monthly").url)
    assert "You say that this is not right" not in browser.page

    assert browser.send(address("income"), **{"applicant.self_employed": "no"}).url == address("summary")


def test_a_protected_name_and_address_are_shown_only_to_their_bearer():
    page = begun("nadia").page
    assert "Kildevej 21" in page
    assert "Only you see them here" in page

    with transaction(EGEBY):
        figures = Draft.objects.get().sheet["figures"]
    assert figures["applicant.address"]["detail"]["protected"] is True


def test_a_partner_whose_name_is_protected_is_not_named(failing: Callable[..., None]):
    book = demo_people.register_book()
    laura = demo_people.find("laura")
    hidden = dataclasses.replace(laura.record, name_protected=True, address_protected=True)
    registers.use(registers_of(dataclasses.replace(book, persons={**book.persons, laura.number: hidden})))
    page = begun("peter").page

    assert "An adult at your address" in page
    assert "Laura" not in page


def test_two_starts_at_once_leave_one_draft():
    browser = browser_of("amina")
    browser.open(address())
    browser.send(address())
    browser.send(address())

    with transaction(EGEBY):
        assert Draft.objects.count() == 1


def test_the_day_on_which_a_register_was_asked_is_the_town_s_own():
    half_past_midnight = dt.datetime(2024, 11, 14, 23, 30, tzinfo=dt.UTC)  # in Denmark it is the 15th
    with clock.frozen(half_past_midnight):
        page = begun().page

    assert "15\u00a0November" in page
    assert "14 November" not in page
