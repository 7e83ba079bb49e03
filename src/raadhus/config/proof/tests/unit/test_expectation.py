"""The independent computation, against the figures that municipalities published."""

import pytest

from raadhus.config.proof.expectation import expect_parents_share


@pytest.mark.parametrize(
    ("year", "monthly_kroner", "share"),
    [
        (2024, 16_691.66, 0),  # 200,299.92 a year
        (2024, 16_691.67, 5),  # 200,300.04
        (2020, 15_125.00, 0),  # 181,500.00
        (2020, 15_460.33, 5),  # 185,523.96: the published end of 5 %
        (2020, 15_460.34, 6),  # 185,524.08
        (2021, 15_818.08, 5),  # 189,816.96
        (2021, 15_818.09, 6),  # 189,817.08
        (2024, 51_849.99, 99),  # 622,199.88
        (2024, 51_850.00, 100),  # 622,200.00
    ],
)
def test_a_couple_with_one_child(year: int, monthly_kroner: float, share: int) -> None:
    computed = expect_parents_share(
        year=year, monthly_oere=round(monthly_kroner * 100), is_single=False, children_at_home=1
    )

    assert computed == share


def test_single_providers_and_further_children_raise_the_limits() -> None:
    # 200,300 + 70,089 + 7,000 = 277,389 a year = 23,115.75 a month
    shares = [
        expect_parents_share(year=2024, monthly_oere=monthly, is_single=True, children_at_home=2)
        for monthly in (23_115_75, 23_115_76)
    ]

    assert shares == [0, 5]
