"""How a comparison of today's process with a planned one is said."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from raadhus.platform.money import Money
from raadhus.statistics.public import Comparison, Plan, Year
from raadhus.ui import words
from raadhus.ui.parts import Column, Table


def sentence_of(told: Comparison, *, is_entered: bool) -> str:
    """Return what the page begins with: what the plan saves, or takes more."""
    if not is_entered:
        return _("What would another process save? Enter minutes and cost of each step.")
    values = {
        "hours": words.number_in_words(abs(told.saved_hours)),
        "money": words.amount_in_words(told.saved if told.saved.amount >= 0 else told.saved * -1),
    }
    if told.saved.amount >= 0 and told.saved_hours >= 0:
        return _("The plan saves %(hours)s hours of work and %(money)s a year.") % values
    if told.saved.amount < 0 and told.saved_hours < 0:
        return _("The plan takes %(hours)s hours of work and %(money)s more a year.") % values
    if told.saved.amount >= 0:
        return _("The plan saves %(money)s a year and takes %(hours)s hours of work more.") % values
    return _("The plan saves %(hours)s hours of work a year and costs %(money)s more.") % values


def sums_table(told: Comparison) -> Table:
    """Return both sides' sums and the difference."""
    columns = (_("Today"), _("Planned"), _("The plan saves"))
    hours = (told.today.hours, told.planned.hours, told.saved_hours)
    money = (told.today.money, told.planned.money, told.saved)
    return Table(
        caption=_("In a year"),
        columns=(Column(label=_("What")), *(Column(label=label, is_number=True) for label in columns)),
        rows=(
            (_("Hours of work"), *(words.number_in_words(each) for each in hours)),
            (_("Work and other cost"), *(words.amount_in_words(each) for each in money)),
        ),
    )


def side_table(
    caption: str, year: Year, names: Mapping[str, str], shares: list[Decimal] | None = None
) -> Table:
    """Return what each step of one side takes in a year; ``shares``: of the plan's steps."""
    labels = [_("Times a year"), _("Minutes each time"), _("Other cost each time"), _("Hours"), _("Cost")]
    rows = []
    for number, step in enumerate(year.steps):
        cells = [
            words.number_in_words(step.times),
            words.number_in_words(step.minutes),
            money_in_words(step.cost, step.money.currency),
            words.number_in_words(step.hours),
            words.amount_in_words(step.money),
        ]
        share = [_("%(share)s%%") % {"share": words.number_in_words(shares[number])}] if shares else []
        rows.append((names.get(step.name, step.name), *share, *cells))
    if shares is not None:
        labels.insert(0, _("Share of cases"))
    return Table(
        caption=caption,
        columns=(Column(label=_("Step")), *(Column(label=label, is_number=True) for label in labels)),
        rows=tuple(rows),
    )


def example_of(told: Comparison, plan: Plan, names: Mapping[str, str]) -> str:
    """Return the formula with the figures of the dearest step of today; empty where none costs anything."""
    dearest = max(told.today.steps, key=lambda step: step.money.amount, default=None)
    if dearest is None or not dearest.money.amount:
        return ""
    return _("“%(step)s” today: %(times)s × (%(minutes)s ÷ 60 × %(rate)s + %(cost)s) = %(money)s") % {
        "step": names.get(dearest.name, dearest.name),
        "times": words.number_in_words(dearest.times),
        "minutes": words.number_in_words(dearest.minutes),
        "rate": words.number_in_words(plan.rate),
        "cost": words.number_in_words(dearest.cost),
        "money": words.amount_in_words(dearest.money),
    }


def money_in_words(amount: Decimal, currency: str) -> str:
    """Return an amount with its unit."""
    return words.amount_in_words(Money(amount, currency))
