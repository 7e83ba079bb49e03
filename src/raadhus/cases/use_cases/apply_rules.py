"""Ask the rules of the package: inputs from answers and registers, outputs as the package reads them."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

import structlog
from django.db import DatabaseError, InterfaceError

from raadhus.bus.registry import RetryLater
from raadhus.cases.domain.figures import INCOME, Figure, Source
from raadhus.cases.domain.routes import Route, Why
from raadhus.cases.domain.rule_outputs import RuleOutputs, read_outputs
from raadhus.cases.models import Case
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.gather_figures import partner_of, partner_register
from raadhus.catalogue.public import (
    RULES,
    Given,
    apply_decision,
    package,
)
from raadhus.forms.public import SubmissionInfo, values_for_rules
from raadhus.platform.actor import Actor
from raadhus.platform.faults import place_of
from raadhus.platform.languages import LANGUAGES
from raadhus.rules import public as rules

log = structlog.get_logger("raadhus.cases")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    What the rules found.

    ``said``: their outputs; ``reasons``: sentences by language; ``why_said``: those that only tell why a person must
    look, which no letter repeats; ``inputs``, ``outputs``: all of them, as JSON; ``told``: the outputs as
    the rules gave them.
    """

    model_hash: str
    log_id: UUID | None
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]
    rows_fired: tuple[str, ...]
    reasons: dict[str, list[str]]
    why_said: dict[str, list[str]]
    said: RuleOutputs
    told: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one decision says, and why: the sentences of its own rows, by language."""

    said: Any
    because: Mapping[str, list[str]] = dataclasses.field(default_factory=dict)


def try_rules(actor: Actor, case: Case, sent: SubmissionInfo | None, figures: tuple[Figure, ...]) -> Found:
    """
    Return what the package's rules make of the case; rules that cannot be carried out leave it to a person.

    A fault of a package is not mended by trying again: somebody decides by hand, and operations find it in the log.
    """
    try:
        return apply_rules(actor, case, sent, figures)
    except (DatabaseError, InterfaceError, RetryLater):
        raise  # not the rules' fault: the whole step is tried again
    except Exception as error:
        log.warning("rules failed", case=case.number, service=case.service_key, error=place_of(error))
        return _nothing_found(Why.RULES_FAILED)


def apply_rules(actor: Actor, case: Case, sent: SubmissionInfo | None, figures: tuple[Figure, ...]) -> Found:
    """Return what the package's rules make of the case; the log is written. Raises: CannotDecide, CannotReadOutputs."""
    found = package(case.package_hash)
    part = found.service.decision
    if part is None or sent is None:
        return _nothing_found(Why.NO_RULES)
    ref = rules.reference_of(found.files[RULES])
    decided: list[rules.Decision] = []

    def ask(name: str, inputs: Mapping[str, Any]) -> Any:
        decided.append(rules.decide(actor, ref, name, inputs, trace=True, subject=case.flow))
        return decided[-1].outputs

    applied = apply_decision(part, _given(actor, case, sent, figures), ask)
    return _found(ref.hash, applied.inputs, applied.outputs, tuple(decided), frozenset(part.reasons))


def ask_rules(
    actor: Actor, case: Case, sent: SubmissionInfo, figures: tuple[Figure, ...], decision: str
) -> Told:
    """Return what one decision of the package says of a case, None without rules, and log it. Raises: CannotDecide."""
    found = package(case.package_hash)
    part = found.service.decision
    if part is None:
        return Told(said=None)
    ref = rules.reference_of(found.files[RULES])
    traces: list[rules.Trace] = []

    def ask(name: str, inputs: Mapping[str, Any]) -> Any:
        decided = rules.decide(actor, ref, name, inputs, trace=True, subject=case.flow)
        traces.extend([decided.trace] if decided.trace is not None else [])
        return decided.outputs

    alone = part.model_copy(update={"names": (decision,), "outputs": {"said": decision}})
    said = apply_decision(alone, _given(actor, case, sent, figures), ask).outputs["said"]
    because = {language: _said(traces, language, decision.__eq__) for language in LANGUAGES}
    return Told(said=said, because=because)


