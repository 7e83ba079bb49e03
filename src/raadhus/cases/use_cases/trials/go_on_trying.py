"""Compute the next cases of a trial; when there are none left, what they come to."""

import dataclasses
import time
from uuid import UUID

from raadhus.bus import queue
from raadhus.cases.domain.trials import AT_ONCE, SECONDS_AT_ONCE, STEPS_OF_AN_EVALUATION, TrialState
from raadhus.cases.models import RuleTrial, TriedCase
from raadhus.cases.queries.tried_decisions import EarlierDecision, list_earlier_decisions
from raadhus.cases.use_cases.trials.begin_trial import TRY
from raadhus.catalogue.public import DecisionPart, package, trial_question
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotFoundHere
from raadhus.rules import public as rules
from raadhus.rules.public import trying

_UNCHANGED = (trying.Effect.SAME, trying.Effect.OPEN)


def go_on_trying_if_running(actor: Actor, trial_id: UUID) -> None:
    """
    Compute a few cases of the trial and queue the next, or sum up when it is through.

    A trial that was stopped or forgotten meanwhile is left as it is. Called by a job, in one transaction: cases and
    progress are kept together, or neither.
    """
    trial = RuleTrial.objects.select_for_update().filter(id=trial_id, state=TrialState.RUNNING).first()
    if trial is None:
        return
    means = _find_means(actor, trial)
    if means is None:
        TriedCase.objects.filter(trial=trial).delete()
        _end(trial, TrialState.FAILED)
        return
    decisions = list_earlier_decisions(actor, trial, means.part, AT_ONCE)
    if not decisions:
        _sum_up(trial, means.question)
        return
    _try_some(trial, decisions, means)
    queue.defer(TRY, lock=f"trial:{trial.id}", trial_id=trial.id)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Means:
    """What a trial is made with."""

    part: DecisionPart
    needed: frozenset[str]
    question: trying.Question
    old: rules.RuleModel
    new: rules.RuleModel


def _find_means(actor: Actor, trial: RuleTrial) -> _Means | None:
    """Return what the trial is made with; None when the package or the rules are there no longer."""
    try:
        part = package(trial.package_hash).service.decision
        question = trial_question(part) if part else None
        old = rules.get_model(actor, rules.ModelRef(trial.old_hash))
        new = rules.load_model(bytes(trial.new_source))
    except (NotFoundHere, rules.CannotLoadModel):
        return None
    if part is None or question is None:
        return None
    needed = trying.needed_inputs(question, old, new)
    return _Means(part=part, needed=needed, question=question, old=old, new=new)


def _try_some(trial: RuleTrial, decisions: tuple[EarlierDecision, ...], means: _Means) -> None:
    """Compute one case after the other until they are through or their time is."""
    began, kept = time.thread_time(), []
    for decision in decisions:
        if decision.tried is None or not means.needed <= decision.tried.inputs.keys():
            trial.left_out += (
                1  # what was decided by rules that asked for less cannot be tried by those that ask for more
            )
        else:
            compared = trying.compare(
                means.old, means.new, means.question, decision.tried, most_steps=STEPS_OF_AN_EVALUATION
            )
            kept.append(
                TriedCase(
                    id=new_id(),
                    trial=trial,
                    case_id=decision.case_id,
                    change=compared.effect,
                    compared=trying.compared_data(compared),
                )
            )
        trial.after_on, trial.after_id = decision.made_on, decision.decision_id
        trial.looked_at += 1
        if time.thread_time() - began > SECONDS_AT_ONCE:
            break
    TriedCase.objects.bulk_create(kept)
    trial.save(update_fields=["after_on", "after_id", "looked_at", "left_out"])


def _sum_up(trial: RuleTrial, question: trying.Question) -> None:
    rows = TriedCase.objects.filter(trial=trial).iterator()
    cases = (trying.compared_from_data(str(row.case_id), row.change, row.compared) for row in rows)
    trial.result = trying.summary_data(trying.summarise(question, cases))
    trial.total = trial.looked_at
    TriedCase.objects.filter(trial=trial, change__in=_UNCHANGED).delete()
    _end(trial, TrialState.DONE)


def _end(trial: RuleTrial, state: TrialState) -> None:
    trial.state, trial.ended_at = state, clock.now()
    trial.save(update_fields=["state", "ended_at", "result", "total"])
