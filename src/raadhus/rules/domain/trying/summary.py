"""All compared cases together: how many, how much, spread how, because of what; small numbers can be hidden."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from raadhus.rules.domain.trying.comparing import Cause, Compared, Effect
from raadhus.rules.domain.trying.question import Bands, Question
from raadhus.rules.domain.trying.spread import Bin, spread

MONTHS = 12
_NOTHING = Decimal(0)
_MOST_BANDS = 12
_MOST_CAUSES = 30
_GAIN_AND_LOSS = (Effect.BETTER, Effect.WORSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Cases of one size, from ``least`` until below ``below``: how many fare how, and what more is paid a month."""

    least: Decimal
    below: Decimal
    counts: Mapping[Effect, int]
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """
    A trial's result; amounts are exact, a month.

    ``paid_before`` and ``paid_after`` sum the cases that both versions decide and whose amounts are known (``with_amount``
    of them); ``changed_by`` sums the differences by effect, ``largest`` is the largest of each, without its sign.
    ``values`` and ``amounts`` spread the differences that are not nothing; ``causes``: in how many changed cases a
    difference began where, most first.
    """

    counts: Mapping[Effect, int]
    with_amount: int
    paid_before: Decimal
    paid_after: Decimal
    changed_by: Mapping[Effect, Decimal]
    largest: Mapping[Effect, Decimal]
    values: tuple[Bin, ...]
    amounts: tuple[Bin, ...]
    bands: tuple[Band, ...]
    causes: tuple[tuple[Cause, int], ...]
    failures: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Return how many cases were tried."""
        return sum(self.counts.values())

    @property
    def more_a_year(self) -> Decimal:
        """Return how much more is paid in a year; less than nothing when it is less."""
        return (self.paid_after - self.paid_before) * MONTHS

    def count(self, effect: Effect) -> int:
        """Return how many cases fare so."""
        return self.counts.get(effect, 0)


def summarise(question: Question, compared: Iterable[Compared]) -> Summary:
    """Return what all the cases come to."""
    cases = tuple(compared)
    known = [(case, change) for case in cases if (change := case.amount_change) is not None]
    return Summary(
        counts=Counter(case.effect for case in cases),
        with_amount=len(known),
        paid_before=sum((case.before.amount or _NOTHING for case, _change in known), _NOTHING),
        paid_after=sum((case.after.amount or _NOTHING for case, _change in known), _NOTHING),
        changed_by={
            kind: sum((change for case, change in known if case.effect is kind), _NOTHING)
            for kind in _GAIN_AND_LOSS
        },
        largest={
            kind: max((abs(change) for case, change in known if case.effect is kind), default=_NOTHING)
            for kind in _GAIN_AND_LOSS
        },
        values=spread(change for case in cases if (change := case.value_change)),
        amounts=spread(change for _case, change in known if change),
        bands=_bands(question.bands, cases),
        causes=tuple(Counter(cause for case in cases for cause in case.causes).most_common(_MOST_CAUSES)),
        failures=tuple(
            Counter(
                case.after.failed or case.before.failed for case in cases if case.effect is Effect.FAILED
            ).most_common(_MOST_CAUSES)
        ),
    )


def _bands(bands: Bands | None, cases: tuple[Compared, ...]) -> tuple[Band, ...]:
    sized = [(case.banded, case) for case in cases if case.banded is not None]
    if bands is None or not sized:
        return ()
    width = bands.width
    sizes = [size for size, _case in sized]
    while _place(max(sizes), width) - _place(min(sizes), width) >= _MOST_BANDS:
        width *= 2
    groups: dict[int, list[Compared]] = {}
    for size, case in sized:
        groups.setdefault(_place(size, width), []).append(case)
    return tuple(
        Band(
            least=place * width,
            below=(place + 1) * width,
            counts=Counter(case.effect for case in groups.get(place, ())),
            amount=sum((case.amount_change or _NOTHING for case in groups.get(place, ())), _NOTHING),
        )
        for place in range(min(groups), max(groups) + 1)
    )


def _place(size: Decimal, width: Decimal) -> int:
    return int((size / width).to_integral_value(ROUND_FLOOR))


def summary_data(summary: Summary) -> dict[str, Any]:
    """Return the summary as JSON; amounts as text, exact."""
    return {
        "total": summary.total,
        "counts": {effect.value: summary.count(effect) for effect in Effect},
        "with_amount": summary.with_amount,
        "paid_before": _text(summary.paid_before),
        "paid_after": _text(summary.paid_after),
        "more_a_year": _text(summary.more_a_year),
        "changed_by": {effect.value: _text(amount) for effect, amount in summary.changed_by.items()},
        "largest": {effect.value: _text(amount) for effect, amount in summary.largest.items()},
        "values": [_bin_data(one) for one in summary.values],
        "amounts": [_bin_data(one) for one in summary.amounts],
        "bands": [
            {
                "least": _text(band.least),
                "below": _text(band.below),
                "counts": {effect.value: band.counts.get(effect, 0) for effect in Effect},
                "amount": _text(band.amount),
            }
            for band in summary.bands
        ],
        "causes": [
            {
                "decision": cause.decision,
                "id": cause.id,
                "before": list(cause.before),
                "after": list(cause.after),
                "count": count,
            }
            for cause, count in summary.causes
        ],
        "failures": [{"why": why, "count": count} for why, count in summary.failures],
    }


def _bin_data(one: Bin) -> dict[str, Any]:
    return {"least": _text(one.least), "most": _text(one.most), "count": one.count}


def _text(number: Decimal) -> str:
    return f"{number:f}"


def summary_from_data(data: Mapping[str, Any]) -> Summary:
    """Return the summary that ``summary_data`` wrote."""
    return Summary(
        counts=_counts(data["counts"]),
        with_amount=data["with_amount"],
        paid_before=Decimal(data["paid_before"]),
        paid_after=Decimal(data["paid_after"]),
        changed_by=_amounts(data["changed_by"]),
        # What was stored before largest differences were kept tells of none: no sum of it is told to everybody.
        largest=_amounts(data.get("largest", {})),
        values=_bins(data["values"]),
        amounts=_bins(data["amounts"]),
        bands=tuple(
            Band(
                least=Decimal(band["least"]),
                below=Decimal(band["below"]),
                counts=_counts(band["counts"]),
                amount=Decimal(band["amount"]),
            )
            for band in data["bands"]
        ),
        causes=tuple(
            (Cause(one["decision"], one["id"], tuple(one["before"]), tuple(one["after"])), one["count"])
            for one in data["causes"]
        ),
        failures=tuple((one["why"], one["count"]) for one in data["failures"]),
    )


def _amounts(data: Mapping[str, str]) -> dict[Effect, Decimal]:
    return {Effect(name): Decimal(amount) for name, amount in data.items()}


def _counts(data: Mapping[str, int]) -> dict[Effect, int]:
    return {Effect(name): count for name, count in data.items()}


def _bins(data: Iterable[Mapping[str, Any]]) -> tuple[Bin, ...]:
    return tuple(
        Bin(least=Decimal(one["least"]), most=Decimal(one["most"]), count=one["count"]) for one in data
    )
