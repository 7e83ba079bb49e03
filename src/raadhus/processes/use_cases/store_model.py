"""Store a process model: checked whole, kept by its content, once for all."""

from dataclasses import dataclass

from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.domain.handlers import handlers
from raadhus.processes.domain.library import check, content_hash, load
from raadhus.processes.models import ProcessModel
from raadhus.processes.use_cases.neighbours import neighbours
from raadhus.processes.use_cases.refusals import CannotStoreModel


@dataclass(frozen=True, slots=True)
class ModelRef:
    """A stored model: the hash of its content and the ids of its executable processes."""

    hash: str
    processes: tuple[str, ...]


def store_model(actor: Actor, source: bytes) -> ModelRef:
    """
    Store a BPMN file, or find it when the same content is stored already.

    Raises: CannotStoreModel with every problem, an unknown handler's name among them.
    """
    language = neighbours().parse_expression
    problems = check(source, language, handlers.names)
    if any(problem.is_error for problem in problems):
        raise CannotStoreModel(problems)
    ref = ModelRef(content_hash(source), tuple(load(source, language).programs))
    with transaction(actor.tenant):
        ProcessModel.objects.bulk_create([ProcessModel(hash=ref.hash, source=source)], ignore_conflicts=True)
        audit.record(actor, "processes.store_model", f"process-model:{ref.hash}")
    return ref
