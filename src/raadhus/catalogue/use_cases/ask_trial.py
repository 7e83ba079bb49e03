"""Read from the decision part of a package how a change of its rules is measured on earlier cases."""

from decimal import Decimal
from typing import Any

from raadhus.catalogue.domain.service_file import DecisionPart, Trial
from raadhus.catalogue.use_cases.apply_decision import Given, expressions
from raadhus.rules import public as rules


def trial_texts(part: DecisionPart, trial: Trial) -> rules.QuestionTexts:
    """Return what a trial asks, as it is written."""
    return rules.QuestionTexts(
        decisions=part.names,
        value=trial.value,
        better=rules.Better(trial.better),
        decided=trial.decided or "",
        amount=trial.amount or "",
        paid_by=rules.Payer(trial.paid_by),
        facts=tuple(trial.facts),
        bands=rules.Bands(trial.bands.input, Decimal(trial.bands.width)) if trial.bands else None,
    )


def trial_question(part: DecisionPart) -> rules.Question | None:
    """Return what a trial asks; None where the package does not say how a change is measured."""
    return None if part.trial is None else rules.parse_question(trial_texts(part, part.trial))


def trial_facts(part: DecisionPart, given: Given) -> dict[str, Any]:
    """Return the facts of one application that the amount rests on, by name: nothing else of it is read."""
    if part.trial is None or not part.trial.facts:
        return {}
    context = {"answers": given.answers, "registers": given.registers, "today": given.today}
    return rules.evaluate_all(expressions(part.trial.facts), context)
