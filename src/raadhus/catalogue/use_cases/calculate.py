"""Compute what the rules of a package say of figures that belong to no case; nothing is written down."""

import dataclasses
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from raadhus.catalogue.domain.package_files import RULES, PackageFiles
from raadhus.catalogue.domain.scenarios import parse_scenarios
from raadhus.catalogue.domain.service_file import CalculationPart, ServiceFile
from raadhus.catalogue.queries.packages import Package, get_package
from raadhus.catalogue.use_cases.apply_decision import apply_decision, given_in
from raadhus.platform.refusals import Refusal
from raadhus.rules import public as rules
from raadhus.rules.public.presenting import DecisionTold, ValueTold, explain_rows


class CannotCalculate(Refusal):
    """The package's rules tell nothing beside a case, or could not be carried out on these figures."""

    status = 422
    code = "cannot-calculate"
    happened = _("The rules could not be carried out on these figures.")
    kept = _("Nothing that you wrote was kept.")
    next_step = _("Look at the figures, or ask us: a person can answer.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    """
    What the rules say: the figures they were given, the answer, and why.

    ``result`` is None when the rules alone cannot tell; ``sentences`` are those of the rows that fitted.
    """

    asked: tuple[ValueTold, ...]
    result: ValueTold | None
    sentences: tuple[str, ...]


def calculate(package: Package, inputs: Mapping[str, Any], language: str) -> Calculated:
    """Return what the rules say of what a visitor filled in (``inputs`` by name). Raises: CannotCalculate."""
    part = package.service.calculation
    if part is None or package.service.decision is None:
        raise CannotCalculate(detail=package.ref.service_key)
    assumed = rules.evaluate_all(
        {name: rules.parse_expression(text) for name, text in part.assume.items()}, {}
    )
    return _calculated(package.service, package.files, assumed | dict(inputs), language)


@lru_cache(maxsize=256)
def examples_of(content_hash: str, language: str) -> tuple[Calculated, ...]:
    """Return the package's examples, computed by its rules; kept in the process, since content never changes."""
    package = get_package(content_hash)
    part, decision = package.service.calculation, package.service.decision
    if part is None or decision is None:
        return ()
    scenarios = {scenario.key: scenario for scenario in parse_scenarios(package.files)}
    found = []
    for key in part.examples:
        applied = apply_decision(decision, given_in(scenarios[key]), _asking(package.files))
        found.append(_calculated(package.service, package.files, applied.inputs, language))
    return tuple(found)


def _asking(files: PackageFiles) -> Any:
    model = rules.load_model(files[RULES])
    return lambda name, inputs: rules.evaluate(model, name, inputs).value


def _calculated(
    service: ServiceFile, files: PackageFiles, inputs: Mapping[str, Any], language: str
) -> Calculated:
    part, decision = service.calculation, service.decision
    if part is None or decision is None:
        raise CannotCalculate(detail=service.id)
    try:
        values, told = _evaluated((*decision.names, part.result), files[RULES], inputs, language)
        decided = rules.parse_expression(part.decided, decision.names).evaluate(values)
    except rules.FeelError as error:
        raise CannotCalculate(detail=str(error)) from error
    result = told[part.result].result if decided is True and values[part.result] is not None else None
    given = {value.name: value for one in told.values() for value in one.inputs}
    return Calculated(
        asked=tuple(given[name] for name in part.ask if name in given),
        result=result,
        sentences=_sentences(part.steps if result else _beside(part, told), told),
    )


def _beside(part: CalculationPart, told: Mapping[str, DecisionTold]) -> tuple[str, ...]:
    """Return the steps that the answer does not rest on: they say why rules alone cannot tell; all where there are none."""
    waiting, on_the_way = [part.result], set[str]()
    while waiting:
        name = waiting.pop()
        if name in told and name not in on_the_way:
            on_the_way.add(name)
            waiting += [value.name for value in told[name].inputs]
    return tuple(name for name in part.steps if name not in on_the_way) or part.steps


def _sentences(steps: Iterable[str], told: Mapping[str, DecisionTold]) -> tuple[str, ...]:
    """Return what the rows that fitted say, each sentence once."""
    rows = (row for name in steps if name in told for table in told[name].tables for row in table.rows)
    return tuple(dict.fromkeys(row.sentence for row in rows if row.fired and row.sentence))


def _evaluated(
    names: tuple[str, ...], source: bytes, inputs: Mapping[str, Any], language: str
) -> tuple[dict[str, Any], dict[str, DecisionTold]]:
    """Return the decisions of these names, and everything on the way to them in words."""
    model = rules.load_model(source)
    values: dict[str, Any] = {}
    told: dict[str, DecisionTold] = {}
    for name in dict.fromkeys(names):
        found = rules.evaluate(model, name, inputs, trace=True)
        values[name] = found.value
        if found.trace is not None:
            told |= {one.result.name: one for one in explain_rows(found.trace, source, language)}
    return values, told
