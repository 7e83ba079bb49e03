"""Store a process model: checked whole, kept by its content, once for all."""

from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.domain.handlers import handlers
from raadhus.processes.domain.library import NOTHING, check, content_hash, load, with_files
from raadhus.processes.models import ProcessModel
from raadhus.processes.use_cases.neighbours import neighbours
from raadhus.processes.use_cases.refusals import CannotStoreModel
from raadhus.processes.use_cases.services import refused_services


@dataclass(frozen=True, slots=True)
class ModelRef:
    """A stored model: the hash of its content and the ids of its executable processes."""

    hash: str
    processes: tuple[str, ...]


def store_model(
    actor: Actor, source: bytes, *, beside: Mapping[str, bytes] = NOTHING, service: str = ""
) -> ModelRef:
    """
    Store a BPMN file with what it calls ``beside`` it, or find it when the same content is stored already.

    ``beside`` are the other files of its package by name; ``service`` is whose model it is, so that no service calls itself.
    Raises: CannotStoreModel with every problem, an unknown handler's name among them.
    """
    language = neighbours().parse_expression
    problems = check(source, language, handlers.names, beside=beside)
    if any(problem.is_error for problem in problems):
        raise CannotStoreModel(problems)
    whole = with_files(source, beside)
    library = load(whole, language)
    ref = ModelRef(content_hash(whole), tuple(library.programs))
    with transaction(actor.tenant):
        if refused := tuple(refused_services(actor, whole, library, service)):
            raise CannotStoreModel(refused)
        calls = sorted({call.service for call in library.calls})
        row = ProcessModel(hash=ref.hash, source=whole, calls=calls)
        ProcessModel.objects.bulk_create([row], ignore_conflicts=True)
        audit.record(actor, "processes.store_model", f"process-model:{ref.hash}")
    return ref


def address_of(source: bytes, beside: Mapping[str, bytes] = NOTHING) -> str:
    """Return the hash under which ``store_model`` keeps a file with those beside it. Raises: ModelRefused."""
    return content_hash(with_files(source, beside))
