"""From the bytes of a file to a compiled model."""

from raadhus.rules.domain.dmn.compiled import CompiledModel, compile_model
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Severity
from raadhus.rules.domain.dmn.read_model import read_model


def load(source: bytes, *, tolerant: bool = False) -> CompiledModel:
    """Compile a model. Tolerant (for conformance runs only): a part with an error is null, no refusal.

    Raises: CannotLoadModel with all errors.
    """
    model, read = read_model(source)
    compiled, more = compile_model(model)
    errors = [problem for problem in (*read, *more) if problem.severity is Severity.ERROR]
    if errors and not tolerant:
        raise CannotLoadModel(sorted(errors))
    return compiled
