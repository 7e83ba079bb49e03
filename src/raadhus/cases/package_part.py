"""What case work asks of a service package: words that it knows, and scenarios that go the way a case does."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from raadhus.cases.domain.figures import INCOME, Figure, Source
from raadhus.cases.domain.proposals import propose
from raadhus.cases.domain.routes import Route
from raadhus.cases.domain.rule_outputs import NEEDED, CannotReadOutputs, read_outputs
from raadhus.cases.domain.states import Outcome
from raadhus.cases.queries.outcomes import template_of
from raadhus.catalogue import public as catalogue
from raadhus.catalogue.public import (
    PackageFiles,
    PackageRefused,
    Pays,
    Problems,
    Scenario,
    ServiceFile,
)
from raadhus.forms.public import CannotReadForm, form_in

_APPLICANT, _PARTNER = UUID(int=1), UUID(int=2)  # of a scenario: nobody's


class CasesPart(catalogue.QuietPart):
    """Looks at what case work reads of ``service.yaml``."""

    name = "cases"

    def lint(self, files: PackageFiles) -> Problems:
        """Find outcomes and outputs that case work does not know, and prices that the form does not ask."""
        try:
            service = catalogue.parse_service(files)
        except PackageRefused:
            return ()  # the service part tells it
        return tuple(
            catalogue.problem_at(files, catalogue.SERVICE, path, sentence)
            for path, sentence in _faults(service, files)
        )

    def test(self, files: PackageFiles, scenario: Scenario) -> Problems:
        """Find where case work, with its own care about figures, would go another way than the rules say."""
        service = catalogue.parse_service(files)
        if service.decision is None or catalogue.RULES not in files:
            return ()
        said = catalogue.try_decision(service.decision, files, scenario).outputs
        try:
            done = _done(service, said, catalogue.given_in(scenario).registers)
        except CannotReadOutputs as error:
            return (scenario.problem(str(error)),)
        return tuple(
            scenario.problem(f"The rules say {name} “{said[name]}”, a case would have “{result}”.")
            for name, result in done.items()
            if name in said and said[name] != result
        )


def _faults(service: ServiceFile, files: PackageFiles) -> Iterator[tuple[tuple[str | int, ...], str]]:
    known = ", ".join(Outcome)
    for place, outcome in enumerate(service.outcomes):
        if outcome.key not in set(Outcome):
            yield ("outcomes", place, "key"), f"“{outcome.key}” is no outcome of a case: {known}."
    if service.decision is None:
        return
    for name in NEEDED:
        if name not in service.decision.outputs:
            yield ("decision", "outputs"), f"A case reads “{name}”, and it is not among the outputs."
    if service.decision.pays is not None:
        yield from _faults_of_prices(service.decision.pays, files)


def _faults_of_prices(pays: Pays, files: PackageFiles) -> Iterator[tuple[tuple[str | int, ...], str]]:
    try:
        form = form_in(files)
    except CannotReadForm:
        return  # the form's part tells it
    fields = () if form is None else tuple(form.fields())
    group = next((field for field in fields if field.group is not None and field.key == pays.each), None)
    if group is None:
        yield ("decision", "pays", "each"), f"The form has no group “{pays.each}”."
        return
    kinds = {field.key: field.spec.kind for field in group.fields}
    if kinds.get(pays.price) != "money":
        yield ("decision", "pays", "price"), f"The group “{pays.each}” asks no amount “{pays.price}”."
    if pays.name not in kinds:
        yield ("decision", "pays", "name"), f"The group “{pays.each}” asks no “{pays.name}”."


def _done(service: ServiceFile, said: Mapping[str, Any], registers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what would become of the case, by the names of outputs."""
    proposed = propose(read_outputs(said), _figures(registers))
    is_open = proposed.route is Route.PERSON or proposed.outcome is None
    return {
        "route": str(proposed.route),
        "hearing": proposed.route is Route.HEARING,
        "outcome": "" if is_open else str(proposed.outcome),
        "letter": None if is_open or proposed.outcome is None else template_of(service, proposed.outcome),
    }


def _figures(registers: Mapping[str, Any]) -> Iterator[Figure]:
    """Yield the figures that the registers of a scenario stand for."""
    incomes = registers.get("income") or {}
    for concerns, name in ((_APPLICANT, "applicant"), (_PARTNER, "partner")):
        if income := incomes.get(name):
            yield Figure(
                key=INCOME,
                concerns=concerns,
                amount=income.get("monthly"),
                source=Source.REGISTER,
                is_confirmed=bool(income.get("confirmed")),
                is_contested=bool(income.get("contested")),
                is_missing=income.get("monthly") is None,
            )
    for key in registers.get("contested") or ():
        yield Figure(key=key, concerns=_APPLICANT, amount=None, source=Source.CITIZEN, is_contested=True)


catalogue.register_part(CasesPart())
