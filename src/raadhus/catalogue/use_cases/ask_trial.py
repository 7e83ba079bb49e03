"""Read from the decision part of a package how a change of its rules is measured on earlier cases."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from raadhus.catalogue.domain.service_file import DecisionPart, Trial
from raadhus.catalogue.use_cases.apply_decision import expressions
from raadhus.rules import public as rules
from raadhus.rules.public import trying

ANSWERS = "answers"
"""The one name that the facts of a trial are read from."""


def trial_texts(part: DecisionPart, trial: Trial) -> trying.QuestionTexts:
    """Return what a trial asks, as it is written."""
    return trying.QuestionTexts(
        decisions=part.names,
        value=trial.value,
        better=trying.Better(trial.better),
        decided=trial.decided or "",
        amount=trial.amount or "",
        paid_by=trying.Payer(trial.paid_by),
        facts=tuple(trial.facts),
        bands=trying.Bands(trial.bands.input, Decimal(trial.bands.width)) if trial.bands else None,
    )


def trial_question(part: DecisionPart) -> trying.Question | None:
    """Return what a trial asks; None where the package does not say how a change is measured."""
    return None if part.trial is None else trying.parse_question(trial_texts(part, part.trial))


def trial_facts(part: DecisionPart, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of one application that the amount rests on, by name: nothing else of its answers is kept."""
    if part.trial is None or not part.trial.facts:
        return {}
    context = {ANSWERS: answers}
    return rules.evaluate_all(expressions(part.trial.facts, (ANSWERS,)), context)
