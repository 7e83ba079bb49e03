"""Loaded models of this process: compiled once, kept by their row, shared by all instances and threads."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from raadhus.processes.domain.library import ProcessLibrary, content_hash, load
from raadhus.processes.domain.naming import names_of
from raadhus.processes.models import ProcessModel
from raadhus.processes.use_cases.neighbours import neighbours

_by_row: dict[int, ProcessLibrary] = {}
_row_of_hash: dict[str, int] = {}


class ModelDamaged(RuntimeError):
    """A stored model is not what its hash says."""


def library_of(row_id: int) -> ProcessLibrary:
    """Return the compiled model of a ``ProcessModel`` row. Raises: ModelDamaged, when it is not itself."""
    known = _by_row.get(row_id)
    if known is None:
        row = ProcessModel.objects.get(pk=row_id)
        source = bytes(row.source)
        if content_hash(source) != row.hash:
            raise ModelDamaged(f"The stored process model {row.hash} has other content than its hash says.")
        known = _by_row[row_id] = load(source, neighbours().parse_expression)
    return known


def find_model(model_hash: str) -> int | None:
    """Return the row of the stored model with this hash, None when there is none."""
    known = _row_of_hash.get(model_hash)
    if known is None:
        found = ProcessModel.objects.filter(hash=model_hash).values_list("id", flat=True).first()
        if found is not None:  # remembered when this transaction, which may have stored it, is committed
            transaction.on_commit(lambda: _row_of_hash.update({model_hash: found}))
        return found
    return known


def models_that_call(service: str, hashes: Iterable[str]) -> dict[str, int]:
    """Return which of these stored models call a service, with their rows; of old ones that is not known, and they count."""
    may = Q(calls__contains=[service]) | Q(calls__isnull=True)
    return dict(ProcessModel.objects.filter(may, hash__in=set(hashes)).values_list("hash", "id"))


@dataclass(frozen=True, slots=True)
class StepInfo:
    """A step of a model as people call it (``domain/naming``); ``kind`` is the element's name in BPMN: ``userTask``."""

    element: str
    name: str
    kind: str


def list_steps(model_hash: str) -> tuple[StepInfo, ...]:
    """Return the steps of a stored model in the order of its file; none of a model that is not there."""
    row = find_model(model_hash)
    if row is None:
        return ()
    named = [(program, names_of(program)) for program in library_of(row).programs.values()]
    return tuple(
        StepInfo(element=node.element_id, name=names[node.element_id], kind=node.tag)
        for program, names in named
        for node in program.nodes
        if node.number != program.canceller
    )


def forget_models() -> None:
    """Forget what was loaded: for tests that empty the tables."""
    _by_row.clear()
    _row_of_hash.clear()
