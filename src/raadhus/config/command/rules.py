"""``./raadhus rules lint|simulate``: check decision models (DMN), and try a change on earlier cases."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django

from raadhus.config.town.installation import installation
from raadhus.rules.management.lint import run_lint

_SERVICE = "service.yaml"


def main(arguments: Sequence[str]) -> int:
    """Run one act; 1 when a model would be refused or a file cannot be read."""
    options = _parser().parse_args(arguments)
    if options.act == "lint":
        return run_lint(options.paths, _say, results=options.result, as_json=options.json)
    with installation(database=False):
        django.setup()
        return _simulate(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./raadhus rules", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    lint = acts.add_parser("lint", help="check what models say")
    lint.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    lint.add_argument(
        "--result",
        action="append",
        default=[],
        metavar="NAME",
        help="a decision that is read from outside; any other that none of these rests on is unread",
    )
    lint.add_argument("--json", action="store_true", help="print one object with all findings")
    simulate = acts.add_parser(
        "simulate",
        help="try a change on earlier cases",
        description="Run cases through two versions: who gains, who loses, how much money, and which rows do it.",
        epilog="A case file is JSON lines ({“case”, “inputs”, “facts”}) or CSV: docs/howto/try-a-change-of-rules.md.",
    )
    simulate.add_argument("old", type=Path, metavar="OLD.dmn")
    simulate.add_argument("new", type=Path, metavar="NEW.dmn")
    simulate.add_argument(
        "--cases", type=Path, required=True, metavar="FILE", help="the cases, without names"
    )
    simulate.add_argument(
        "--service",
        type=Path,
        metavar="FOLDER",
        help="the package whose decision.trial says what counts (default: the folder of OLD.dmn)",
    )
    simulate.add_argument("--decision", metavar="NAME", help="ask this decision instead of the package's")
    simulate.add_argument(
        "--value", metavar="FEEL", help="the number that counts (default: the decision itself)"
    )
    simulate.add_argument(
        "--amount", metavar="FEEL", help="money a month, over the decision, “value” and “facts”"
    )
    simulate.add_argument("--better", choices=("higher", "lower"), default="higher")
    simulate.add_argument("--paid-by", choices=("municipality", "citizen"), default="municipality")
    simulate.add_argument("--fact", action="append", default=[], metavar="NAME", help="a fact of the amount")
    simulate.add_argument("--list", action="store_true", help="list the changed cases too")
    simulate.add_argument("--json", action="store_true", help="print one object and nothing else")
    return parser


def _simulate(options: argparse.Namespace) -> int:
    command = importlib.import_module("raadhus.rules.management.simulate")  # after set-up, as above
    for path in (options.old, options.new, options.cases):
        if not path.is_file():
            return _refuse(f"{path}: there is no such file.")
    try:
        question = _question_of_decision(options) if options.decision else _question_of_package(options)
    except ValueError as error:
        return _refuse(str(error))
    simulation = command.Simulation(
        old=options.old, new=options.new, cases=options.cases, question=question, lists_cases=options.list
    )
    return int(command.run_simulation(simulation, _say, as_json=options.json))


def _question_of_decision(options: argparse.Namespace) -> Any:
    rules = importlib.import_module("raadhus.rules.public")
    texts = rules.QuestionTexts(
        decisions=(options.decision,),
        value=options.value or options.decision,
        better=rules.Better(options.better),
        amount=options.amount or "",
        paid_by=rules.Payer(options.paid_by),
        facts=tuple(options.fact),
    )
    try:
        return rules.parse_question(texts)
    except rules.FeelSyntaxError as error:
        raise ValueError(f"This is not FEEL: {error}") from None


def _question_of_package(options: argparse.Namespace) -> Any:
    catalogue = importlib.import_module("raadhus.catalogue.public")
    folder = options.service or options.old.resolve().parent
    if not (folder / _SERVICE).is_file():
        raise ValueError(
            f"{folder} has no {_SERVICE} that says what counts: name --service FOLDER, or --decision NAME."
        )
    try:
        part = catalogue.parse_service(catalogue.read_package(folder)).decision
        question = None if part is None else catalogue.trial_question(part)
    except catalogue.PackageRefused as refused:
        raise ValueError("\n".join(f"{folder}/{problem}" for problem in refused.problems)) from None
    if question is None:
        raise ValueError(f"{folder / _SERVICE} does not say how a change is measured: decision.trial.")
    return question


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
