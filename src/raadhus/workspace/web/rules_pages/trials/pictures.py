"""The pictures and tables of a trial's result, each number as far as its reader may know it."""

import dataclasses
from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public import TrialInfo
from raadhus.catalogue.public import DecisionPart, Trial, package
from raadhus.rules.public.trying import Band, Bin, Effect, Payer
from raadhus.ui.parts import Column, Table
from raadhus.workspace.web.rules_pages.trials.words import (
    EFFECTS,
    Told,
    cause_in_words,
    count_in_words,
    difference_in_words,
    reach_in_words,
    size_in_words,
)

_WIDTH = 1000  # the picture's own units from the left edge to the right


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line of a picture: better and worse (or more and less) beside each other, and the number in words."""

    name: str
    first: int
    second: int
    number: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with its title, a sentence that tells how to read it, and the same figures as a table."""

    title: str
    sentence: str
    bars: tuple[Bar, ...]
    table: Table


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What the numbers of a service's trials mean, as its package says."""

    measure: Trial
    currency: str

    @property
    def value_title(self) -> str:
        """Return what the measured value is called."""
        return _in_language(self.measure.title)

    @property
    def bands_title(self) -> str:
        """Return what the size is called by which cases are grouped."""
        return _in_language(self.measure.bands.title) if self.measure.bands else ""


def units_of(trial: TrialInfo) -> Units | None:
    """Return what the numbers of a trial mean; None when its package does not say. Raises: NotFoundHere."""
    service = package(trial.package_hash).service
    part: DecisionPart | None = service.decision
    return Units(measure=part.trial, currency=service.currency) if part and part.trial else None


def pictures_of(told: Told, units: Units) -> tuple[Picture, ...]:
    """Return the pictures there are: money, the measured value, groups by size; none of a few whom one may not know."""
    if not told.tells_differences:
        return ()
    drawn = (_amounts(told, units), _values(told, units), _bands(told, units))
    return tuple(picture for picture in drawn if picture is not None)


def counts_of(told: Told, units: Units) -> Table:
    rows = []
    for effect, word in EFFECTS.items():
        if told.counts[effect] == 0:
            continue
        rows.append(
            (
                str(word).capitalize(),
                count_in_words(told.counts[effect]),
                difference_in_words(told.sum_of(effect), units.currency),
            )
        )
    return Table(
        caption=_("How the cases fare"),
        columns=(
            Column(label=_("With the new rules")),
            Column(label=_("Cases"), is_number=True),
            Column(label=paid_a_month(units), is_number=True),
        ),
        rows=tuple(rows),
    )


def paid_a_month(units: Units) -> str:
    if Payer(units.measure.paid_by) is Payer.MUNICIPALITY:
        return _("The municipality pays, a month")
    return _("People pay, a month")


def _amounts(told: Told, units: Units) -> Picture | None:
    if not told.spreads.amounts:
        return None
    by_municipality = Payer(units.measure.paid_by) is Payer.MUNICIPALITY
    sentence = (
        _("Cases by what the municipality pays of them. Cases that stay the same are not shown.")
        if by_municipality
        else _("Cases by what people pay. Cases that stay the same are not shown.")
    )
    words = (_("How much more or less a month"), sentence)
    return _spread(told, told.spreads.amounts, units, "money", words)


def _values(told: Told, units: Units) -> Picture | None:
    if not told.spreads.values or units.measure.unit == "money":
        return None
    sentence = _("Cases by how much it changes. Cases that stay the same are not shown.")
    return _spread(told, told.spreads.values, units, units.measure.unit, (units.value_title, sentence))


def _spread(told: Told, bins: tuple[Bin, ...], units: Units, unit: str, words: tuple[str, str]) -> Picture:
    title, sentence = words
    most = max(one.count for one in bins)
    bars, rows = [], []
    for one, count in reversed(list(zip(bins, told.spread(bins), strict=True))):
        length = (count or 0) * _WIDTH // most
        name = reach_in_words(one, unit, units.currency)
        bars.append(
            Bar(
                name=name,
                first=length if one.is_more else 0,
                second=0 if one.is_more else length,
                number=count_in_words(count),
            )
        )
        rows.append((name, count_in_words(count)))
    columns = (Column(label=_("Difference")), Column(label=_("Cases"), is_number=True))
    return Picture(
        title=title,
        sentence=sentence,
        bars=tuple(bars),
        table=Table(caption=title, columns=columns, rows=tuple(rows), is_caption_hidden=True),
    )


def _bands(told: Told, units: Units) -> Picture | None:
    bands = [band for band in told.spreads.bands if _changed_in(band)]
    if not bands:
        return None
    most = max(_changed_in(band) for band in bands)
    bars, rows = [], []
    counts = zip(told.by_size(Effect.BETTER), told.by_size(Effect.WORSE), strict=True)
    for band, (better, worse) in zip(told.spreads.bands, counts, strict=True):
        name = size_in_words(band, units.currency)
        bars.append(
            Bar(
                name=name,
                first=(better or 0) * _WIDTH // most,
                second=(worse or 0) * _WIDTH // most,
                number=f"{count_in_words(better)} · {count_in_words(worse)}",
            )
        )
        rows.append((name, count_in_words(better), count_in_words(worse)))
    columns = (
        Column(label=units.bands_title),
        Column(label=str(EFFECTS[Effect.BETTER]).capitalize(), is_number=True),
        Column(label=str(EFFECTS[Effect.WORSE]).capitalize(), is_number=True),
    )
    return Picture(
        title=units.bands_title,
        sentence=_("The first part of each bar is who is better off, the second who is worse off."),
        bars=tuple(bars),
        table=Table(caption=units.bands_title, columns=columns, rows=tuple(rows), is_caption_hidden=True),
    )


def _changed_in(band: Band) -> int:
    return band.counts.get(Effect.BETTER, 0) + band.counts.get(Effect.WORSE, 0)


def causes_of(told: Told, places: Mapping[str, str]) -> Table | None:
    """
    Return in how many cases the change begins where; ``places``: decisions by id, as links to their tables.

    What a few cases rest on is not named to who may not know their number: a row can say as much as an income.
    """
    causes = [(cause, count) for cause, count in told.summary.causes if told.number(count) is not None]
    if not causes:
        return None
    return Table(
        caption=_("Where it begins"),
        columns=(
            Column(label=_("Decision")),
            Column(label=_("What became of it")),
            Column(label=_("Cases"), is_number=True),
        ),
        rows=tuple(
            (
                places.get(cause.id, cause.decision),
                cause_in_words(cause),
                count_in_words(count if told.tells_differences else None),
            )
            for cause, count in causes
        ),
    )


def _in_language(texts: dict[str, str]) -> str:
    return texts.get(get_language() or "en", texts["en"])
