"""The door to trying changed rules on earlier cases, and to the rows that nothing tried."""

from raadhus.rules.domain.trying.banding import Band
from raadhus.rules.domain.trying.case_file import CannotReadCases, read_cases
from raadhus.rules.domain.trying.cases import TriedCase, Verdict, needed_inputs
from raadhus.rules.domain.trying.comparing import Cause, Compared, Effect, compare
from raadhus.rules.domain.trying.coverage import Coverage, UntestedRow, cover
from raadhus.rules.domain.trying.question import (
    Bands,
    Better,
    Payer,
    Question,
    QuestionTexts,
    amount_names,
    parse_question,
    unknown_names,
)
from raadhus.rules.domain.trying.small_numbers import SMALLEST_TOLD, hide_small
from raadhus.rules.domain.trying.spread import Bin
from raadhus.rules.domain.trying.storing import compared_data, compared_from_data
from raadhus.rules.domain.trying.summary import Crowd, Summary, summarise, summary_data, summary_from_data

__all__ = [
    "SMALLEST_TOLD",
    "Band",
    "Bands",
    "Better",
    "Bin",
    "CannotReadCases",
    "Cause",
    "Compared",
    "Coverage",
    "Crowd",
    "Effect",
    "Payer",
    "Question",
    "QuestionTexts",
    "Summary",
    "TriedCase",
    "UntestedRow",
    "Verdict",
    "amount_names",
    "compare",
    "compared_data",
    "compared_from_data",
    "cover",
    "hide_small",
    "needed_inputs",
    "parse_question",
    "read_cases",
    "summarise",
    "summary_data",
    "summary_from_data",
    "unknown_names",
]
