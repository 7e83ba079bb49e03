"""The door of rules."""

from collections.abc import Mapping
from typing import Any

from raadhus.rules.domain.checking.checks import check as check_model
from raadhus.rules.domain.dmn.compiled import CompiledModel, Evaluation, UnknownDecision
from raadhus.rules.domain.dmn.explain import Reason, explain, reasons
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem, Severity
from raadhus.rules.domain.dmn.trace import DecisionTrace, RowTrace, TableTrace, Trace
from raadhus.rules.domain.dmn.trace_data import trace_data, trace_from_data
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
    UnsupportedValue,
)
from raadhus.rules.domain.trying.case_file import CannotReadCases, read_cases
from raadhus.rules.domain.trying.cases import Said, TriedCase
from raadhus.rules.domain.trying.comparing import Cause, Change, Compared, compare
from raadhus.rules.domain.trying.coverage import Coverage, UntestedRow, cover
from raadhus.rules.domain.trying.question import (
    Bands,
    Better,
    Payer,
    Question,
    QuestionTexts,
    amount_names,
    parse_question,
)
from raadhus.rules.domain.trying.small_numbers import SMALLEST_TOLD, hide_small
from raadhus.rules.domain.trying.spread import Bin
from raadhus.rules.domain.trying.storing import compared_data, compared_from_data
from raadhus.rules.domain.trying.summary import Band, Summary, summarise, summary_data, summary_from_data
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

__all__ = [
    "SMALLEST_TOLD",
    "Band",
    "Bands",
    "Better",
    "Bin",
    "CannotDecide",
    "CannotLoadModel",
    "CannotReadCases",
    "CannotStoreModel",
    "Cause",
    "Change",
    "Compared",
    "Coverage",
    "Decision",
    "DecisionTrace",
    "Evaluation",
    "Expression",
    "FeelError",
    "FeelLimitExceeded",
    "FeelSyntaxError",
    "LoggedDecision",
    "LoggedInputs",
    "ModelRef",
    "Payer",
    "Problem",
    "Question",
    "QuestionTexts",
    "Reason",
    "RowTrace",
    "RuleModel",
    "Said",
    "Severity",
    "Summary",
    "TableTrace",
    "Trace",
    "TriedCase",
    "UnaryTests",
    "UnknownDecision",
    "UnsupportedValue",
    "UntestedRow",
    "amount_names",
    "check_model",
    "compare",
    "compared_data",
    "compared_from_data",
    "cover",
    "decide",
    "evaluate",
    "evaluate_all",
    "explain",
    "get_decision",
    "get_model",
    "get_source",
    "hide_small",
    "list_decisions",
    "list_inputs",
    "load_model",
    "moment",
    "parse_expression",
    "parse_question",
    "parse_unary_tests",
    "read_cases",
    "reasons",
    "reference_of",
    "store_model",
    "summarise",
    "summary_data",
    "summary_from_data",
    "trace_data",
    "trace_from_data",
]


def evaluate(
    model: CompiledModel, decision: str, inputs: Mapping[str, Any], *, trace: bool = False
) -> Evaluation:
    """Compute one decision without writing anything; `now()` and `today()` are the town's.

    Raises: UnknownDecision, UnsupportedValue, FeelLimitExceeded.
    """
    return model.evaluate(decision, inputs, trace=trace, clock=moment)
