"""The door of rules."""

from collections.abc import Mapping
from typing import Any

from raadhus.rules.domain.checking.checks import check as check_model
from raadhus.rules.domain.dmn.compiled import CompiledModel, Evaluation, UnknownDecision
from raadhus.rules.domain.dmn.documents import namespace_of
from raadhus.rules.domain.dmn.explain import Reason, explain, reasons
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem, Severity
from raadhus.rules.domain.dmn.trace import DecisionTrace, RowTrace, TableTrace, Trace
from raadhus.rules.domain.dmn.trace_data import trace_data, trace_from_data
from raadhus.rules.domain.dmn.xml import MAX_BYTES
from raadhus.rules.domain.editing.carrying import carry as carry_models
from raadhus.rules.domain.editing.carrying import models_inside
from raadhus.rules.domain.expression import (
    Expression,
    UnaryTests,
    evaluate_all,
    parse_expression,
    parse_unary_tests,
)
from raadhus.rules.domain.feel.errors import (
    FeelError,
    FeelLimitExceeded,
    FeelSyntaxError,
    FeelTooSlow,
    UnsupportedValue,
)
from raadhus.rules.domain.feel.runtime import MAX_STEPS
from raadhus.rules.queries import (
    LoggedDecision,
    LoggedInputs,
    ModelRef,
    get_decision,
    get_model,
    get_source,
    list_decisions,
    list_inputs,
    load_model,
    reference_of,
)
from raadhus.rules.use_cases.decide import CannotDecide, Decision, decide, moment
from raadhus.rules.use_cases.store_model import CannotStoreModel, store_model

RuleModel = CompiledModel
LARGEST_MODEL = MAX_BYTES
"""Bytes of a file that is read as a model at all."""

__all__ = [
    "LARGEST_MODEL",
    "MAX_STEPS",
    "CannotDecide",
    "CannotLoadModel",
    "CannotStoreModel",
    "Decision",
    "DecisionTrace",
    "Evaluation",
    "Expression",
    "FeelError",
    "FeelLimitExceeded",
    "FeelSyntaxError",
    "FeelTooSlow",
    "LoggedDecision",
    "LoggedInputs",
    "ModelRef",
    "Problem",
    "Reason",
    "RowTrace",
    "RuleModel",
    "Severity",
    "TableTrace",
    "Trace",
    "UnaryTests",
    "UnknownDecision",
    "UnsupportedValue",
    "carry_models",
    "check_model",
    "decide",
    "evaluate",
    "evaluate_all",
    "explain",
    "get_decision",
    "get_model",
    "get_source",
    "list_decisions",
    "list_inputs",
    "load_model",
    "models_inside",
    "moment",
    "namespace_of",
    "parse_expression",
    "parse_unary_tests",
    "reasons",
    "reference_of",
    "store_model",
    "trace_data",
    "trace_from_data",
]


def evaluate(
    model: CompiledModel,
    decision: str,
    inputs: Mapping[str, Any],
    *,
    trace: bool = False,
    max_steps: int = MAX_STEPS,
) -> Evaluation:
    """Compute one decision without writing anything; `now()` and `today()` are the town's.

    Raises: UnknownDecision, UnsupportedValue, FeelLimitExceeded.
    """
    return model.evaluate(decision, inputs, trace=trace, clock=moment, max_steps=max_steps)
