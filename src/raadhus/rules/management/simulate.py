"""``./raadhus rules simulate OLD NEW --cases FILE``: a change of rules tried on earlier cases, in words or as JSON."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

from raadhus.rules.domain.dmn.compiled import CompiledModel
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.domain.feel.decimals import number_text
from raadhus.rules.domain.trying.case_file import CannotReadCases, read_cases
from raadhus.rules.domain.trying.cases import TriedCase, Verdict, needed_inputs
from raadhus.rules.domain.trying.comparing import Cause, Compared, Effect, compare
from raadhus.rules.domain.trying.question import Payer, Question
from raadhus.rules.domain.trying.spread import Bin
from raadhus.rules.domain.trying.summary import Summary, summarise, summary_data

Say = Callable[[str], None]
_BAR = 40
# What one case does, and what several do.
_WORDS = {
    Effect.BETTER: ("is better off", "are better off"),
    Effect.WORSE: ("is worse off", "are worse off"),
    Effect.NO_LONGER: ("is not decided by the rules any more", "are not decided by the rules any more"),
    Effect.NEWLY: ("is decided by the rules now", "are decided by the rules now"),
    Effect.OPEN: ("is left to a person as before", "are left to a person as before"),
    Effect.FAILED: ("could not be computed", "could not be computed"),
}
_CHANGED = (Effect.BETTER, Effect.WORSE, Effect.NO_LONGER, Effect.NEWLY, Effect.FAILED)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What is tried: two model files, cases (a file of them, or read), the question, whether changed ones are listed."""

    old: Path
    new: Path
    cases: Path | tuple[TriedCase, ...]
    question: Question
    lists_cases: bool = False


def run_simulation(simulation: Simulation, say: Say, *, as_json: bool = False) -> int:
    """Try the change and say what it means; 0 done, 1 refused: a file that cannot be read."""
    try:
        old, new = _load(simulation.old), _load(simulation.new)
        cases = _cases(simulation, old)
    except _CannotReadError as error:
        say(json.dumps({"error": str(error)}, ensure_ascii=False) if as_json else str(error))
        return 1
    compared = [compare(old, new, simulation.question, case) for case in cases]
    summary = summarise(simulation.question, compared)
    known = {name for case in cases for name, value in case.inputs.items() if value is not None}
    absent = sorted(needed_inputs(simulation.question, old, new) - known)
    listed = [case for case in compared if case.effect in _CHANGED] if simulation.lists_cases else []
    if as_json:
        say(
            json.dumps(_as_data(summary, listed) | ({"absent": absent} if absent else {}), ensure_ascii=False)
        )
        return 0
    for line in _lines(summary, simulation.question, listed, absent):
        say(line)
    return 0


class _CannotReadError(Exception):
    """A file cannot be read; says which and why."""


def _cases(simulation: Simulation, model: CompiledModel) -> tuple[TriedCase, ...]:
    if not isinstance(simulation.cases, Path):
        needed = needed_inputs(simulation.question, model)
        return tuple(case for case in simulation.cases if needed <= case.inputs.keys())
    try:
        return read_cases(simulation.cases.read_text("utf-8-sig"), model, simulation.question)
    except (CannotReadCases, UnicodeDecodeError) as error:
        raise _CannotReadError(f"{simulation.cases.name}: {error}") from None


def _load(path: Path) -> CompiledModel:
    try:
        return load(path.read_bytes())
    except CannotLoadModel as refused:
        raise _CannotReadError("\n".join(f"{path.name}: {problem}" for problem in refused.problems)) from None


def _as_data(summary: Summary, listed: list[Compared]) -> dict[str, Any]:
    return summary_data(summary) | ({"cases": [_case_data(case) for case in listed]} if listed else {})


def _case_data(case: Compared) -> dict[str, Any]:
    return {
        "case": case.reference,
        "change": case.effect.value,
        "before": _verdict_data(case.before),
        "after": _verdict_data(case.after),
    }


def _verdict_data(verdict: Verdict) -> dict[str, Any]:
    return {
        "decided": verdict.is_decided,
        "value": None if verdict.value is None else number_text(verdict.value),
        "amount": None if verdict.amount is None else number_text(verdict.amount),
        "failed": verdict.failed,
    }


def _lines(summary: Summary, question: Question, listed: list[Compared], absent: list[str]) -> Iterator[str]:
    yield f"{summary.count(Effect.SAME)} of {_cases_of(summary.total)} {_comes(summary)} out the same."
    for effect in (*_CHANGED, Effect.OPEN):
        if count := summary.count(effect):
            yield f"{count} {_WORDS[effect][count > 1]}."
    if absent:
        yield f"No case has: {', '.join(absent)}. The rules took that as unknown."
    if question.amount is not None:
        yield _money(summary, question)
    yield from _spread("How much the value changes", summary.values)
    yield from _spread("How much the amount changes a month", summary.amounts)
    if summary.causes:
        yield "Where it begins:"
        yield from (f"  {count:>6}  {_cause(cause)}" for cause, count in summary.causes)
    yield from (
        f"Not computed, {'once' if count == 1 else f'{count} times'}: {why}"
        for why, count in summary.failures
    )
    for case in listed:
        yield f"{case.reference}: {case.effect.value}, {_said(case.before)} before, {_said(case.after)} now"


def _money(summary: Summary, question: Question) -> str:
    if not summary.with_amount:
        return "What it costs cannot be said: the amount is known of no case that both versions decide."
    whole = summary.more_a_year.quantize(Decimal(1), ROUND_HALF_EVEN)
    payer = "The municipality pays" if question.paid_by is Payer.MUNICIPALITY else "The citizens pay"
    if not whole:
        return f"{payer} the same in a year, on {_cases_of(summary.with_amount)}."
    word = "more" if whole > 0 else "less"
    return f"{payer} {abs(whole):,} {word} in a year, on {_cases_of(summary.with_amount)}."


def _cases_of(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def _comes(summary: Summary) -> str:
    return "comes" if 1 in {summary.total, summary.count(Effect.SAME)} else "come"


def _spread(title: str, bins: tuple[Bin, ...]) -> Iterator[str]:
    if not bins:
        return
    most = max(one.count for one in bins)
    yield f"{title}:"
    for one in bins:
        reach = " to ".join(number_text(end) for end in (one.least, one.most) if end is not None)
        yield f"  {reach:>20}  {'█' * round(one.count * _BAR / most):<{_BAR}} {one.count}"


def _cause(cause: Cause) -> str:
    before, after = _rows(cause.before), _rows(cause.after)
    if before == after:
        return f"{cause.decision}: {after} gives something else"
    return f"{cause.decision}: {after} instead of {before}"


def _rows(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return "no row"
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(map(str, numbers))


def _said(verdict: Verdict) -> str:
    return number_text(verdict.value) if verdict.is_decided and verdict.value is not None else "not decided"
