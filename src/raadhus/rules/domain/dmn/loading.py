"""From the bytes of a file to a compiled model, or to the list of what keeps it from being one."""

from collections.abc import Mapping

from raadhus.rules.domain.dmn.compiled import CompiledModel, compile_model
from raadhus.rules.domain.dmn.documents import MAX_PARTS
from raadhus.rules.domain.dmn.plans import GENERATE_AFTER
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem, Severity
from raadhus.rules.domain.dmn.read_model import read_model

_NO_OTHERS: Mapping[str, bytes] = {}


def check(source: bytes, others: Mapping[str, bytes] = _NO_OTHERS) -> tuple[Problem, ...]:
    """Return all problems of a model, in the order of its lines; none means that it may be installed.

    `others` are the files it may import, by the namespace of the model in them (`documents.namespace_of`).
    """
    try:
        model, read = read_model(source, others)
        _, compiled = compile_model(model)
    except CannotLoadModel as refusal:
        return refusal.problems
    return tuple(sorted({*read, *compiled}))


def load(
    source: bytes,
    others: Mapping[str, bytes] = _NO_OTHERS,
    *,
    tolerant: bool = False,
    generate_after: int | None = GENERATE_AFTER,
    max_parts: int = MAX_PARTS,
) -> CompiledModel:
    """Compile a model. Tolerant (for drafts and conformance runs): a part with an error is null, no refusal.
    `generate_after`: calls of a decision until source is generated for it; None for never.

    `others` are the files it may import, by the namespace of the model in them (`documents.namespace_of`).
    Raises: CannotLoadModel with all errors.
    """
    model, read = read_model(source, others, max_parts=max_parts)
    compiled, more = compile_model(model, generate_after)
    errors = [problem for problem in (*read, *more) if problem.severity is Severity.ERROR]
    if errors and not tolerant:
        raise CannotLoadModel(sorted(errors))
    return compiled
