"""What a trial came to, in sentences; what the reader may not know to the number is told without one."""

import dataclasses
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from raadhus.platform.money import Money
from raadhus.rules.public.trying import (
    SMALLEST_TOLD,
    Band,
    Bin,
    Cause,
    Crowd,
    Effect,
    Payer,
    Summary,
    hide_small,
)
from raadhus.ui.words import NO_BREAK, amount_in_words, number_in_words

EFFECTS = {
    Effect.BETTER: gettext_lazy("better off"),
    Effect.WORSE: gettext_lazy("worse off"),
    Effect.SAME: gettext_lazy("the same"),
    Effect.NO_LONGER: gettext_lazy("no longer decided by rules"),
    Effect.NEWLY: gettext_lazy("now decided by rules"),
    Effect.OPEN: gettext_lazy("left to a person as before"),
    Effect.FAILED: gettext_lazy("could not be computed"),
}
_WHOLE, _PENNY = Decimal(1), Decimal("0.01")
_SHORT = Context(prec=3, rounding=ROUND_HALF_EVEN)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The numbers of a trial as far as its reader may know them: None for one that is hidden."""

    summary: Summary
    counts: Mapping[Effect, int | None]
    is_exact: bool

    def number(self, count: int) -> int | None:
        """Return a number of cases, hidden when it is small and the reader may not know it."""
        return count if self.is_exact or not 0 < count < SMALLEST_TOLD else None

    def sum_of(self, effect: Effect) -> Decimal | None:
        """
        Return what more is paid a month in the cases that fare so; None where that is not known or not told.

        Who has no right to the cases reads three figures of it, and none where one case makes more than half, or a few
        cases make all: rules can be written so that such a sum is somebody's income.
        """
        amount = self.summary.changed_by.get(effect)
        if self.is_exact or amount is None:
            return amount if self.summary.with_amount else None
        if not self._tells_money or self._is_of_few(effect) or self._is_ones(effect, amount):
            return None
        return _in_short_figures(amount)

    @property
    def more_a_year(self) -> Decimal | None:
        """Return what more is paid a year; None where it is not known, or told by no part of it."""
        if self.is_exact:
            return self.summary.more_a_year if self.summary.with_amount else None
        if any(self.sum_of(effect) is None for effect in (Effect.BETTER, Effect.WORSE)):
            return None
        return _in_short_figures(self.summary.more_a_year)

    @property
    def _tells_money(self) -> bool:
        changed = sum(one.count for one in self.summary.amounts)
        return self.summary.with_amount > 0 and self.number(changed) is not None

    def _is_of_few(self, effect: Effect) -> bool:
        known = self.summary.amounts_known.get(effect, 0)
        return self.counts[effect] is None or (self.counts[effect] != 0 and known < SMALLEST_TOLD)

    def _is_ones(self, effect: Effect, amount: Decimal) -> bool:
        largest = self.summary.largest.get(effect)
        return amount != 0 and (largest is None or largest * 2 > abs(amount))

    @property
    def tells_differences(self) -> bool:
        """Tell whether more is told of who is better and worse off than how many: not when even that is hidden."""
        return self.counts[Effect.BETTER] is not None and self.counts[Effect.WORSE] is not None

    @property
    def spreads(self) -> Summary | Crowd:
        """Return the spreads that the reader may see: with open ends who may not know the cases."""
        return self.summary if self.is_exact else self.summary.crowd

    def spread(self, bins: tuple[Bin, ...]) -> tuple[int | None, ...]:
        """Return the number of each step; hidden so that none can be worked out from how many are better or worse off."""
        signs = [
            {place: one.count for place, one in enumerate(bins) if one.is_more is is_more}
            for is_more in (True, False)
        ]
        return self._hidden(signs, len(bins))

    def by_size(self, effect: Effect) -> tuple[int | None, ...]:
        """Return how many of each group fare so, hidden in the same way."""
        counts = {place: band.counts.get(effect, 0) for place, band in enumerate(self.spreads.bands)}
        return self._hidden([counts], len(counts))

    def _hidden(self, wholes: list[dict[int, int]], length: int) -> tuple[int | None, ...]:
        told: dict[int, int | None] = {}
        for whole in wholes:
            told |= whole if self.is_exact else hide_small(whole)
        return tuple(told[place] for place in range(length))


def _in_short_figures(amount: Decimal) -> Decimal:
    return _SHORT.plus(amount).quantize(_PENNY)


def told_of(summary: Summary, *, is_exact: bool) -> Told:
    """Return what may be told of ``summary``."""
    counts = {effect: summary.count(effect) for effect in Effect}
    return Told(summary=summary, counts=counts if is_exact else hide_small(counts), is_exact=is_exact)


def in_short(told: Told, currency: str, payer: Payer) -> str:
    """Return what came of it: "214 of 300 cases come out the same. 61 are better off. … spends … more a year."."""
    parts = [_same(told), *_changed(told)]
    if (more := told.more_a_year) is not None:
        parts.append(_money(more, currency, payer))
    return " ".join(parts)


def _same(told: Told) -> str:
    same, total = told.counts[Effect.SAME], number_in_words(told.summary.total)
    if same is None:
        return _("%(total)s cases were tried.") % {"total": total}
    if same == told.summary.total:
        return _("All %(total)s cases come out the same.") % {"total": total}
    if not same:
        return _("None of %(total)s cases comes out the same.") % {"total": total}
    return ngettext(
        "%(same)s of %(total)s cases comes out the same.",
        "%(same)s of %(total)s cases come out the same.",
        same,
    ) % {"same": number_in_words(same), "total": total}


def _changed(told: Told) -> list[str]:
    return [_counted(told.counts[effect], effect) for effect in _HIDDEN if told.counts[effect] != 0]


def _counted(count: int | None, effect: Effect) -> str:
    if count is None:
        return str(_HIDDEN[effect])
    said = {
        Effect.BETTER: ngettext("%(count)s is better off.", "%(count)s are better off.", count),
        Effect.WORSE: ngettext("%(count)s is worse off.", "%(count)s are worse off.", count),
        Effect.NO_LONGER: ngettext(
            "%(count)s is no longer decided by rules.", "%(count)s are no longer decided by rules.", count
        ),
        Effect.NEWLY: ngettext(
            "%(count)s is decided by rules now.", "%(count)s are decided by rules now.", count
        ),
        Effect.OPEN: ngettext(
            "%(count)s is left to a person as before.", "%(count)s are left to a person as before.", count
        ),
        Effect.FAILED: ngettext(
            "%(count)s could not be computed.", "%(count)s could not be computed.", count
        ),
    }
    return said[effect] % {"count": number_in_words(count)}


_HIDDEN = {
    Effect.BETTER: gettext_lazy("Some are better off."),
    Effect.WORSE: gettext_lazy("Some are worse off."),
    Effect.NO_LONGER: gettext_lazy("Some are no longer decided by rules."),
    Effect.NEWLY: gettext_lazy("Some are decided by rules now."),
    Effect.OPEN: gettext_lazy("Some are left to a person as before."),
    Effect.FAILED: gettext_lazy("Some could not be computed."),
}


def _money(more_a_year: Decimal, currency: str, payer: Payer) -> str:
    whole = more_a_year.quantize(_WHOLE, ROUND_HALF_EVEN)
    amount = amount_in_words(Money(abs(whole), currency))
    if payer is Payer.MUNICIPALITY:
        if not whole:
            return _("The municipality spends as much as before.")
        said = (
            _("The municipality spends %(amount)s more a year.")
            if whole > 0
            else _("The municipality spends %(amount)s less a year.")
        )
    else:
        if not whole:
            return _("People pay as much as before.")
        said = (
            _("People pay %(amount)s more a year.") if whole > 0 else _("People pay %(amount)s less a year.")
        )
    return said % {"amount": amount}


def count_in_words(count: int | None) -> str:
    """Return a number of cases, a dash for a hidden one."""
    return "–" if count is None else number_in_words(count)


def value_in_words(value: Decimal | None, unit: str, currency: str) -> str:
    """Return the measured value with its unit, or that there is none."""
    if value is None:
        return _("not decided")
    if unit == "money":
        return amount_in_words(Money(value, currency))
    number = number_in_words(value)
    return _("%(share)s%%") % {"share": number} if unit == "percent" else number


def difference_in_words(amount: Decimal | None, currency: str) -> str:
    """Return what more is paid, with its sign: "+450 kr.", "−450 kr."; a dash where it is not known."""
    if amount is None:
        return "–"
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return sign + amount_in_words(Money(abs(amount), currency))


def reach_in_words(one: Bin, unit: str, currency: str) -> str:
    """Return how large differences are: "50–100 kr. more", "1–2 percentage points less", "over 100 kr. more"."""
    low, *farther = sorted(abs(end) for end in (one.least, one.most) if end is not None)
    if not farther and not low:
        return _("more, however much") if one.is_more else _("less, however much")
    reach = _reach(low, farther[0] if farther else None, unit, currency)
    return (_("%(reach)s more") if one.is_more else _("%(reach)s less")) % {"reach": reach}


def _reach(low: Decimal, high: Decimal | None, unit: str, currency: str) -> str:
    if high is None:
        size = amount_in_words(Money(low, currency)) if unit == "money" else number_in_words(low)
        reach = _("over %(size)s") % {"size": size}
    elif unit == "money":
        reach = f"{number_in_words(low.normalize())}–{amount_in_words(Money(high, currency))}"
    else:
        reach = _between(low, high)
    return _("%(reach)s percentage points") % {"reach": reach} if unit == "percent" else reach


def size_in_words(band: Band, currency: str) -> str:
    """Return how large the cases of a group are: "20,000 to below 30,000 kr.", "50,000 kr. and more"."""
    if band.least is None and band.below is None:
        return _("all sizes")
    if band.below is None:
        return _("%(least)s and more") % {"least": amount_in_words(Money(band.least or Decimal(0), currency))}
    below = amount_in_words(Money(band.below, currency))
    if band.least is None:
        return _("below %(below)s") % {"below": below}
    return _("%(least)s to below %(below)s") % {
        "least": number_in_words(band.least.normalize()),
        "below": below,
    }


def _between(low: Decimal, high: Decimal) -> str:
    """Return "1" where a step is one whole number wide, else "20–40"; a step ends with its larger number."""
    if high - low == 1 and high == high.to_integral_value():
        return number_in_words(high)
    return f"{number_in_words(low)}–{number_in_words(high)}"


def cause_in_words(cause: Cause) -> str:
    """Return what became of the rows of a decision: "row 2 instead of row 1", "row 3 gives something else"."""
    before, after = _rows(cause.before), _rows(cause.after)
    if before == after:
        return _("%(rows)s gives something else") % {"rows": after}
    return _("%(after)s instead of %(before)s") % {"after": after, "before": before}


def _rows(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return _("no row")
    told = ", ".join(map(str, numbers))
    return ngettext("row %(numbers)s", "rows %(numbers)s", len(numbers)) % {
        "numbers": told.replace(" ", NO_BREAK)
    }
