"""The part ``process.bpmn``, with the processes that it calls in ``processes/``."""

import contextlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from raadhus.catalogue.domain.package_files import PROCESS, RULES, SERVICE, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems, Severity
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.ports import PackageRef, QuietPart
from raadhus.catalogue.use_cases.package_parts.sizes import too_large_to_draft
from raadhus.catalogue.use_cases.read_package import read_package
from raadhus.platform.actor import Actor
from raadhus.processes import public as processes
from raadhus.processes.public.checking import Names, advice_of, sentence_of
from raadhus.processes.public.settings import settings_read, variables_given
from raadhus.rules import public as rules

FORMS = "forms"
VALUES = frozenset({"choice", "multiple_choice", "yes_no", "date", "month", "money", "whole_number"})
"""The kinds of fields whose answers a process goes on with; words stay in the case (``forms.domain.task_form.CODES``)."""
_WORDS = frozenset({"text", "long_text"})
_OF_THE_PAGE = frozenset({"channel", "instead_of", "papers"})  # fields that stand beside the form


def names_in(files: PackageFiles) -> Names:
    """
    Return the decisions, letters, forms and questions of a package, which its process may name; units are the town's.

    What cannot be read is not known: the part that looks after it tells what is wrong with it.
    """
    return Names(
        decisions=_decisions(files),
        letters=_stems(files, "letters", ".typ"),
        forms=_stems(files, FORMS, ".json"),
        questions=_questions(files),
        open_questions=_questions(files, only_open=True),
        answering=_answering(files),
        reads=settings_read(),
        gives=variables_given(),
        form_values=_form_values(files),
    )


def _decisions(files: PackageFiles) -> frozenset[str] | None:
    if RULES not in files:
        return frozenset()
    try:
        model = rules.load_model(files[RULES]).model
    except rules.CannotLoadModel:
        return None
    return frozenset(decision.name for decision in model.decisions.values())


def _form_values(files: PackageFiles) -> dict[str, frozenset[str]]:
    """Return which variables the forms of tasks can give; of one that cannot be read nobody knows."""
    found: dict[str, frozenset[str]] = {}
    for name in files.under(FORMS):
        with contextlib.suppress(ValueError, RecursionError):
            keys = _keys_in(json.loads(files[name]))
            found[Path(name).stem] = frozenset(key.replace(".", "_") for key in keys)
    return found


def _keys_in(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(key := part.get("key"), str) and part.get("kind") in VALUES:
            yield key
        part = list(part.values())
    for one in part if isinstance(part, list) else ():
        yield from _keys_in(one)


def _questions(files: PackageFiles, *, only_open: bool = False) -> frozenset[str] | None:
    """Return the keys of the questions; ``only_open``: of those that have no answers to choose from."""
    try:
        questions = parse_service(files).questions
    except PackageRefused:
        return None
    return frozenset(question.key for question in questions if not (only_open and question.choices))


def _answering(files: PackageFiles) -> frozenset[str]:
    """
    Return the forms with which a question can be answered: they always ask which way, and name nothing as their page does.

    What cannot be read does not count as one: the part of the forms tells what is wrong with it.
    """
    stems = _stems(files, FORMS, ".json")
    return frozenset(name for name in stems if _can_answer(files[f"{FORMS}/{name}.json"]))


def _can_answer(source: bytes) -> bool:
    try:
        fields = {field["key"]: field for field in json.loads(source)["fields"]}
        answer = fields["answer"]
        always = answer.get("required", True) is True and "visible_when" not in answer
        speaks = "said" not in fields or fields["said"]["kind"] in _WORDS
        return always and speaks and answer["kind"] == "choice" and not fields.keys() & _OF_THE_PAGE
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return False


def _stems(files: PackageFiles, folder: str, ending: str) -> frozenset[str]:
    return frozenset(Path(name).stem for name in files.under(folder) if name.endswith(ending))


def names_beside(model: Path) -> Names | None:
    """Return what a model that lies in a package's folder may name; None when it lies elsewhere."""
    if not (model.parent / SERVICE).is_file():
        return None
    try:
        return names_in(read_package(model.parent))
    except PackageRefused:
        return None  # ``service lint`` tells what is wrong with the package


class ProcessesPart(QuietPart):
    """The way of a case, from the application to the decision."""

    name = "processes"

    def lint(self, files: PackageFiles) -> Problems:
        """Refuse what the engine does not carry out, and tasks that nobody handles."""
        if PROCESS not in files:
            return ()
        handlers, names, called = processes.handler_names(), names_in(files), files.called_processes
        hits = list(
            _told(
                PROCESS,
                processes.check_model(files[PROCESS], handlers=handlers, names=names, beside=called),
            )
        )
        for name, source in called.items():
            others = {other: beside for other, beside in called.items() if other != name}
            found = processes.check_model(source, handlers=handlers, names=names.of_called(), beside=others)
            hits += _told(f"processes/{name}.bpmn", found)
        return (*hits, *too_large_to_draft(files, (PROCESS, *files.under("processes"))))

    def install(self, actor: Actor, files: PackageFiles, ref: PackageRef) -> None:
        """
        Store the model by its content.

        Raises: PackageRefused when it calls a service that is not there, or others call a process that it has no more.
        """
        if PROCESS not in files:
            _expect_no_callers(actor, ref.service_key)
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


def _expect_no_callers(actor: Actor, service: str) -> None:
    if callers := processes.list_callers(actor, service):
        sentence = (
            f"Without it these services, which call its process, would stand still: {', '.join(callers)}."
        )
        raise PackageRefused((Problem(file=PROCESS, sentence=sentence),))


def _told(file: str, hits: Iterable[processes.Problem]) -> Iterator[Problem]:
    """Return what the engine found, as packages tell it."""
    for hit in hits:
        yield Problem(
            file=file,
            line=hit.line,
            element=f"{hit.element} {hit.element_id}".strip(),
            sentence=f"{sentence_of(hit)} {advice_of(hit)}".strip(),
            severity=Severity(hit.severity.value),
        )
