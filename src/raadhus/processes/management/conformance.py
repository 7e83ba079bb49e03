"""Reads each BPMN file of a folder, writes it anew from the parts it was read into, and says what became of it."""

import pathlib
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from raadhus.processes.domain.document.census import census_of
from raadhus.processes.domain.document.compare import differences
from raadhus.processes.domain.document.reader import DOCUMENT_LIMIT_BYTES, document_from_tree
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.namespaces import BPMN
from raadhus.processes.domain.problems import ModelRefused
from raadhus.processes.domain.xml_tree import parse_document

ENDINGS = (".bpmn", ".bpmn2", ".bpmn20.xml")
_BEGINNING_BYTES = 65_536


@dataclass(slots=True)
class FileReport:
    """
    What became of one file.

    ``understood``, ``opaque`` and ``opaque_attributes`` count by name; ``carried`` says where each opaque tree
    stands; ``lost`` names every difference, with its line, between the file and what was written, also what was
    added or changed.
    """

    file: str
    imported: bool = False
    round_trip_equal: bool = False
    why_not: str = ""
    understood: dict[str, int] = field(default_factory=dict)
    opaque: dict[str, int] = field(default_factory=dict)
    opaque_attributes: dict[str, int] = field(default_factory=dict)
    carried: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """The outcome of a run."""

    files: int = 0
    imported: int = 0
    round_trip_equal: int = 0
    understood: int = 0
    opaque: int = 0
    lost: int = 0
    models: list[FileReport] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the figures as the `--json` of the command prints them."""
        return asdict(self)


def run_conformance(path: pathlib.Path, write_to: pathlib.Path | None = None) -> Report:
    """
    Read and write anew every BPMN file below `path`; one that cannot be read is reported, and the run goes on.

    What was written is put below `write_to`, if that is given, under the same names.
    """
    report = Report()
    for file in sorted(path.rglob("*")):
        if not file.is_dir() and _is_model(file):
            name = file.relative_to(path)
            _add(report, _try(file, name.as_posix(), None if write_to is None else write_to / name))
    return report


def _add(report: Report, one: FileReport) -> None:
    report.files += 1
    report.imported += one.imported
    report.round_trip_equal += one.round_trip_equal
    report.understood += sum(one.understood.values())
    report.opaque += sum(one.opaque.values())
    report.lost += len(one.lost)
    report.models.append(one)


def _try(file: pathlib.Path, name: str, copy: pathlib.Path | None) -> FileReport:
    report = FileReport(name)
    try:
        source = _bounded(file)
        before = parse_document(source, DOCUMENT_LIMIT_BYTES)
        document = document_from_tree(before)
    except OSError as error:
        report.why_not = f"The file cannot be read: {error.strerror}."
        return report
    except ModelRefused as refused:
        report.why_not = str(refused)
        return report
    report.imported = True
    census = census_of(document, before)
    report.understood = _counted(census.understood)
    report.opaque = _counted(census.opaque)
    report.carried = list(census.carried)
    report.opaque_attributes = _counted(census.opaque_attributes)
    written = write_document(document)
    if copy is not None:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(written)
    try:
        after = parse_document(written, 2 * DOCUMENT_LIMIT_BYTES)
    except ModelRefused as refused:
        report.lost = [f"everything: what was written cannot be read: {refused}"]
        return report
    report.lost = [str(difference) for difference in differences(before, after)]
    report.round_trip_equal = before == after
    return report


def _is_model(file: pathlib.Path) -> bool:
    """Tell whether a file is to be read: by its ending, and one that is only called XML by the standard's namespace."""
    name = file.name.lower()
    if name.endswith(ENDINGS) or not name.endswith(".xml"):
        return name.endswith(ENDINGS)
    try:
        with file.open("rb") as stream:
            return BPMN.encode() in stream.read(_BEGINNING_BYTES).replace(b"\0", b"")
    except OSError:
        return False


def _bounded(file: pathlib.Path) -> bytes:
    """Return the file's bytes, never many more than a document may have."""
    with file.open("rb") as stream:
        return stream.read(DOCUMENT_LIMIT_BYTES + 1)


def _counted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))
