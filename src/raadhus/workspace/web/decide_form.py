"""The form a caseworker decides with: as the rules propose, another share, or no."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Self, TypedDict

from django.utils.translation import gettext as _

from raadhus.cases.public import CaseKind, HandDecision, MustHearFirst, Outcome, StaffCase
from raadhus.platform.refusals import Refusal
from raadhus.ui.fields import ChoiceField, DateField, Field, NumberField, Option, TextAreaField, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.words import percent_in_words
from raadhus.workspace.web.case_page.in_words import letter_language
from raadhus.workspace.web.offer_field import LONGEST as LONGEST_OFFER
from raadhus.workspace.web.offer_field import NAME as OFFERED
from raadhus.workspace.web.offer_field import Offer

HEAR = "#hear"  # where the desk has the hearing
PROPOSED, SHARE, REJECT = "proposed", "share", "reject"
_LONGEST = 4000
_YEARS = range(2000, 2100)  # from which a decision can be valid: "24" and "0024" are slips


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form, as typed."""

    choice: str = ""
    percent: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    reasons: str = ""
    deviation: str = ""
    offered: str = ""

    @classmethod
    def of(cls, post: Mapping[str, str]) -> Self:
        """Return what was sent; what is unknown is left aside."""
        return cls(
            choice=post.get("choice", ""),
            percent=post.get("percent", ""),
            day=post.get("from-day", ""),
            month=post.get("from-month", ""),
            year=post.get("from-year", ""),
            reasons=post.get("reasons", "")[: 2 * _LONGEST],
            deviation=post.get("deviation", "")[: 2 * _LONGEST],
            offered=post.get(OFFERED, "")[: 2 * LONGEST_OFFER],
        )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecideForm:
    """
    The fields with what was typed and what is wrong with it.

    ``proposed``: the rules' share, None without; ``language``: of the letter. An appeal is not rejected but sent on.
    ``appealed``: the share that was decided and is appealed. ``is_whole``: all or nothing, nobody is asked for a share.
    ``offer``: how that is called which a grant offers. ``unfit``: what is wrong with the
    ``chosen`` sentences.
    """

    proposed: Decimal | None
    is_appeal: bool
    language: str
    typed: Typed
    errors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    refused: str = ""
    must_hear: bool = False
    appealed: Decimal | None = None
    is_whole: bool = False
    offer: Offer | None = None
    unfit: str = ""
    chosen: tuple[str, ...] = ()

    @classmethod
    def begin(cls, case: StaffCase) -> Self:
        """Return the form as the rules propose to fill it in."""
        proposal = case.proposal
        percent = proposal.percent if proposal else None
        starts = (proposal.valid_from if proposal else None) or _appealed_from(case)
        said = proposal.reasons.get(case.language, []) if proposal else []
        typed = Typed(
            choice=_first_choice(percent, is_appeal=case.kind is CaseKind.APPEAL),
            day=str(starts.day) if starts else "",
            month=str(starts.month) if starts else "",
            year=str(starts.year) if starts else "",
            reasons="\n".join(said),
        )
        return cls(proposed=percent, typed=typed, **_about(case))

    @classmethod
    def sent(cls, case: StaffCase, typed: Typed) -> Self:
        """Return the form with what was sent, checked."""
        proposed = case.proposal.percent if case.proposal else None
        about = _about(case)
        if not typed.choice:  # where there is one way only, nobody is asked which
            choice = _only_choice(proposed, is_appeal=about["is_appeal"])
            typed = dataclasses.replace(typed, choice=choice)
        if about["is_whole"] and typed.choice == SHARE:
            typed = dataclasses.replace(typed, percent="100")
        return cls(
            proposed=proposed,
            typed=typed,
            errors=dict(_errors(typed, proposed, about)),
            **about,
        )

    def refused_by(self, refusal: Refusal) -> Self:
        """Return the form with what ``refusal`` says; nothing that was typed is lost."""
        must_hear = isinstance(refusal, MustHearFirst)
        return dataclasses.replace(self, refused=refusal.in_a_form, must_hear=must_hear)

    @property
    def decision(self) -> HandDecision | None:
        """Return what is to be decided, None while something is wrong; one by the rules says of no deviation."""
        starts = _day(self.typed)
        percent = _share(self.typed, self.proposed)
        if self.errors or self.unfit or starts is None or percent is None:
            return None
        named = (self.offer.sentence(self.typed.offered),) if self.offer and percent else ()
        written = (line.strip() for line in self.typed.reasons.splitlines() if line.strip())
        return HandDecision(
            percent=percent,
            valid_from=starts,
            reasons=(*named, *written),
            deviation=self.typed.deviation if self.typed.choice != PROPOSED else "",
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields in their order."""
        typed = self.typed
        return (
            *self._choice(),
            *(() if self.is_whole else (self._share(),)),
            *((self.offer.field(typed.offered, self.errors.get(OFFERED, "")),) if self.offer else ()),
            DateField(
                name="from",
                label=_("Valid from"),
                day=typed.day,
                month=typed.month,
                year=typed.year,
                error=self.errors.get("from", ""),
            ),
            TextAreaField(
                name="reasons",
                label=_("Reasons"),
                hint=_("They stand in the letter, in %(language)s, one on each line.")
                % {"language": self.language},
                value=typed.reasons,
                rows=6,
                error=self.errors.get("reasons", ""),
            ),
            TextAreaField(
                name="deviation",
                label=_("Why you decide otherwise than the rules"),
                hint=_("Only when you do. It stays in the file."),
                value=typed.deviation,
                rows=3,
                is_required=False,
                error=self.errors.get("deviation", ""),
            ),
        )[: None if self.proposed is not None else -1]

    def _choice(self) -> tuple[Field, ...]:
        options = tuple(_options(self.proposed, is_appeal=self.is_appeal))
        if len(options) == 1:
            return ()
        error = self.errors.get("choice", "")
        label = _("Your decision")
        return (
            ChoiceField(name="choice", label=label, options=options, value=self.typed.choice, error=error),
        )

    def _share(self) -> Field:
        is_only_way = bool(_only_choice(self.proposed, is_appeal=self.is_appeal))
        if is_only_way and self.appealed is not None:
            hint = _("More than the %(percent)s%% that was decided. Write 100 for a full subsidy.") % {
                "percent": percent_in_words(self.appealed)
            }
        elif self.proposed is not None:
            hint = _("Only when you grant another share.")
        else:
            hint = _("Only when you grant. Write 100 for a full subsidy.")
        return NumberField(
            name="percent",
            label=_("Share of full subsidy"),
            hint=hint,
            unit="%",
            value=self.typed.percent,
            error=self.errors.get("percent", ""),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the error summary."""
        first = "#f-choice" if self._choice() else "#f-percent"
        if self.must_hear:
            first = HEAR
        refused = (Problem(text=self.refused, href=first),) if self.refused else ()
        unfit = (Problem(text=self.unfit, href="#f-block"),) if self.unfit else ()
        return (*refused, *problems_of(self.fields), *unfit)

    @property
    def outcome(self) -> Outcome | None:
        """Return what the typed choice comes to, None while it comes to nothing."""
        share = _share(self.typed, self.proposed)
        if share is None:
            return None
        return Outcome.REJECTED if not share else Outcome.GRANTED if share == 100 else Outcome.PARTLY


class _About(TypedDict):
    is_appeal: bool
    language: str
    appealed: Decimal | None
    is_whole: bool
    offer: Offer | None


def _about(case: StaffCase) -> _About:
    return {
        "is_appeal": case.kind is CaseKind.APPEAL,
        "language": letter_language(case),
        "appealed": case.appeal.decision.percent if case.appeal else None,
        "is_whole": case.is_whole,
        "offer": Offer.of(case) if case.kind is not CaseKind.APPEAL else None,
    }


def _appealed_from(case: StaffCase) -> dt.date | None:
    """Return from when the appealed decision holds: what replaces it holds from the same day, if nobody says otherwise."""
    return case.appeal.decision.valid_from if case.appeal else None


def _first_choice(proposed: Decimal | None, *, is_appeal: bool) -> str:
    return PROPOSED if proposed is not None else _only_choice(proposed, is_appeal=is_appeal)


def _only_choice(proposed: Decimal | None, *, is_appeal: bool) -> str:
    """Return the one way there is, empty where there are several to choose from."""
    options = _options(proposed, is_appeal=is_appeal)
    return options[0].value if len(options) == 1 else ""


def _options(proposed: Decimal | None, *, is_appeal: bool) -> list[Option]:
    options = []
    if proposed is not None:
        label = _("As the rules propose: %(percent)s%%") % {"percent": percent_in_words(proposed)}
        options.append(Option(value=PROPOSED, label=label))
    options.append(Option(value=SHARE, label=_("Grant another share") if options else _("Grant")))
    return options if is_appeal else [*options, Option(value=REJECT, label=_("Reject"))]


def _errors(typed: Typed, proposed: Decimal | None, about: _About) -> list[tuple[str, str]]:
    found = []
    if typed.choice not in {option.value for option in _options(proposed, is_appeal=about["is_appeal"])}:
        found.append(("choice", _("Choose what you decide.")))
    elif _share(typed, proposed) is None:
        found.append(("percent", _("Write a share above 0 and at most 100 per cent.")))
    if _day(typed) is None:
        found.append(("from", _("Write the day from which it is valid, for example 1 12 2024.")))
    if not typed.reasons.strip():
        found.append(("reasons", _("Write at least one reason that the applicant can read.")))
    elif len(typed.reasons) > _LONGEST:
        found.append(("reasons", _("Write shorter reasons: at most 4,000 characters.")))
    share, offer = _share(typed, proposed), about["offer"]
    if offer is not None and share and (wrong := offer.error(typed.offered)):
        found.append((OFFERED, wrong))
    if proposed is not None and share is not None and share != proposed and not typed.deviation.strip():
        found.append(("deviation", _("Write why the rules do not fit this case.")))
    elif len(typed.deviation) > _LONGEST:
        found.append(("deviation", _("Write shorter reasons: at most 4,000 characters.")))
    return found


def _share(typed: Typed, proposed: Decimal | None) -> Decimal | None:
    if typed.choice == PROPOSED:
        return proposed
    if typed.choice == REJECT:
        return Decimal(0)
    try:
        share = Decimal(typed.percent.strip().rstrip("%").strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not share.is_finite() or not 0 < share <= 100 or share != share.quantize(Decimal("0.01")):
        return None
    return share


def _day(typed: Typed) -> dt.date | None:
    try:
        day = dt.date(int(typed.year), int(typed.month), int(typed.day))
    except (ValueError, OverflowError):
        return None
    return day if day.year in _YEARS else None
