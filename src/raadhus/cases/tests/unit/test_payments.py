"""What is left to pay of a price is exact to the øre."""

from decimal import Decimal

import pytest

from raadhus.cases.domain.payments import payments


def paid(price, percent):
    (one,) = payments([{"n": "Ida", "p": price}], name="n", price="p", percent=Decimal(percent))
    return one.pays


@pytest.mark.parametrize(
    ("price", "percent", "left"),
    [
        ("3200.00", "26", "2368.00"),
        ("3333.33", "26", "2466.66"),
        ("0.10", "33", "0.07"),
        ("4111.11", "100", "0.00"),
        ("25000.00", "1", "24750.00"),
    ],
)
def test_what_is_left_is_the_price_less_the_share(price, percent, left):
    assert paid(price, percent) == Decimal(left)


def test_a_child_without_a_place_has_nothing_to_pay():
    items = [{"n": "Ida", "p": "3200.00"}, {"n": "Ole"}, {"n": "Eva", "p": None}]

    assert [one.name for one in payments(items, name="n", price="p", percent=Decimal(50))] == ["Ida"]
