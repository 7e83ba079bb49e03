"""Let the rules look at a case and keep what they found: a proposal with its reasons, not yet a decision."""

import dataclasses
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.hearing import FULL
from raadhus.cases.domain.proposals import propose
from raadhus.cases.domain.routes import Route, Why
from raadhus.cases.domain.states import TaskKind, TaskStatus
from raadhus.cases.models import Assessment, Case, Task
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.use_cases.apply_rules import try_rules
from raadhus.cases.use_cases.fresh_case import note_assessed, what_was_sent
from raadhus.cases.use_cases.gather_figures import gather_figures, partner_of
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.appending import append

_TWO_DECIMALS = Decimal("0.01")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What the rules found, and who goes on; ``told``: every output of the package by its name."""

    assessment: Assessment
    route: Route
    told: Mapping[str, Any]


def assess_case(actor: Actor, case: Case) -> Assessed:
    """
    Apply the package's rules to the case's figures and keep the outcome; an appeal's are those of the case it is about.

    Called by a job or for staff.
    """
    first = first_case(case)
    sent = what_was_sent(actor, first)
    figures = gather_figures(first, sent, appeal=None if first is case else case) if sent else ()
    found = try_rules(actor, first, sent, figures)
    said = found.said
    proposed = propose(said, figures, partner=_partner_gap(first, figures))
    assessment = append(
        Assessment(
            case=case,
            at=clock.now(),
            model_hash=found.model_hash,
            decision_log=found.log_id,
            inputs=found.inputs,
            figures=[figure.to_json() for figure in figures],
            outputs=found.outputs,
            rows_fired=list(found.rows_fired),
            reasons=found.reasons,
            outcome=proposed.outcome or "",
            percent=_as_kept(said.percent),
            asked_percent=FULL,
            valid_from=said.valid_from,
            why=list(proposed.why),
            why_said=found.why_said or None,
        )
    )
    note_assessed(assessment)
    write_timeline(actor, case, Happening.ASSESSED, Who.RULES, thing_id=assessment.id)
    return Assessed(assessment=assessment, route=proposed.route, told=found.told)


def _as_kept(percent: Decimal | None) -> Decimal | None:
    """Return a percentage with two decimals: as the database will keep it, so that who reads it before sees the same."""
    return None if percent is None else percent.quantize(_TWO_DECIMALS, ROUND_HALF_UP)


def _partner_gap(case: Case, figures: tuple[Figure, ...]) -> Why | None:
    """Return why the partner's figure is not among ``figures``, None when it is or there is no partner."""
    partner = partner_of(case)
    if partner is None or any(figure.concerns == partner for figure in figures):
        return None
    answered = Task.objects.filter(
        case=case, task_kind=TaskKind.CONFIRM_INCOME, status=TaskStatus.DONE
    ).exists()
    return Why.PARTNER_REFUSED if answered else Why.PARTNER_SILENT
