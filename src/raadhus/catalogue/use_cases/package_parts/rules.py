"""The part ``rules.dmn``, and the decision part of ``service.yaml`` that feeds and reads it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from raadhus.catalogue.domain.located_yaml import Located, read_yaml
from raadhus.catalogue.domain.package_files import RULES, SERVICE, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems, Severity, errors_in
from raadhus.catalogue.domain.scenario_notation import value_of
from raadhus.catalogue.domain.scenarios import Scenario
from raadhus.catalogue.domain.service_file import DecisionPart, parse_service
from raadhus.catalogue.ports import PackageRef, QuietPart
from raadhus.catalogue.use_cases.apply_decision import GIVEN, try_decision
from raadhus.catalogue.use_cases.ask_trial import ANSWERS, trial_texts
from raadhus.catalogue.use_cases.package_parts.calculation import check_calculation
from raadhus.catalogue.use_cases.package_parts.sizes import too_large_to_draft
from raadhus.platform.actor import Actor
from raadhus.rules import public as rules
from raadhus.rules.public import trying


class RulesPart(QuietPart):
    """Decision tables, how answers reach them, and the scenarios that try them."""

    name = "rules"

    def lint(self, files: PackageFiles) -> Problems:
        """Check the model whole, and that every expression reads names there are and inputs the model has."""
        if RULES not in files:
            return ()
        try:
            service = parse_service(files)
        except PackageRefused:
            return _check_model(None, files)  # the service part tells what is wrong with service.yaml
        decision, calculation = service.decision, service.calculation
        found = (*_check_model(decision, files), *too_large_to_draft(files, (RULES,)))
        if errors_in(found):
            return found
        return (
            *found,
            *(_check_decision(decision, files) if decision else ()),
            *(check_calculation(calculation, decision, files) if calculation else ()),
        )

    def test(self, files: PackageFiles, scenario: Scenario) -> Problems:
        """Decide the scenario and compare every output it expects."""
        part = parse_service(files).decision
        if part is None:
            return () if RULES not in files else (scenario.problem("service.yaml has no “decision”."),)
        outputs = try_decision(part, files, scenario).outputs
        return tuple(
            scenario.problem(f"expected {name} {_said(expected)}, got {_said(outputs.get(name))}.")
            for name, expected in scenario.expect.items()
            if name not in outputs or not _is_equal(value_of(expected), outputs[name])
        )

    def install(self, actor: Actor, files: PackageFiles, ref: PackageRef) -> None:
        """Store the model by its content."""
        if RULES in files:
            rules.store_model(actor, files[RULES])

    def diff(self, before: PackageFiles, after: PackageFiles) -> tuple[str, ...]:
        """Say that decisions change."""
        changed = before.contents.get(RULES) != after.contents.get(RULES)
        return (f"{RULES}: the rules change; try them on last year's cases first.",) if changed else ()


_SEVERITIES = {rules.Severity.ADVICE: Severity.WARNING, rules.Severity.NOTE: Severity.NOTE}


def _check_model(part: DecisionPart | None, files: PackageFiles) -> Problems:
    """Return what the model's own check finds, knowing which of its decisions service.yaml reads."""
    results = (*part.names, *part.reasons) if part else ()
    return tuple(
        Problem(
            file=RULES,
            line=hit.line,
            column=hit.column,
            element=hit.element,
            sentence=hit.sentence,
            severity=_SEVERITIES.get(hit.severity, Severity.ERROR),
        )
        for hit in rules.check_model(files[RULES], results=results)
    )


def _check_decision(part: DecisionPart, files: PackageFiles) -> Problems:
    located = read_yaml(SERVICE, files[SERVICE])
    model = rules.load_model(files[RULES]).model
    decisions = {decision.name for decision in model.decisions.values()}
    inputs = {data.name for data in model.inputs.values()}
    # An input of a model that the rules import may be given by its own name.
    short = {name: ways[0][-1] for name, ways in model.imported_inputs.items()}
    found = [
        located.problem(("decision", "names", number), f"rules.dmn has no decision “{name}”.")
        for number, name in enumerate(part.names)
        if name not in decisions
    ]
    found += [
        located.problem(("decision", "reasons", number), f"rules.dmn has no decision “{name}”.")
        for number, name in enumerate(part.reasons)
        if name not in decisions
    ]
    found += [
        located.problem(("decision", "inputs", name), f"rules.dmn has no input “{name}”.")
        for name in part.inputs
        if name not in inputs and name not in short.values()
    ]
    found += [
        located.problem(("decision", "inputs"), f"The input “{name}” of rules.dmn is not given.")
        for name in sorted(inputs - set(part.inputs))
        if short.get(name) not in part.inputs
    ]
    found += _expression_problems(part.inputs, ("inputs",), GIVEN, located)
    found += _expression_problems(part.outputs, ("outputs",), (*GIVEN, *part.names), located)
    return (*found, *_trial_problems(part, inputs, located))


def _trial_problems(part: DecisionPart, inputs: set[str], located: Located) -> list[Problem]:
    trial = part.trial
    if trial is None:
        return []
    place = ("trial",)
    texts = trial_texts(part, trial)
    asked = {"value": trial.value} | ({"decided": trial.decided} if trial.decided else {})
    found = _expression_problems(asked, place, part.names, located)
    if trial.amount:
        found += _expression_problems({"amount": trial.amount}, place, trying.amount_names(texts), located)
    found += _expression_problems(trial.facts, (*place, "facts"), (ANSWERS,), located)
    if trial.bands and trial.bands.input not in inputs:
        sentence = f"rules.dmn has no input “{trial.bands.input}”."
        found.append(located.problem(("decision", "trial", "bands", "input"), sentence))
    return found


def _expression_problems(
    texts: Mapping[str, str], place: tuple[str, ...], names: tuple[str, ...], located: Located
) -> list[Problem]:
    found = []
    for key, text in texts.items():
        path = ("decision", *place, key)
        try:
            unknown = rules.parse_expression(text, names).unknown
        except rules.FeelError as error:
            found.append(located.problem(path, f"This is not FEEL: {error}"))
            continue
        found += [located.problem(path, f"“{name}” is not known here.") for name in unknown]
    return found


def _is_equal(expected: Any, found: Any) -> bool:
    if isinstance(expected, list) and isinstance(found, list | tuple):
        return sorted(map(str, expected)) == sorted(map(str, found))
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    return bool(expected == found)


def _said(value: Any) -> str:
    """Return a value as somebody reads it in a list of failures."""
    if value is None:
        return "nothing"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"“{value}”" if isinstance(value, str) else str(value)
