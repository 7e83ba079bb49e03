"""What a decision is and what it must carry before it may go out."""

import dataclasses
from decimal import Decimal

from raadhus.cases.domain.states import Outcome


@dataclasses.dataclass(frozen=True, slots=True)
class Law:
    """A legal provision with its address."""

    title: str
    link: str


@dataclasses.dataclass(frozen=True, slots=True)
class AppealGuidance:
    """Who looks at an appeal and how many days there are; ``days`` is None when there is no time limit."""

    instance: str
    days: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why it was decided so, by which law, and how to appeal."""

    reasons: tuple[str, ...]
    law: tuple[Law, ...]
    appeal: AppealGuidance

    def missing(self) -> tuple[str, ...]:
        """Return the names of what a burdensome decision may not lack and these grounds do."""
        return tuple(
            name
            for name, is_there in (
                ("reasons", any(reason.strip() for reason in self.reasons)),
                ("law", any(law.title.strip() for law in self.law)),
                ("appeal", bool(self.appeal.instance.strip())),
            )
            if not is_there
        )


def outcome_of(percent: Decimal, asked: Decimal) -> Outcome:
    """
    Return what a subsidy of ``percent`` is called when ``asked`` was asked for.

    Raises: ValueError outside 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError("A share lies between 0 and 100 per cent.")
    if percent >= asked:
        return Outcome.GRANTED
    return Outcome.PARTLY if percent > 0 else Outcome.REJECTED


def may_go_out(outcome: Outcome, grounds: Grounds) -> bool:
    """Tell whether the letter may be sent: a burdensome one needs reasons, law, appeal guidance."""
    return not (outcome.is_burdensome and grounds.missing())


def deviates(decided: Decimal | None, proposed: Decimal | None) -> bool:
    """Tell whether a person decided otherwise than the rules proposed, so that the reason must be written."""
    return proposed is not None and decided != proposed
