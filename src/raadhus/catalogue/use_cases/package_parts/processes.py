"""The part ``process.bpmn``."""

from raadhus.catalogue.domain.package_files import PROCESS, PackageFiles
from raadhus.catalogue.domain.problems import Problem, Problems, Severity
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
        return tuple(
            Problem(
                file=PROCESS,
                line=hit.line,
                element=f"{hit.element} {hit.element_id}".strip(),
                sentence=hit.sentence,
                severity=Severity(hit.severity.value),
            )
            for hit in processes.check_model(files[PROCESS], handlers=processes.handler_names())
        )

    def install(self, actor: Actor, files: PackageFiles, ref: PackageRef) -> None:
        """Store the model by its content."""
        if PROCESS in files:
            processes.store_model(actor, files[PROCESS])

    def diff(self, before: PackageFiles, after: PackageFiles) -> tuple[str, ...]:
        """Say that the way of new cases changes; a case begun stays on its own."""
        if before.contents.get(PROCESS) == after.contents.get(PROCESS):
            return ()
        return (f"{PROCESS}: new cases go another way; those begun stay on theirs.",)
