"""
``./raadhus bench rules``: decisions for each second of the processor, on one core, and what a model costs to load.

No two cases are alike and no answer is kept: each is compared with one computed apart, then dropped. A figure is the
best of several rounds, since whatever else the machine does can only make it worse.
"""

import argparse
import gc
import json
import sys
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import process_time

from raadhus.config.bench.free_place import free_place
from raadhus.config.bench.rule_models import Case, Subject, collect, graph, large, unique
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.plans import GENERATE_AFTER

ROUNDS, CASES, BATCH = 7, 6_000, 500
LOADS = 9


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name in the JSON, what it says to people, how it is written, what is aimed at."""

    name: str
    value: float
    about: str
    aim: str = ""

    def __str__(self) -> str:
        """Write a line of the table."""
        written = f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:,.2f}"
        return f"{written:>12}  {self.about}" + (f" (aim: {self.aim})" if self.aim else "")


def main(arguments: Sequence[str]) -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="./raadhus bench rules", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help="rounds a figure, of which the best counts"
    )
    options = parser.parse_args(arguments)
    figures: list[Figure] = []
    for figure in measure(options.rounds):
        figures.append(figure)
        if not options.json:
            sys.stdout.write(f"{figure}\n")
            sys.stdout.flush()
    if options.json:
        sys.stdout.write(json.dumps({figure.name: round(figure.value, 3) for figure in figures}) + "\n")
    return 0


def measure(rounds: int) -> Iterator[Figure]:
    """Yield each figure as soon as it is known. Raises: WrongAnswer."""
    ten, ten_collect, eight, many, package = unique(), collect(), graph(), large(), free_place()
    yield Figure("unique10_per_cpu_s", Closures(ten).rate(rounds), "10 rows, UNIQUE, closures", "250,000")
    yield Figure(
        "collect10_per_cpu_s", Closures(ten_collect).rate(rounds), "10 rows, COLLECT, closures", "250,000"
    )
    yield Figure(
        "generated10_per_cpu_s", Generated(ten).rate(rounds), "10 rows, UNIQUE, generated", "500,000"
    )
    yield Figure("graph8_per_cpu_s", Generated(eight).rate(rounds), "graphs of 8 decisions")
    yield Figure("rows500_per_cpu_s", Generated(many).rate(rounds), "500 rows, UNIQUE", "a third of 10 rows")
    yield Figure(
        "traced10_per_cpu_s", Traced(ten).rate(rounds), "10 rows, UNIQUE, traced", "a third of untraced"
    )
    yield Figure(
        "free_place_per_cpu_s", Generated(package).rate(rounds), "the free-place package, 10 decisions"
    )
    loads = [cold_load_ms(subject) for subject in (ten, ten_collect, eight)]
    yield Figure("cold_load_ms", max(loads), "ms to load a model (10 rows; 8 decisions)", "5")
    yield Figure("free_place_cold_load_ms", cold_load_ms(package), "ms to load the free-place package")
    yield Figure("rows500_cold_load_ms", cold_load_ms(many), "ms to load 500 rows")
    yield Figure("model_kb", memory_kb(ten), "KB of memory for 10 rows, loaded and used")
    yield Figure("free_place_kb", memory_kb(package), "KB of memory for the free-place package")
    yield Figure("rows500_kb", memory_kb(many), "KB of memory for 500 rows")


class WrongAnswer(Exception):
    """An answer differs from the one computed apart; a figure of wrong answers is worth nothing."""


class Closures:
    """A model as it decides by closures alone."""

    generate_after: int | None = None
    is_traced = False

    def __init__(self, subject: Subject) -> None:
        """Load the model, and let it decide as often as it takes until nothing more is prepared."""
        self._subject = subject
        self._model = load(subject.source, generate_after=self.generate_after)
        self._spend(subject.cases(0, GENERATE_AFTER + BATCH))

    def rate(self, rounds: int) -> float:
        """Return decisions for each second of the processor, of the best round."""
        return CASES / min(self._round(number) for number in range(1, rounds + 1))

    def _round(self, number: int) -> float:
        cases = self._subject.cases(number, CASES)
        gc.collect()
        gc.freeze()  # the cases are not the engine's
        try:
            return sum(self._spend(cases[start : start + BATCH]) for start in range(0, CASES, BATCH))
        finally:
            gc.unfreeze()

    def _spend(self, cases: Sequence[Case]) -> float:
        """Decide, and return the seconds of the processor that it took. Raises: WrongAnswer."""
        evaluate, decision, trace = self._model.evaluate, self._subject.decision, self.is_traced
        begun = process_time()
        found = [evaluate(decision, inputs, trace=trace) for inputs, _ in cases]
        spent = process_time() - begun
        for (inputs, expected), answer in zip(cases, found, strict=True):
            if self._subject.read(answer.value) != expected or answer.notes:
                raise WrongAnswer(f"{self._subject.name}: {inputs} gave {answer}, not {expected}")
        return spent


class Generated(Closures):
    """A model as the product decides: by generated source, once a decision has been asked for often enough."""

    generate_after = GENERATE_AFTER


class Traced(Generated):
    """The same, asked to be able to say why."""

    is_traced = True


def cold_load_ms(subject: Subject) -> float:
    """Return the milliseconds from the bytes of a model to its first answer, of the best of several loads."""
    ((inputs, _),) = subject.cases(1, 1)
    spent = []
    for number in range(LOADS):
        source = subject.source + f"<!-- {number} -->".encode()
        begun = process_time()
        load(source).evaluate(subject.decision, inputs)
        spent.append(process_time() - begun)
    return min(spent) * 1000


def memory_kb(subject: Subject) -> float:
    """Return the kilobytes that a model takes once it has decided by generated source."""
    cases = subject.cases(0, GENERATE_AFTER + BATCH)
    gc.collect()
    tracemalloc.start()
    try:
        model = load(subject.source)
        for inputs, _ in cases:
            model.evaluate(subject.decision, inputs)
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / 1024
    finally:
        tracemalloc.stop()
