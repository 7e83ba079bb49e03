"""
``./raadhus bench processes``: instances for each second of the processor in memory; steps on PostgreSQL among a million.

In memory each instance's outcome is compared with one computed apart, and a figure is the best of several rounds.
"""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from time import process_time
from typing import TypeVar

from django.utils.module_loading import import_string

from raadhus.config.bench.process_models import (
    BRANCHES,
    CIRCLE,
    STRAIGHT,
    MemoryWorld,
    program_of,
    share_of,
    world_with_rules,
)
from raadhus.config.bench.process_town import opened_town
from raadhus.config.bench.rules import Figure, WrongAnswer
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import InstanceStatus, State

Result = TypeVar("Result")
ROUNDS, INSTANCES, WAITING = 5, 4_000, 1_000_000
TOLD = (
    "instances_per_cpu_s",
    *("steps_per_s_w1", "steps_per_s_w4", "steps_per_s_w16", "step_p95_ms"),
    *("bytes_per_waiting_instance", "step200_over_step1"),
)
"""The names in the JSON; the others are for readers."""
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def main(arguments: Sequence[str]) -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="./raadhus bench processes", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help="rounds a figure, of which the best counts"
    )
    parser.add_argument(
        "--waiting",
        type=int,
        default=WAITING,
        help="so many instances wait while steps on PostgreSQL are measured",
    )
    options = parser.parse_args(arguments)
    figures: list[Figure] = []
    for figure in measure(options.rounds, options.waiting):
        figures.append(figure)
        if not options.json:
            sys.stdout.write(f"{figure}\n")
            sys.stdout.flush()
    if options.json:
        values = {figure.name: round(figure.value, 3) for figure in figures}
        told = {name: values[name] for name in TOLD}
        sys.stdout.write(json.dumps(told) + "\n")
    return 0


def measure(rounds: int, waiting: int) -> Iterator[Figure]:
    """Yield each figure as soon as it is known. Raises: WrongAnswer."""
    yield Figure(
        "instances_per_cpu_s", straight_rate(rounds), "straight-through instances, history on", "20,000"
    )
    yield Figure("late_in_memory", late_over_early(rounds), "cost of step 200 over step 1, in memory", "1.2")
    yield Figure("branch_in_memory", many_over_few(rounds), "a branch, 500 at once over 50, in memory", "1.2")
    with opened_town() as town:
        yield from import_string("raadhus.config.bench.process_rows.measure")(town, waiting)


def straight_rate(rounds: int) -> float:
    """Return instances for each second of the processor, of the best round."""
    program, world = program_of(STRAIGHT), world_with_rules()
    cases = [{"income": Decimal(at), "extra": Decimal(at % 7)} for at in range(INSTANCES)]

    def run_all() -> list[State]:
        return [_run(program, world, dict(case)) for case in cases]

    spent = []
    for _ in range(rounds + 1):  # the first lets the rules prepare themselves
        took, states = _timed(run_all)
        spent.append(took)
        for case, state in zip(cases, states, strict=True):
            total = case["income"] + case["extra"]
            if state.variables["paid"] != total * share_of(total) / 100:
                raise WrongAnswer(f"{case} gave {state.variables}")
    return INSTANCES / min(spent[1:])


def late_over_early(rounds: int) -> float:
    """Return what the 200th answer of a task that comes again costs, over the first."""
    program, world = program_of(CIRCLE), MemoryWorld()

    def steps(first: int) -> float:
        states = [State("key", {"done": False}) for _ in range(200)]
        for state in states:
            _step(program, state, world, lambda run: run.start(program.starts[0]))
            for _ in range(first - 1):
                _complete(program, state, world)
        took, _ = _timed(lambda: _complete_all(program, states, world))
        return took

    return min(steps(200) for _ in range(rounds)) / min(steps(1) for _ in range(rounds))


def many_over_few(rounds: int) -> float:
    """Return what a branch of 500 at once costs, over one of 50."""
    program, world = program_of(BRANCHES), MemoryWorld()

    def branch(count: int) -> float:
        people = [Decimal(at) for at in range(count)]
        took, states = _timed(
            lambda: [_run(program, world, {"people": people}) for _ in range(20_000 // count)]
        )
        if any(state.variables["answers"] != people for state in states):
            raise WrongAnswer(f"{count} branches did not give their answers")
        return took

    return min(branch(500) for _ in range(rounds)) / min(branch(50) for _ in range(rounds))


def _run(program: Program, world: MemoryWorld, variables: dict[str, object]) -> State:
    state = State("key", variables)
    _step(program, state, world, lambda run: run.start(program.starts[0]))
    if state.status is not InstanceStatus.COMPLETED:
        raise WrongAnswer(f"An instance stopped: {state}")
    return state


def _complete_all(program: Program, states: Sequence[State], world: MemoryWorld) -> None:
    for state in states:
        _complete(program, state, world)


def _complete(program: Program, state: State, world: MemoryWorld) -> None:
    (token,) = state.tokens
    _step(program, state, world, lambda run: run.complete(token, _NOTHING))


def _step(program: Program, state: State, world: MemoryWorld, act: Callable[[Run], None]) -> None:
    run = Run(program, state, world, now=NOW, zone=UTC)
    act(run)
    if not run.visits or run.incidents:
        raise WrongAnswer(f"A step stopped: {run.incidents}")


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    gc.collect()
    begun = process_time()
    result = work()
    return process_time() - begun, result


_NOTHING: Mapping[str, object] = {}
