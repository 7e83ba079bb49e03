"""The part ``process.bpmn``, with the processes that it calls in ``processes/``."""

from collections.abc import Iterable, Iterator

from raadhus.catalogue.domain.package_files import PROCESS, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems, Severity
from raadhus.catalogue.ports import PackageRef, QuietPart
from raadhus.platform.actor import Actor
from raadhus.processes import public as processes


class ProcessesPart(QuietPart):
    """The way of a case, from the application to the decision."""

    name = "processes"

    def lint(self, files: PackageFiles) -> Problems:
        """Refuse what the engine does not carry out, and tasks that nobody handles."""
        if PROCESS not in files:
            return ()
        handlers, called = processes.handler_names(), files.called_processes
        hits = list(_told(PROCESS, processes.check_model(files[PROCESS], handlers=handlers, beside=called)))
        for name, source in called.items():
            others = {other: beside for other, beside in called.items() if other != name}
            found = processes.check_model(source, handlers=handlers, beside=others)
            hits += _told(f"processes/{name}.bpmn", found)
        return tuple(hits)

    def install(self, actor: Actor, files: PackageFiles, ref: PackageRef) -> None:
        """Store the model by its content. Raises: PackageRefused when it calls a service that is not there."""
        if PROCESS not in files:
            return
        try:
            processes.store_model(
                actor, files[PROCESS], beside=files.called_processes, service=ref.service_key
            )
        except processes.CannotStoreModel as refused:
            raise PackageRefused(tuple(_told(PROCESS, refused.problems))) from refused

    def diff(self, before: PackageFiles, after: PackageFiles) -> tuple[str, ...]:
        """Say that the way of new cases changes; a case begun stays on its own."""
        if (before.contents.get(PROCESS), before.called_processes) == (
            after.contents.get(PROCESS),
            after.called_processes,
        ):
            return ()
        return (f"{PROCESS}: new cases go another way; those begun stay on theirs.",)


def _told(file: str, hits: Iterable[processes.Problem]) -> Iterator[Problem]:
    """Return what the engine found, as packages tell it."""
    for hit in hits:
        yield Problem(
            file=file,
            line=hit.line,
            element=f"{hit.element} {hit.element_id}".strip(),
            sentence=hit.sentence,
            severity=Severity(hit.severity.value),
        )
