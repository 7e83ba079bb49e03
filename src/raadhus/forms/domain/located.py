"""JSON whose errors can be pointed at: path into the document and line in the file."""

import dataclasses
import json
from typing import Any

import yaml
from pydantic import ValidationError

Path = tuple[str | int, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in ``form.json``: ``path`` as ``steps[1].fields[0].key``; ``line`` counts from 1, 0 when unknown."""

    path: str
    line: int
    sentence: str


class CannotReadForm(ValueError):
    """A form definition that is not in order, with everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"line {each.line}: {each.path}: {each.sentence}" for each in problems))


def read_json(source: bytes) -> dict[str, Any]:
    """
    Return the object in ``source`` (UTF-8).

    Raises: CannotReadForm when it is not JSON, not an object, or names a key twice.
    """
    try:
        document = json.loads(source.decode(), object_pairs_hook=_no_key_twice)
    except json.JSONDecodeError as error:
        raise CannotReadForm((Problem(path="", line=error.lineno, sentence=error.msg),)) from None
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise CannotReadForm((Problem(path="", line=1, sentence=str(error)),)) from None
    if not isinstance(document, dict):
        raise CannotReadForm((Problem(path="", line=1, sentence="A form is a JSON object."),))
    return document


def locate(source: bytes, path: Path) -> tuple[int, str]:
    """
    Return line and written path of ``path`` in JSON ``source``: ``(12, "steps[1].fields[0].key")``.

    Parts that are not in the document (a missing key, the name of a kind that pydantic puts in) lead to what is around
    them; line 0 when it cannot be told.
    """
    try:
        node = yaml.compose(source.decode(), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return 0, _write(path)
    if node is None:
        return 0, _write(path)
    line, walked = node.start_mark.line + 1, []
    for part in path:
        child = _child(node, part)
        if child is not None:
            node, line = child, child.start_mark.line + 1
            walked.append(part)
    if path and path[-1] not in walked[-1:]:
        walked.append(path[-1])
    return line, _write(tuple(walked))


def _write(path: Path) -> str:
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return written.removeprefix(".")


def _child(node: Any, part: str | int) -> Any:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"The key {twice!r} stands twice in one object.")
    return found


def problems_from_pydantic(source: bytes, error: ValidationError) -> tuple[Problem, ...]:
    """Return one problem for each error; what is only told because something inside it is wrong is left out."""
    errors = error.errors()
    places = [tuple(each["loc"]) for each in errors]
    problems = []
    for each, place in zip(errors, places, strict=True):
        is_echo = each["type"] == "too_short" and any(
            len(other) > len(place) and other[: len(place)] == place for other in places
        )
        if not is_echo:
            line, written = locate(source, place)
            sentence = each["msg"].removeprefix("Value error, ")
            problems.append(Problem(path=written, line=line, sentence=sentence))
    return tuple(problems)
