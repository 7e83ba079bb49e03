"""All compared cases together: how many, how much, spread how, because of what; small numbers can be hidden."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from raadhus.rules.domain.trying.banding import Band, bands_of, bands_of_crowd
from raadhus.rules.domain.trying.comparing import Cause, Compared, Effect
from raadhus.rules.domain.trying.question import Question
from raadhus.rules.domain.trying.spread import Bin, spread, spread_of_crowd

MONTHS = 12
_NOTHING = Decimal(0)
_MOST_CAUSES = 30
_GAIN_AND_LOSS = (Effect.BETTER, Effect.WORSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The spreads with open ends, at each of which five cases stand or more: no edge tells of a single one."""

    values: tuple[Bin, ...] = ()
    amounts: tuple[Bin, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """
    A trial's result; amounts are exact, a month.

    ``paid_before`` and ``paid_after`` sum the cases that both versions decide and whose amounts are known (``with_amount``
    of them); ``changed_by`` sums the differences by effect, ``largest`` is the largest of each, without its sign.
    ``values`` and ``amounts`` spread the differences that are not nothing; ``causes``: in how many changed cases a
    difference began where, most first. ``amounts_known``: of how many cases of an effect the difference is known;
    ``crowd``: what of the spreads is told to who may not know the cases.
    """

    counts: Mapping[Effect, int]
    with_amount: int
    amounts_known: Mapping[Effect, int]
    paid_before: Decimal
    paid_after: Decimal
    changed_by: Mapping[Effect, Decimal]
    largest: Mapping[Effect, Decimal]
    values: tuple[Bin, ...]
    amounts: tuple[Bin, ...]
    bands: tuple[Band, ...]
    crowd: Crowd
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
    values = [change for case in cases if (change := case.value_change)]
    amounts = [change for _case, change in known if change]
    return Summary(
        counts=Counter(case.effect for case in cases),
        with_amount=len(known),
        amounts_known=Counter(case.effect for case, _change in known),
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
        values=spread(values),
        amounts=spread(amounts),
        bands=bands_of(question.bands, cases),
        crowd=Crowd(
            values=spread_of_crowd(values),
            amounts=spread_of_crowd(amounts),
            bands=bands_of_crowd(question.bands, cases),
        ),
        causes=tuple(Counter(cause for case in cases for cause in case.causes).most_common(_MOST_CAUSES)),
        failures=tuple(
            Counter(
                case.after.failed or case.before.failed for case in cases if case.effect is Effect.FAILED
            ).most_common(_MOST_CAUSES)
        ),
    )


def summary_data(summary: Summary) -> dict[str, Any]:
    """Return the summary as JSON; amounts as text, exact."""
    return {
        "total": summary.total,
        "counts": {effect.value: summary.count(effect) for effect in Effect},
        "with_amount": summary.with_amount,
        "amounts_known": {effect.value: count for effect, count in summary.amounts_known.items()},
        "paid_before": _text(summary.paid_before),
        "paid_after": _text(summary.paid_after),
        "more_a_year": _text(summary.more_a_year),
        "changed_by": {effect.value: _text(amount) for effect, amount in summary.changed_by.items()},
        "largest": {effect.value: _text(amount) for effect, amount in summary.largest.items()},
        **_spreads_data(summary),
        "crowd": _spreads_data(summary.crowd),
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


def _spreads_data(spreads: Summary | Crowd) -> dict[str, Any]:
    return {
        "values": [_bin_data(one) for one in spreads.values],
        "amounts": [_bin_data(one) for one in spreads.amounts],
        "bands": [
            {
                "least": _end(band.least),
                "below": _end(band.below),
                "counts": {effect.value: band.counts.get(effect, 0) for effect in Effect},
                "amount": _text(band.amount),
            }
            for band in spreads.bands
        ],
    }


def _bin_data(one: Bin) -> dict[str, Any]:
    return {"least": _end(one.least), "most": _end(one.most), "count": one.count}


def _text(number: Decimal) -> str:
    return f"{number:f}"


def _end(number: Decimal | None) -> str | None:
    return None if number is None else _text(number)


def summary_from_data(data: Mapping[str, Any]) -> Summary:
    """Return the summary that ``summary_data`` wrote."""
    return Summary(
        counts=_counts(data["counts"]),
        with_amount=data["with_amount"],
        # Of trials stored before these were kept, sums and spreads are told to nobody who may not know the cases.
        amounts_known=_counts(data.get("amounts_known", {})),
        crowd=_crowd(data["crowd"]) if "crowd" in data else Crowd(),
        paid_before=Decimal(data["paid_before"]),
        paid_after=Decimal(data["paid_after"]),
        changed_by=_amounts(data["changed_by"]),
        # What was stored before largest differences were kept tells of none: no sum of it is told to everybody.
        largest=_amounts(data.get("largest", {})),
        values=_bins(data["values"]),
        amounts=_bins(data["amounts"]),
        bands=_bands(data["bands"]),
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


def _crowd(data: Mapping[str, Any]) -> Crowd:
    return Crowd(values=_bins(data["values"]), amounts=_bins(data["amounts"]), bands=_bands(data["bands"]))


def _bins(data: Iterable[Mapping[str, Any]]) -> tuple[Bin, ...]:
    return tuple(
        Bin(least=_number(one["least"]), most=_number(one["most"]), count=one["count"]) for one in data
    )


def _bands(data: Iterable[Mapping[str, Any]]) -> tuple[Band, ...]:
    return tuple(
        Band(
            least=_number(band["least"]),
            below=_number(band["below"]),
            counts=_counts(band["counts"]),
            amount=Decimal(band["amount"]),
        )
        for band in data
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
