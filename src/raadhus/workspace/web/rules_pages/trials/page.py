"""One trial as its page shows it: the sentence, the pictures with their tables, where it begins, which cases change."""

import dataclasses
from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from raadhus.cases.public import ChangedCase, ChangedCases, TrialInfo, TrialState
from raadhus.rules.public.trying import Effect, Payer
from raadhus.ui.parts import Column, Fact, Table
from raadhus.ui.words import date_in_words, instant_in_words, number_in_words
from raadhus.workspace.web.rules_pages.trials.pictures import (
    Picture,
    Units,
    causes_of,
    counts_of,
    paid_a_month,
    pictures_of,
    units_of,
)
from raadhus.workspace.web.rules_pages.trials.words import (
    EFFECTS,
    Told,
    difference_in_words,
    in_short,
    told_of,
    value_in_words,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a trial. ``notes``: what to know when reading it; ``cases``: None without a right to them."""

    sentence: str
    counts: Table
    pictures: tuple[Picture, ...]
    causes: Table | None
    notes: tuple[str, ...]
    cases: Table | None
    cases_note: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """
    One trial; ``result`` is None until it is done, ``percent`` how far it is.

    ``may_end``: its reader may stop and delete it.
    """

    heading: str
    state: TrialState
    percent: int
    progress: str
    facts: tuple[Fact, ...]
    result: Result | None
    has_cases: bool
    may_end: bool


def trial_page(trial: TrialInfo, changed: ChangedCases | None, places: Mapping[str, str]) -> TrialPage:
    """
    Return the page of a trial.

    ``changed``: None for who has no right to cases; ``places``: decisions of the old rules by id, as links to their tables.
    """
    units = units_of(trial)
    told = told_of(trial.summary, is_exact=trial.is_exact) if trial.summary and units else None
    share = trial.looked_at * 100 // max(trial.total, 1)
    return TrialPage(
        heading=_("%(old)s compared with %(new)s") % {"old": trial.old_name, "new": trial.new_name},
        state=trial.state,
        percent=min(share, 100),
        progress=_("%(done)s of %(total)s cases are computed.")
        % {"done": number_in_words(trial.looked_at), "total": number_in_words(trial.total)},
        facts=_facts(trial),
        result=_result(trial, told, units, changed, places) if told and units else None,
        has_cases=bool(changed and changed.cases),
        may_end=trial.may_end,
    )


def _facts(trial: TrialInfo) -> tuple[Fact, ...]:
    last = trial.ends_on.fromordinal(trial.ends_on.toordinal() - 1)
    period = _("%(first)s to %(last)s") % {
        "first": date_in_words(trial.begins_on),
        "last": date_in_words(last),
    }
    begun = instant_in_words(trial.begun_at)
    return (
        Fact(label=_("The rules as they are"), value=trial.old_name),
        Fact(label=_("The rules as they would be"), value=trial.new_name),
        Fact(label=_("Cases decided"), value=period),
        Fact(
            label=_("Begun"),
            value=_("%(at)s by %(name)s") % {"at": begun, "name": trial.begun_by}
            if trial.begun_by
            else begun,
        ),
        Fact(label=_("Deleted on"), value=date_in_words(trial.deleted_at.date())),
    )


def _result(
    trial: TrialInfo, told: Told, units: Units, changed: ChangedCases | None, places: Mapping[str, str]
) -> Result:
    return Result(
        sentence=in_short(told, units.currency, Payer(units.measure.paid_by)),
        counts=counts_of(told, units),
        pictures=pictures_of(told, units),
        causes=causes_of(told, places),
        notes=tuple(_notes(trial, told)),
        cases=_cases(changed, units) if changed and changed.cases else None,
        cases_note=_cases_note(changed),
    )


def _notes(trial: TrialInfo, told: Told) -> list[str]:
    summary = told.summary
    notes = [
        _(
            "Both versions computed every case anew from what the rules were given then. "
            "What a caseworker decided otherwise is not counted."
        )
    ]
    decided = sum(summary.count(effect) for effect in (Effect.SAME, Effect.BETTER, Effect.WORSE))
    if summary.with_amount < decided and told.number(decided - summary.with_amount) is not None:
        notes.append(
            ngettext(
                "Of %(count)s case the price is not known: it is in no sum.",
                "Of %(count)s cases the price is not known: they are in no sum.",
                decided - summary.with_amount,
            )
            % {"count": number_in_words(decided - summary.with_amount)}
        )
    if trial.left_out:
        notes.append(
            ngettext(
                "%(count)s decision was left out: no log tells what these rules ask for.",
                "%(count)s decisions were left out: no log tells what these rules ask for.",
                trial.left_out,
            )
            % {"count": number_in_words(trial.left_out)}
        )
    if not told.is_exact:
        notes.append(_("Numbers below 5 are hidden from you: you have no right to all these cases."))
    notes += [
        _("Not computed: %(why)s") % {"why": why}
        for why, count in summary.failures
        if told.number(count) is not None
    ]
    return notes


def _cases(changed: ChangedCases, units: Units) -> Table:
    return Table(
        caption=_("Cases that change"),
        is_caption_hidden=True,
        columns=(
            Column(label=_("Case")),
            Column(label=_("With the new rules")),
            Column(label=_("As it is"), is_number=True),
            Column(label=_("As it would be"), is_number=True),
            Column(label=paid_a_month(units), is_number=True),
        ),
        rows=tuple(_case(case, units) for case in changed.cases),
    )


def _case(case: ChangedCase, units: Units) -> tuple[str, ...]:
    unit = units.measure.unit
    return (
        format_html('<a href="{}">{}</a>', reverse("workspace:case", args=[case.case_id]), case.number),
        str(EFFECTS[case.effect]).capitalize(),
        value_in_words(case.value_before, unit, units.currency),
        value_in_words(case.value_after, unit, units.currency),
        difference_in_words(case.amount_change, units.currency),
    )


def _cases_note(changed: ChangedCases | None) -> str:
    if changed is None:
        return _("Which cases change is shown to caseworkers of their unit.")
    if not changed.cases:
        return _("None of the cases that you may open changes.")
    if changed.others:
        return ngettext(
            "The largest differences first; %(count)s more case is in the file.",
            "The largest differences first; %(count)s more cases are in the file.",
            changed.others,
        ) % {"count": number_in_words(changed.others)}
    return _(
        "The largest differences first. Cases of your own household, and those you may not open, are left out."
    )