def _given(actor: Actor, case: Case, sent: SubmissionInfo, figures: tuple[Figure, ...]) -> Given:
    return Given(
        answers=values_for_rules(sent),
        registers={
            "income": _incomes(case, sent, figures),
            "contested": list(sent.contested),
            "unverified": list(sent.unverified),
        },
        today=town_days.today(actor),
    )


def _incomes(case: Case, sent: SubmissionInfo, figures: tuple[Figure, ...]) -> dict[str, Any]:
    partner = partner_of(case)
    own = sent.figures.get(INCOME)
    registers = {case.applicant_id: dict(own.detail) if own else {}}
    if partner is not None:
        registers[partner] = partner_register(case)
    amounts = {figure.concerns: figure for figure in figures if figure.key == INCOME}
    return {
        "applicant": _income(amounts.get(case.applicant_id), registers[case.applicant_id]),
        "partner": None if partner is None else _income(amounts.get(partner), registers[partner]),
    }


def _income(figure: Figure | None, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "monthly": figure.amount if figure else None,
        "kind": said.get("income_kind") or "none",
        "complete": bool(said.get("complete")) or (figure is not None and figure.source is Source.STAFF),
        "contested": bool(figure and figure.is_contested),
        "confirmed": bool(figure and figure.is_confirmed),
    }


def _found(
    model_hash: str,
    inputs: Mapping[str, Any],
    outputs: Mapping[str, Any],
    decided: tuple[rules.Decision, ...],
    told: frozenset[str],
) -> Found:
    traces = [decision.trace for decision in decided if decision.trace is not None]
    said = read_outputs(outputs)
    inside = _about_who_looks(traces, outputs) if said.why else frozenset()
    return Found(
        model_hash=model_hash,
        log_id=decided[0].log_id if decided else None,
        inputs=_plain(inputs),
        outputs=_plain(outputs),
        rows_fired=_rows_fired(traces),
        reasons={language: _said(traces, language, told.__contains__) for language in LANGUAGES},
        why_said={language: _said(traces, language, inside.__contains__) for language in LANGUAGES}
        if inside
        else {},
        said=said,
        told=outputs,
    )


def _said(traces: Iterable[rules.Trace], language: str, is_meant: Callable[[str], bool]) -> list[str]:
    found = (reason for trace in traces for reason in rules.reasons(trace, language))
    return list(dict.fromkeys(reason.sentence for reason in found if is_meant(reason.decision)))


def _about_who_looks(traces: Iterable[rules.Trace], outputs: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the decisions that only said that a person must look, and why."""
    answers = [answer for answer in (outputs.get("route"), outputs.get("reason")) if answer]
    return frozenset(
        decision.name for trace in traces for decision in trace.decisions if decision.output in answers
    )


def _rows_fired(traces: Iterable[rules.Trace]) -> tuple[str, ...]:
    tables = (table for trace in traces for decision in trace.decisions for table in decision.tables)
    return tuple(dict.fromkeys(row.id for table in tables for row in table.fired))


def _nothing_found(why: Why) -> Found:
    return Found(
        model_hash="",
        log_id=None,
        inputs={},
        outputs={},
        rows_fired=(),
        reasons={},
        why_said={},
        said=RuleOutputs(route=Route.PERSON, why=(why,)),
    )


def _plain(values: Any) -> Any:
    """Return values that JSON can hold: decimals and dates as text."""
    if isinstance(values, Mapping):
        return {str(name): _plain(part) for name, part in values.items()}
    if isinstance(values, list | tuple):
        return [_plain(part) for part in values]
    if values is None or isinstance(values, bool | str):
        return values
    return values.isoformat() if isinstance(values, dt.date) else str(values)
