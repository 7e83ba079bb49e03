"""What the scenarios of a package come to by its rules in force, and by changed ones."""

import dataclasses
from typing import Any

from raadhus.catalogue.domain.package_files import RULES, PackageFiles
from raadhus.catalogue.domain.scenarios import Scenario, parse_scenarios
from raadhus.catalogue.domain.service_file import DecisionPart, parse_service
from raadhus.catalogue.use_cases.apply_decision import try_decision
from raadhus.platform.kept import KEPT
from raadhus.rules import public as rules

FEWEST_STEPS = 5_000
"""A decision of a scenario by changed rules may always take so many; those in force take some dozens."""


@dataclasses.dataclass(frozen=True, slots=True)
class OutputChange:
    """An output that comes out otherwise (``name`` as in service.yaml), as values of FEEL."""

    name: str
    before: Any
    after: Any


@dataclasses.dataclass(frozen=True, slots=True)
class ScenarioChange:
    """A scenario that comes out otherwise, and in what."""

    key: str
    outputs: tuple[OutputChange, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ScenarioFailure:
    """A scenario that cannot be decided by the changed rules at all, and why; ``is_of_moment``: it may be another time."""

    key: str
    error: str
    is_of_moment: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class ScenarioComparison:
    """How many scenarios were tried, those that come out otherwise, and those that come out not at all."""

    tried: int
    changed: tuple[ScenarioChange, ...] = ()
    failed: tuple[ScenarioFailure, ...] = ()


def _compared(files: PackageFiles, changed: PackageFiles) -> ScenarioComparison:
    part = parse_service(files).decision
    if part is None:
        return ScenarioComparison(0)
    scenarios = parse_scenarios(files)
    # A page waits for all of them: together they may take what one decision of a case may.
    most = max(rules.MAX_STEPS // max(len(scenarios), 1), FEWEST_STEPS)
    found = [_scenario(part, files, changed, scenario, most) for scenario in scenarios]
    return ScenarioComparison(
        len(found),
        tuple(one for one in found if isinstance(one, ScenarioChange)),
        tuple(one for one in found if isinstance(one, ScenarioFailure)),
    )


def compare_rules(files: PackageFiles, source: bytes) -> ScenarioComparison:
    """Try every scenario of a package by its own rules and by ``source``. Raises: CannotLoadModel, PackageRefused."""
    rules.load_model(source)
    key = ("examples", files.content_hash, rules.reference_of(source).hash)
    changed = PackageFiles({**files.contents, RULES: source})
    return KEPT.of(key, lambda: _compared(files, changed), holds=_holds)


def _holds(found: ScenarioComparison) -> bool:
    """Tell whether it comes out so each time, however busy the machine is."""
    return not any(failure.is_of_moment for failure in found.failed)


def _scenario(
    part: DecisionPart, files: PackageFiles, changed: PackageFiles, scenario: Scenario, most_steps: int
) -> ScenarioChange | ScenarioFailure | None:
    before = try_decision(part, files, scenario).outputs
    try:
        after = try_decision(part, changed, scenario, most_steps).outputs
    except (rules.FeelError, rules.UnknownDecision) as error:
        return ScenarioFailure(scenario.key, str(error), isinstance(error, rules.FeelTooSlow))
    outputs = tuple(
        OutputChange(name, before.get(name), after.get(name))
        for name in part.outputs
        if before.get(name) != after.get(name)
    )
    return ScenarioChange(scenario.key, outputs) if outputs else None
