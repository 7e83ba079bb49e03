"""Runs a folder laid out as the DMN TCK against the engine and counts what passes, level by level."""

import pathlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from lxml import etree

from raadhus.rules.domain.dmn.compiled import CompiledModel, UnknownDecision
from raadhus.rules.domain.dmn.documents import MAX_PARTS_OF_CASES, namespace_of
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.domain.feel.comparing import equals
from raadhus.rules.domain.feel.decimals import CONTEXT, number_from_text
from raadhus.rules.domain.feel.errors import FeelError
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.domain.feel.temporal import Date, DateTime, Time
from raadhus.rules.domain.feel.temporal_text import (
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from raadhus.rules.domain.feel.values import Value

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_TOLERANCE = Decimal("1E-8")
_READERS: dict[str, Callable[[str], Value]] = {
    "date": parse_date,
    "time": parse_time,
    "dateTime": parse_date_time,
    "duration": parse_duration,
    "dayTimeDuration": parse_duration,
    "yearMonthDuration": parse_duration,
}
Element = etree._Element


@dataclass(slots=True)
class LevelCount:
    """Cases of one conformance level."""

    cases: int = 0
    passed: int = 0
    non_null_cases: int = 0
    non_null_passed: int = 0
    folders: int = 0
    folders_whole: int = 0


@dataclass(slots=True)
class Report:
    """The outcome of a run."""

    level2: LevelCount = field(default_factory=LevelCount)
    level3: LevelCount = field(default_factory=LevelCount)
    failures: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the figures as the `--json` of the command prints them."""
        return asdict(self)


def run_conformance(path: pathlib.Path) -> Report:
    """Run every case below `path` (folders `compliance-level-2` and `-3`, each with folders of cases)."""
    report = Report()
    for level, count in ((2, report.level2), (3, report.level3)):
        for folder in sorted((path / f"compliance-level-{level}").glob("*")):
            if any(folder.glob("*-test-*.xml")):
                _run_folder(folder, count, report)
    return report


def _run_folder(folder: pathlib.Path, count: LevelCount, report: Report) -> None:
    before = len(report.failures)
    others = _by_namespace(folder)
    for cases in sorted(folder.glob("*-test-*.xml")):
        root = etree.fromstring(cases.read_bytes())
        name = root.findtext("{*}modelName") or ""
        try:
            source = (folder / name.strip()).read_bytes()
            model = load(source, others, tolerant=True, max_parts=MAX_PARTS_OF_CASES)
        except Exception as error:  # a model that breaks the engine fails its own cases alone
            model = None
            report.failures.append({"folder": folder.name, "case": "", "why": _told(error)})
        for case in root.iterfind("{*}testCase"):
            _run_case(folder.name, case, model, count, report)
    count.folders += 1
    count.folders_whole += len(report.failures) == before


def _by_namespace(folder: pathlib.Path) -> dict[str, bytes]:
    """Return the models of a folder, which may import one another, by their namespaces."""
    found: dict[str, bytes] = {}
    for file in sorted(folder.glob("*.dmn")):
        source = file.read_bytes()
        try:
            found.setdefault(namespace_of(source), source)
        except CannotLoadModel:
            continue
    return found


def _run_case(
    folder: str, case: Element, model: CompiledModel | None, count: LevelCount, report: Report
) -> None:
    expected = {str(node.get("name")): _expected(node) for node in case.iterfind("{*}resultNode")}
    reasons = [
        f"{name}: {why}" for name, value in expected.items() if (why := _why_not(case, name, model, value))
    ]
    is_null = all(value is None for value in expected.values())
    count.cases += 1
    count.non_null_cases += not is_null
    if reasons:
        report.failures.append(
            {"folder": folder, "case": str(case.get("id")), "why": "; ".join(reasons)[:300]}
        )
        return
    count.passed += 1
    count.non_null_passed += not is_null


def _expected(node: Element) -> Value:
    element = node.find("{*}expected")
    return None if element is None else _value(element)


def _why_not(case: Element, name: str, model: CompiledModel | None, expected: Value) -> str:
    if model is None:
        return "the model could not be loaded"
    inputs = {str(node.get("name")): _value(node) for node in case.iterfind("{*}inputNode")}
    target = case.get("invocableName") or name
    try:
        found = model.evaluate(target, inputs, clock=_a_day)
    except UnknownDecision:
        return "no such decision"
    except FeelError as error:
        return "" if expected is None else str(error)
    except Exception as error:  # and a case fails alone
        return _told(error)
    value = to_feel(found.value)
    if _agree(value, expected):
        return ""
    return f"expected {expected!r}, got {value!r} {'; '.join(found.notes)}"


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _a_day() -> DateTime:
    """Tell a fixed moment; no case may depend on the real one."""
    return DateTime(Date(2024, 5, 31), Time(12, 0, 0, 0, 0))


def _agree(value: Value, expected: Value) -> bool:
    if type(value) is Decimal and type(expected) is Decimal:
        difference = abs(CONTEXT.subtract(value, expected))
        return difference <= _TOLERANCE * max(abs(expected), Decimal(1))
    if type(value) is list and type(expected) is list:
        return len(value) == len(expected) and all(map(_agree, value, expected))
    if type(value) is dict and type(expected) is dict:
        return value.keys() == expected.keys() and all(_agree(value[key], expected[key]) for key in value)
    return equals(value, expected) is True


def _value(element: Element) -> Value:
    items = element.find("{*}list")
    if items is not None:
        return None if _is_nil(items) else [_value(item) for item in items.iterfind("{*}item")]
    components = list(element.iterfind("{*}component"))
    if components:
        return {str(part.get("name")): _value(part) for part in components}
    leaf = element.find("{*}value")
    if leaf is None or _is_nil(leaf):
        return None
    return _leaf(str(leaf.get(f"{_XSI}type", "")).rpartition(":")[2], leaf.text or "")


def _is_nil(element: Element) -> bool:
    return element.get(f"{_XSI}nil") in {"true", "1"}


def _leaf(kind: str, text: str) -> Value:
    if kind in {"decimal", "double", "integer", "int", "long", "float"}:
        return number_from_text(text.strip())
    if kind == "boolean":
        return text.strip() in {"true", "1"}
    reader = _READERS.get(kind)
    return text if reader is None else reader(text.strip())
