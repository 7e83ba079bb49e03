"""The decisions of a service in a period, one for each application, as a trial of changed rules reads them."""

import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from raadhus.cases.domain.states import CaseKind
from raadhus.cases.models import Decision, RuleTrial
from raadhus.catalogue.public import DecisionPart, trial_facts
from raadhus.forms.public import list_sent, values_for_rules
from raadhus.platform.actor import Actor
from raadhus.rules import public as rules
from raadhus.rules.public import trying


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EarlierDecision:
    """One decision to try: where it stands in the order, its case, and what it was made from; None when no log tells."""

    made_on: dt.date
    decision_id: UUID
    case_id: UUID
    unit_id: UUID
    tried: trying.TriedCase | None


def decisions_between(service_key: str, begins_on: dt.date, ends_on: dt.date) -> QuerySet[Decision]:
    """Return the decision that holds of each application to a service, made from ``begins_on`` until before ``ends_on``."""
    later = Decision.objects.filter(
        case=OuterRef("case"), made_at__gt=OuterRef("made_at"), withdrawals__isnull=True
    )
    return Decision.objects.filter(
        ~Exists(later),
        made_on__gte=begins_on,
        made_on__lt=ends_on,
        case__service_key=service_key,
        case__case_kind=CaseKind.APPLICATION,
        withdrawals__isnull=True,
    )


def list_earlier_decisions(
    actor: Actor, trial: RuleTrial, part: DecisionPart, most: int
) -> tuple[EarlierDecision, ...]:
    """Return the next decisions of a trial, oldest first, with inputs and facts and nothing else. Three queries."""
    wanted = decisions_between(trial.service_key, trial.begins_on, trial.ends_on)
    if trial.after_on is not None:
        wanted = wanted.filter(made_on__gte=trial.after_on).filter(
            Q(made_on__gt=trial.after_on) | Q(id__gt=trial.after_id)
        )
    rows = list(
        wanted.order_by("made_on", "id").values_list(
            "made_on", "id", "case_id", "case__unit_id", "case__submission_id", "assessment__decision_log"
        )[:most]
    )
    logged = rules.list_inputs(actor, {row[5] for row in rows if row[5]})
    sent = list_sent(actor, {row[4] for row in rows if row[4]}) if part.trial and part.trial.facts else {}
    facts: dict[UUID | None, dict[str, Any]] = {
        key: trial_facts(part, values_for_rules(found)) for key, found in sent.items()
    }
    return tuple(
        EarlierDecision(
            made_on=made_on,
            decision_id=decision_id,
            case_id=case_id,
            unit_id=unit_id,
            tried=trying.TriedCase(
                reference=str(case_id),
                inputs=logged[log_id].inputs,
                facts=facts.get(submission_id, {}),
                at=logged[log_id].decided_at,
            )
            if log_id in logged
            else None,
        )
        for made_on, decision_id, case_id, unit_id, submission_id, log_id in rows
    )
