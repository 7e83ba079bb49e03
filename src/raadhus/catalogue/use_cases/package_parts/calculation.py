"""The block ``calculation`` of ``service.yaml``: it names what rules and scenarios have, and asks what can be typed."""

from collections.abc import Iterator

from raadhus.catalogue.domain.located_yaml import Located, Path, read_yaml
from raadhus.catalogue.domain.package_files import RULES, SERVICE, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems
from raadhus.catalogue.domain.scenarios import parse_scenarios
from raadhus.catalogue.domain.service_file import CalculationPart, DecisionPart
from raadhus.rules import public as rules
from raadhus.rules.public.presenting import ModelView, present_model

ASKED_TYPES = frozenset({"number", "boolean", "date"})
"""The types of inputs that a page can ask for, beside those whose values have words to choose from."""


def check_calculation(part: CalculationPart, decision: DecisionPart | None, files: PackageFiles) -> Problems:
    """Return what keeps the package from being told to everybody; the model has been checked."""
    located = read_yaml(SERVICE, files[SERVICE])
    if decision is None:
        return (
            located.problem(("calculation",), "What is calculated beside any case needs “decision” too."),
        )
    model = present_model(files[RULES], "en")
    return (
        *_decisions(part, model, located),
        *_inputs(part, model, located),
        *_expressions(part, decision.names, located),
        *_examples(part, files, located),
    )


def _decisions(part: CalculationPart, model: ModelView, located: Located) -> Iterator[Problem]:
    known = {one.name for one in model.decisions}
    if part.result not in known:
        yield located.problem(("calculation", "result"), f"rules.dmn has no decision “{part.result}”.")
    for number, name in enumerate(part.steps):
        if name not in known:
            yield located.problem(("calculation", "steps", number), f"rules.dmn has no decision “{name}”.")


def _inputs(part: CalculationPart, model: ModelView, located: Located) -> Iterator[Problem]:
    for number, name in enumerate(part.ask):
        one = model.input(name)
        if one is None:
            yield located.problem(("calculation", "ask", number), f"rules.dmn has no input “{name}”.")
        elif one.kind not in ASKED_TYPES and not one.values:
            sentence = (
                "A page can ask for a number, yes or no, a date, or one of several values that have words "
                f"(raadhus:value), not for “{one.kind or 'anything'}”."
            )
            yield located.problem(("calculation", "ask", number), sentence)
    names = {one.name for one in model.inputs}
    for name in part.assume:
        if name not in names:
            yield located.problem(("calculation", "assume", name), f"rules.dmn has no input “{name}”.")
    for name in sorted(names - set(part.ask) - set(part.assume)):
        yield located.problem(("calculation",), f"The input “{name}” is neither asked nor assumed.")


def _expressions(part: CalculationPart, names: tuple[str, ...], located: Located) -> Iterator[Problem]:
    yield from _expression(part.decided, names, ("calculation", "decided"), located)
    for name, text in part.assume.items():
        yield from _expression(text, (), ("calculation", "assume", name), located)


def _expression(text: str, names: tuple[str, ...], path: Path, located: Located) -> Iterator[Problem]:
    try:
        unknown = rules.parse_expression(text, names).unknown
    except rules.FeelError as error:
        yield located.problem(path, f"This is not FEEL: {error}")
        return
    for word in unknown:
        yield located.problem(path, f"“{word}” is not known here.")


def _examples(part: CalculationPart, files: PackageFiles, located: Located) -> Iterator[Problem]:
    try:
        known = {scenario.key for scenario in parse_scenarios(files)}
    except PackageRefused:
        return  # the scenarios tell it themselves
    for number, key in enumerate(part.examples):
        if key not in known:
            yield located.problem(("calculation", "examples", number), f"No scenario is called “{key}”.")
