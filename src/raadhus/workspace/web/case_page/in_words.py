"""Values of a case as its page says them: outcomes, shares, reasons, days."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from raadhus.cases.public import Happened, Outcome, StaffCase, Who
from raadhus.cases.public import words as case_words
from raadhus.platform.money import Money
from raadhus.ui.words import amount_in_words, kept_together, percent_in_words, short_date_in_words
from raadhus.workspace.web import words


def typed_amount(text: str, currency: str) -> str:
    """Return an amount as people read it; what is none, as it was written."""
    try:
        return amount_in_words(Money(Decimal(text), currency))
    except ArithmeticError:
        return text


def letter_language(case: StaffCase) -> str:
    """Return the language letters are written in, as it is spelled inside a sentence of the reader's."""
    name = str(get_language_info(case.language)["name_translated"])
    return name if get_language() == "en" else name.lower()


def why_in_words(codes: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence for each reason why a person must look."""
    return tuple(str(words.WHY[code][1]) if code in words.WHY else code for code in codes)


def why_here(case: StaffCase) -> tuple[str, ...]:
    """Return why a person must look at this case: what the desk has words for in those, else what the rules say."""
    codes = case.task.why if case.task else ()
    proposal = case.proposal
    if proposal is not None and any(code not in words.WHY for code in codes):
        own = (code for code in codes if code not in proposal.why and code in words.WHY)
        return (*_why_it_is_ours(case, own), *sentences(case, proposal.why_said))
    return _why_it_is_ours(case, codes)


def _why_it_is_ours(case: StaffCase, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences of ``codes``; that a rule gave it out, with why where its row says so."""
    because = " ".join(sentences(case, case.task.because)) if case.task else ""
    return tuple(
        _("Assigned by rule: %(why)s") % {"why": because}
        if because and code == "by-rule"
        else str(words.WHY[code][1])
        if code in words.WHY
        else code
        for code in codes
    )


def why_then(case: StaffCase, codes: Iterable[str]) -> tuple[str, ...]:
    """Return why a person had to look when it was asked; what the rules said then and say no more is left out."""
    asked = tuple(codes)
    theirs = {code for code in asked if code not in words.WHY}
    proposal = case.proposal
    if proposal is None or not theirs or not theirs <= set(proposal.why):
        return why_in_words(code for code in asked if code in words.WHY)
    own = why_in_words(code for code in asked if code in words.WHY and code not in proposal.why)
    return (*own, *sentences(case, proposal.why_said))


def sentences(case: StaffCase, reasons: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return reasons in the reader's language, else in the official one."""
    return tuple(map(kept_together, reasons.get(get_language() or "") or reasons.get(case.language) or ()))


def outcome_in_words(outcome: Outcome, percent: Decimal | None) -> str:
    """Return e.g. "Granted in part, 62 %"."""
    said = str(case_words.OUTCOME[outcome])
    if outcome in {Outcome.GRANTED, Outcome.PARTLY} and percent is not None:
        return _("%(outcome)s, %(percent)s%%") % {"outcome": said, "percent": percent_in_words(percent)}
    return said


def staff_name(case: StaffCase, happened: Happened) -> str:
    """Return who did it: the colleague's name, else in which capacity."""
    if happened.staff_id is not None and happened.staff_id in case.staff:
        return case.staff[happened.staff_id]
    return str(case_words.WHO[Who(happened.who)])


def day_of(at: dt.datetime) -> str:
    """Return the local day of an instant, in short."""
    return short_date_in_words(timezone.localtime(at).date())
