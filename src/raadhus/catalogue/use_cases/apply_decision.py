"""Let the decision part of a package decide: one way for cases and for the scenarios that try it."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Mapping
from typing import Any

from raadhus.catalogue.domain.package_files import RULES, PackageFiles
from raadhus.catalogue.domain.scenario_notation import value_of
from raadhus.catalogue.domain.scenarios import Scenario
from raadhus.catalogue.domain.service_file import DecisionPart
from raadhus.rules import public as rules

GIVEN = ("answers", "registers", "today")
"""What expressions of a package may name beside its decisions."""
Ask = Callable[[str, Mapping[str, Any]], Any]
"""Computes one decision of ``rules.dmn``, named, from its inputs."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a decision is made from: FEEL values of the form and of the registers, and the local day."""

    answers: Mapping[str, Any]
    registers: Mapping[str, Any]
    today: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What the rules were asked, and what the package reads from their answers, by name."""

    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]


def apply_decision(part: DecisionPart, given: Given, ask: Ask) -> Applied:
    """
    Return what ``part`` makes of ``given``; outputs see the decisions in ``names``, with all that was given beside them.

    Raises: what ``ask`` raises, FeelLimitExceeded, UnsupportedValue.
    """
    context = {"answers": given.answers, "registers": given.registers, "today": given.today}
    inputs = rules.evaluate_all(expressions(part.inputs, GIVEN), context)
    decided = {name: ask(name, inputs) for name in part.names}
    outputs = rules.evaluate_all(expressions(part.outputs, (*GIVEN, *part.names)), context | decided)
    return Applied(inputs=inputs, outputs=outputs)


def try_decision(
    part: DecisionPart, files: PackageFiles, scenario: Scenario, most_steps: int = rules.MAX_STEPS
) -> Applied:
    """Return what the package makes of ``scenario``, writing nothing; ``most_steps``: what each decision may take."""
    model = rules.load_model(files[RULES])

    def ask(name: str, inputs: Mapping[str, Any]) -> Any:
        return rules.evaluate(model, name, inputs, max_steps=most_steps).value

    return apply_decision(part, given_in(scenario), ask)


def given_in(scenario: Scenario) -> Given:
    """Return what ``scenario`` begins with."""
    return Given(
        answers=value_of(scenario.answers), registers=value_of(scenario.registers), today=scenario.on
    )


def expressions(texts: Mapping[str, str], names: tuple[str, ...]) -> dict[str, rules.Expression]:
    """
    Return the expressions of a package over ``names``, each parsed once a process: as the check of the package reads them.

    A decision may be called “Time for reply”: only who knows its name reads no ``for`` in it. Raises: FeelSyntaxError.
    """
    return {name: _parsed(text, names) for name, text in texts.items()}


@functools.lru_cache(maxsize=2_000)
def _parsed(text: str, names: tuple[str, ...]) -> rules.Expression:
    return rules.parse_expression(text, names)
