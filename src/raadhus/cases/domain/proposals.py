"""What is proposed once the rules have looked at a case: who goes on, why a person must look, how it would end."""

import dataclasses
from collections.abc import Iterable
from decimal import Decimal

from raadhus.cases.domain.decisions import outcome_of
from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.hearing import FULL
from raadhus.cases.domain.routes import Route, Why, route_of, why_a_person
from raadhus.cases.domain.rule_outputs import RuleOutputs
from raadhus.cases.domain.states import Outcome


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Who goes on; ``why``: codes why a person must look; ``outcome``: None where there is no result."""

    route: Route
    why: tuple[str, ...]
    outcome: Outcome | None


def propose(
    said: RuleOutputs, figures: Iterable[Figure], *, partner: Why | None = None, asked: Decimal = FULL
) -> Proposed:
    """
    Return what follows from what the rules ``said``: their own way, or a more careful one where the figures ask for it.

    ``partner``: why a partner's figure is not there, if one should be.
    """
    found = tuple(figures)
    why = why_a_person(
        found,
        from_rules=said.why or ((Why.NO_RULES,) if said.route is Route.PERSON else ()),
        has_result=said.percent is not None,
        partner=partner,
    )
    outcome = said.outcome or (None if said.percent is None else outcome_of(said.percent, asked))
    return Proposed(
        route=route_of(why, said.percent, asked, found, by_rules=said.route), why=why, outcome=outcome
    )
