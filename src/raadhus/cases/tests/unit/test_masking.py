"""What goes to the applicant never tells what the partner earns."""

import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.cases.domain.figures import Figure, Source, amounts_to_hide
from raadhus.cases.domain.masking import masked, tells

ANNE, BO = uuid.uuid4(), uuid.uuid4()


def figure(of, amount):
    return Figure(key="income.monthly", concerns=of, amount=Decimal(amount), source=Source.REGISTER)


COUPLE = (figure(ANNE, "15000.50"), figure(BO, "18250.25"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The partner earns 18250.25 a month.",
        "Partneren tjener 18.250,25 kr.",
        "Together 33.250,75 a month",
        "Husstandens indkomst er 399 009 kr. om året",
        "399.009,00",
        "That is 219,003 a year",
        "18\u00a0250 kr.",
        "In 2024 399.009 kr. and more",
        "Between 200.300, 399.009 and 622.200",
    ],
)
def test_a_sentence_with_the_partners_income_or_a_total_is_found(sentence):
    assert tells(sentence, amounts_to_hide(COUPLE, ANNE))


@pytest.mark.parametrize(
    "sentence", ["You earn 15.000,50 kr. a month.", "The limit is 200.300 kr. in 2024.", "45 %"]
)
def test_ones_own_income_and_the_limits_may_be_told(sentence):
    assert not tells(sentence, amounts_to_hide(COUPLE, ANNE))


def test_nothing_is_hidden_from_somebody_who_lives_alone():
    assert amounts_to_hide(COUPLE[:1], ANNE) == ()


def test_only_the_telling_numbers_are_masked():
    said = "Husstandens indtægt på 399.009 kr. i 2024 ligger mellem 200.300 kr. og 622.200 kr."

    assert masked(said, amounts_to_hide(COUPLE, ANNE), "[vises ikke]") == (
        "Husstandens indtægt på [vises ikke] i 2024 ligger mellem 200.300 kr. og 622.200 kr."
    )


@given(
    st.decimals(1000, 900000, places=2),
    st.decimals(1000, 900000, places=2),
    st.sampled_from(["{:,.2f}", "{:.2f}", "{:,.0f}"]),
    st.sampled_from([",", ".", " ", "\u00a0", "'"]),
)
def test_no_way_of_writing_a_partners_income_passes(own, partners, form, separator):
    figures = (figure(ANNE, own), figure(BO, partners))
    written = form.format(partners).replace(",", separator)

    assert tells(f"It is {written} kr.", amounts_to_hide(figures, ANNE))


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        (
            "Indtægten på 399.009 kr. om året ligger under grænsen.",
            "Indtægten på [x] om året ligger under grænsen.",
        ),
        ("Den er 399.009 kr. Derfor er der intet tilskud.", "Den er [x]. Derfor er der intet tilskud."),
        ("Inntekten på 399\u00a0009\u00a0kr i året", "Inntekten på [x] i året"),
        ("Grensen er 399 009 danske kroner.", "Grensen er [x]."),
        ("The income of DKK\u00a0399,009 a year", "The income of [x] a year"),
    ],
)
def test_an_amount_is_hidden_with_its_unit(sentence, left):
    assert masked(sentence, amounts_to_hide(COUPLE, ANNE), "[x]") == left
