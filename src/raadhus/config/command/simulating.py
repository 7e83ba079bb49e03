"""``./raadhus rules simulate``: try a change of rules on earlier cases, of a file or of a town's own database."""

import argparse
import datetime as dt
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_SERVICE = "service.yaml"
_YEAR = dt.timedelta(days=365)
Say = Callable[[str], None]


class _CannotAskError(ValueError):
    """What is asked for cannot be asked; says why."""


def add_words(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the act with all it takes."""
    words = acts.add_parser(
        "simulate",
        help="try a change on earlier cases",
        description="Run cases through two versions: who gains, who loses, how much money, and which rows do it.",
        epilog="A case file is JSON lines ({“case”, “inputs”, “facts”}) or CSV: docs/howto/try-a-change-of-rules.md.",
    )
    words.add_argument("old", type=Path, metavar="OLD.dmn")
    words.add_argument("new", type=Path, metavar="NEW.dmn")
    source = words.add_mutually_exclusive_group(required=True)
    source.add_argument("--cases", type=Path, metavar="FILE", help="the cases, without names")
    source.add_argument("--town", metavar="HOST", help="the decisions of this municipality; sums only")
    words.add_argument(
        "--service",
        type=Path,
        metavar="FOLDER",
        help="the package whose decision.trial says what counts (default: the folder of OLD.dmn)",
    )
    _add_period(words)
    words.add_argument("--decision", metavar="NAME", help="ask this decision instead of the package's")
    words.add_argument(
        "--value", metavar="FEEL", help="the number that counts (default: the decision itself)"
    )
    words.add_argument(
        "--amount", metavar="FEEL", help="money a month, over the decision, “value” and “facts”"
    )
    words.add_argument("--better", choices=("higher", "lower"), default="higher")
    words.add_argument("--paid-by", choices=("municipality", "citizen"), default="municipality")
    words.add_argument("--fact", action="append", default=[], metavar="NAME", help="a fact of the amount")
    words.add_argument("--list", action="store_true", help="list the changed cases too; not of a town")
    words.add_argument("--json", action="store_true", help="print one object and nothing else")


def _add_period(words: argparse.ArgumentParser) -> None:
    day = dt.date.fromisoformat
    words.add_argument("--from", dest="begins", type=day, metavar="DAY", help="of a town: the first day")
    words.add_argument(
        "--until", dest="ends", type=day, metavar="DAY", help="of a town: the day after the last"
    )


def simulate(options: argparse.Namespace, say: Say) -> int:
    """Run the act; 1 when something cannot be read or asked. Called after set-up: models are imported only then."""
    command = importlib.import_module("raadhus.rules.management.simulate")
    try:
        _expect_files(options.old, options.new, *([options.cases] if options.cases else []))
        question = _question_of_decision(options) if options.decision else _question_of_package(options)
        cases = options.cases or _cases_of_town(options)
    except _CannotAskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    simulation = command.Simulation(
        old=options.old, new=options.new, cases=cases, question=question, lists_cases=options.list
    )
    return int(command.run_simulation(simulation, say, as_json=options.json))


def _expect_files(*paths: Path) -> None:
    for path in paths:
        if not path.is_file():
            raise _CannotAskError(f"{path}: there is no such file.")


def _question_of_decision(options: argparse.Namespace) -> Any:
    trying = importlib.import_module("raadhus.rules.public.trying")
    engine = importlib.import_module("raadhus.rules.public")
    texts = trying.QuestionTexts(
        decisions=(options.decision,),
        value=options.value or options.decision,
        better=trying.Better(options.better),
        amount=options.amount or "",
        paid_by=trying.Payer(options.paid_by),
        facts=tuple(options.fact),
    )
    try:
        question = trying.parse_question(texts)
    except engine.FeelSyntaxError as error:
        raise _CannotAskError(f"This is not FEEL: {error}") from None
    if unknown := trying.unknown_names(question):
        part, names = next(iter(unknown.items()))
        raise _CannotAskError(f"--{part}: “{names[0]}” is not known here.")
    return question


def _question_of_package(options: argparse.Namespace) -> Any:
    catalogue = importlib.import_module("raadhus.catalogue.public")
    service = _service(options)
    question = catalogue.trial_question(service.decision) if service.decision else None
    if question is None:
        raise _CannotAskError(
            f"{service.id}: {_SERVICE} does not say how a change is measured: decision.trial."
        )
    return question


def _service(options: argparse.Namespace) -> Any:
    catalogue = importlib.import_module("raadhus.catalogue.public")
    folder = options.service or options.old.resolve().parent
    if not (folder / _SERVICE).is_file():
        raise _CannotAskError(
            f"{folder} has no {_SERVICE} that says what counts: name --service FOLDER, or --decision NAME."
        )
    try:
        return catalogue.parse_service(catalogue.read_package(folder))
    except catalogue.PackageRefused as refused:
        raise _CannotAskError("\n".join(f"{folder}/{problem}" for problem in refused.problems)) from None


def _cases_of_town(options: argparse.Namespace) -> Any:
    if options.decision or options.list:
        raise _CannotAskError("Of a town's decisions only sums are told, of what the package's trial asks.")
    organisation = importlib.import_module("raadhus.organisation.public")
    refusals = importlib.import_module("raadhus.platform.refusals")
    try:
        town = organisation.municipality_by_host(options.town)
    except refusals.NotFoundHere:
        raise _CannotAskError(f"There is no municipality at {options.town}.") from None
    ends = options.ends or organisation.local_today(town.id) + dt.timedelta(days=1)
    read = importlib.import_module("raadhus.cases.management.earlier_cases").read_earlier_cases
    cases = read(town.id, _service(options), options.begins or ends - _YEAR, ends)
    if not cases:
        raise _CannotAskError("Nothing was decided by rules in this time.")
    return cases
