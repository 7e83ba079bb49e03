"""What the demo's decision must come to, computed apart from the product: in whole øre, by the law's own words.

Source: dagtilbudsloven § 43; scale of 2024 as Fanø Kommune publishes it.
"""

from dataclasses import dataclass

from raadhus.adapters.demo_people import DemoPerson

OERE = 100


@dataclass(frozen=True)
class Scale:
    """One year's published figures, in kroner a year."""

    full_subsidy_up_to: int
    no_subsidy_from: int
    single_provider: int
    each_further_child: int


SCALES = {
    2020: Scale(181_500, 563_800, 63_506, 7_000),
    2021: Scale(185_700, 576_800, 64_967, 7_000),
    2024: Scale(200_300, 622_200, 70_089, 7_000),
}


def monthly_oere(person: DemoPerson) -> int:
    """Return what the income register says of somebody, a month. Raises: ValueError when it says nothing."""
    if person.income is None or person.income.monthly is None:
        raise ValueError(f"{person.name} has no registered income.")
    return int(person.income.monthly * OERE)


def expect_parents_share(*, year: int, monthly_oere: int, is_single: bool, children_at_home: int) -> int:
    """Return the parents' share of the fee in per cent.

    ``monthly_oere``: the household's income a month. Counts up one percentage point for every started step.
    """
    scale = SCALES[year]
    raised = (scale.single_provider if is_single else 0) + scale.each_further_child * max(
        0, children_at_home - 1
    )
    first = (scale.full_subsidy_up_to + raised) * OERE
    last = (scale.no_subsidy_from + raised) * OERE
    step = _round_to_kroner(scale.no_subsidy_from - scale.full_subsidy_up_to, 95) * OERE
    income = monthly_oere * 12
    if income <= first:
        return 0
    if income >= last:
        return 100
    share = 4
    reached = first
    while reached < income:
        reached += step
        share += 1
    return min(share, 99)


def _round_to_kroner(amount: int, parts: int) -> int:
    return (2 * amount + parts) // (2 * parts)
