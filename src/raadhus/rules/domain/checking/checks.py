"""Everything that is wrong or doubtful in the bytes of a model."""

from collections.abc import Collection, Iterator, Mapping

from raadhus.rules.domain.checking.model_check import check_logic
from raadhus.rules.domain.dmn.compiled import compile_model
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem, Severity
from raadhus.rules.domain.dmn.read_model import read_model

_NO_OTHERS: Mapping[str, bytes] = {}
_UNKNOWN = "unknown-name"


def check(
    source: bytes, others: Mapping[str, bytes] = _NO_OTHERS, *, results: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return all findings in a model, in the order of its lines; it may be stored if none of them `refuses`.

    `others` are the files it may import, by the namespace of the model in them (`documents.namespace_of`).
    `results`: names of the decisions that are read from outside, if known; what they do not rest on is unread.
    """
    try:
        model, read = read_model(source, others)
        _, compiled = compile_model(model)
    except CannotLoadModel as refusal:
        return refusal.problems
    found = (*read, *compiled)
    logic = check_logic(model, frozenset(results))
    if any(problem.severity is Severity.ERROR for problem in found):
        # What could not be read stands as null in the tree: more would be said of it than is true.
        logic = tuple(problem for problem in logic if problem.code == _UNKNOWN)
    return tuple(sorted({*_without_repeats(found, logic), *logic}))


def _without_repeats(found: tuple[Problem, ...], logic: tuple[Problem, ...]) -> Iterator[Problem]:
    """Leave out the unknown names of the compiler that the check knows with row and column."""
    unknown = {problem.parameters for problem in logic if problem.code == _UNKNOWN}
    for problem in found:
        if problem.code != _UNKNOWN or problem.parameters not in unknown:
            yield problem
