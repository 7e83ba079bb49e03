"""Find the rows of a package's tables that none of its scenarios tries."""

from collections.abc import Mapping
from typing import Any

from raadhus.catalogue.domain.package_files import RULES, PackageFiles
from raadhus.catalogue.domain.scenarios import Scenario
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.use_cases.apply_decision import apply_decision, given_in
from raadhus.rules import public as rules
from raadhus.rules.public import trying


def cover_rules(files: PackageFiles, scenarios: tuple[Scenario, ...]) -> trying.Coverage | None:
    """
    Return which rows fire when the tables alone decide the scenarios; None for a package without rules to decide by.

    Raises: CannotLoadModel, FeelLimitExceeded.
    """
    if RULES not in files:
        return None
    part = parse_service(files).decision
    if part is None:
        return None
    model = rules.load_model(files[RULES])
    traces: list[rules.Trace] = []

    def ask(name: str, inputs: Mapping[str, Any]) -> Any:
        found = rules.evaluate(model, name, inputs, trace=True)
        if found.trace is not None:
            traces.append(found.trace)
        return found.value

    for scenario in scenarios:
        apply_decision(part, given_in(scenario), ask)
    return trying.cover(model, traces)
