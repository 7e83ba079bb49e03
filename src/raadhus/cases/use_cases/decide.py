"""Make a decision: it is written once with its grounds and never changed."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from raadhus.bus import outbox
from raadhus.cases.domain.appeals import last_day
from raadhus.cases.domain.decisions import AppealGuidance, Grounds, Law, may_go_out
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, Outcome
from raadhus.cases.events import DecisionMade
from raadhus.cases.models import Assessment, Case, Decision, Task
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.appealed_decision import appealed_decision
from raadhus.cases.use_cases.fresh_case import find_fresh
from raadhus.cases.use_cases.letters.compose_decision import law_of
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import Package, package
from raadhus.organisation.public import municipality
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.appending import append


class CannotDecideWithoutGrounds(Refusal):
    """A burdensome decision lacks reasons, law or appeal guidance."""

    status = 422
    code = "grounds"
    happened = _("The decision lacks reasons, the law or how to appeal, so it cannot be made.")
    kept = _("Nothing was decided.")
    next_step = _(
        "Write the reasons. If the service names no law or no appeal, its package must be corrected first."
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is decided. ``reasons``: sentences by language, the official one at least."""

    outcome: Outcome
    percent: Decimal | None
    asked_percent: Decimal
    valid_from: dt.date | None
    reasons: Mapping[str, list[str]]
    deviation: str | None = None
    was_heard: bool = False


def decide(
    actor: Actor, case: Case, verdict: Verdict, *, assessment: Assessment | None, task: Task | None = None
) -> Decision:
    """
    Write the decision and its grounds; a job decides by rules, staff by hand. Nothing is sent yet.

    Raises: CannotDecideWithoutGrounds, CannotMoveCase. Emits: DecisionMade.
    """
    language = municipality(actor.tenant).language
    rules = package(case.package_hash)
    grounds = _grounds(actor, rules, verdict, language)
    if not may_go_out(verdict.outcome, grounds):
        raise CannotDecideWithoutGrounds(detail=f"{case.number}: {', '.join(grounds.missing())}")
    made_on = town_days.today(actor)
    decision = append(
        Decision(
            case=case,
            assessment=assessment,
            task=task,
            made_at=clock.now(),
            made_on=made_on,
            outcome=verdict.outcome,
            percent=verdict.percent,
            asked_percent=verdict.asked_percent,
            valid_from=verdict.valid_from,
            is_automatic=actor.staff_id is None,
            decided_by=actor.staff_id,
            model_hash=assessment.model_hash if assessment else "",
            rows_fired=assessment.rows_fired if assessment else [],
            inputs=assessment.inputs if assessment else {},
            figures=assessment.figures if assessment else _appealed_figures(case),
            reasons=dict(verdict.reasons),
            reason_count=len(grounds.reasons),
            law=[dataclasses.asdict(law) for law in grounds.law],
            appeal_instance=grounds.appeal.instance,
            appeal_days=grounds.appeal.days,
            appeal_last_on=last_day(made_on, grounds.appeal.days),
            deviation=verdict.deviation,
            follows=_followed(case),
        )
    )
    move_case(case, CaseStatus.DECIDED)
    write_timeline(
        actor, case, Happening.DECIDED, Who.STAFF if actor.staff_id else Who.RULES, thing_id=decision.id
    )
    audit.record(actor, "cases.decide", f"case:{case.id}")
    outbox.emit(_event(case, decision))
    return decision


def _grounds(actor: Actor, rules: Package, verdict: Verdict, language: str) -> Grounds:
    appeal = rules.service.appeal
    if appeal is not None:
        guidance = AppealGuidance(appeal.instance.get(language, appeal.instance["en"]), appeal.days)
    else:
        guidance = AppealGuidance((rules.service.no_appeal or {}).get(language, ""), None)
    with override(language):
        law = tuple(
            Law(entry["title"], entry["link"]) for entry in law_of(rules, language, _about(actor, verdict))
        )
    if verdict.outcome is Outcome.FORWARDED:  # the next instance has it: there is no other time to keep
        guidance = AppealGuidance(guidance.instance, None)
    return Grounds(reasons=tuple(verdict.reasons.get(language, ())), law=law, appeal=guidance)


def _about(actor: Actor, verdict: Verdict) -> set[str]:
    """Return what law is about besides the service itself: that rules decided, that somebody was heard."""
    found = set() if actor.is_staff else {"automatic"}
    return found | {"heard"} if verdict.was_heard else found


def _followed(case: Case) -> Decision | None:
    """Return the decision whose place this one takes: the newest that was sent, in an appeal the one appealed."""
    if find_fresh(case.id) is not None:
        return None
    sent = Decision.objects.filter(case=case, sendings__isnull=False).order_by("-made_at").first()
    return sent or appealed_decision(case)


def _event(case: Case, decision: Decision) -> DecisionMade:
    return DecisionMade(
        subject=case.flow,
        case_id=case.id,
        decision_id=decision.id,
        service_key=case.service_key,
        outcome=decision.outcome,
        is_automatic=decision.is_automatic,
        milliseconds=round((decision.made_at - case.submitted_at).total_seconds() * 1000),
    )


def _appealed_figures(case: Case) -> list[dict[str, Any]]:
    """Return the figures of an appeal that nobody has worked out anew: those of the decision that is appealed."""
    appealed = appealed_decision(case)
    return list(appealed.figures) if appealed else []
