"""
YAML that knows on which line each value stands, and takes nothing but plain data.

Read from the parser's events, not by a constructor: no tags, no anchors, no aliases, no second document, no
repeated key. Plain scalars are true, false, null, whole numbers, decimals (never floats) or text, so that
``no`` stays Norway.
Source: YAML 1.2, chapter 10.2 (JSON schema), with the words and numbers of the JSON schema only.
"""

import dataclasses
import re
from decimal import Decimal

import yaml

from raadhus.catalogue.domain.problems import PackageRefused, Problem

Scalar = str | int | Decimal | bool | None
Value = Scalar | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

_LONGEST_BYTES = 512 * 1024
_MOST_NODES = 20_000
_DEEPEST = 24
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "": None, "~": None}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,12}\Z")


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands; line and column from 1."""

    line: int
    column: int


@dataclasses.dataclass(frozen=True, slots=True)
class Located:
    """A value and the place of each part of it, by path from the root."""

    file: str
    value: Value
    places: dict[Path, Place]

    def place_of(self, path: Path) -> Place:
        """Return where ``path`` stands, or the nearest part around it that has a place."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found:
                return found
        return Place(1, 1)

    def problem(self, path: Path, sentence: str) -> Problem:
        """Return an error at ``path``."""
        place = self.place_of(path)
        element = ".".join(str(part) for part in path)
        return Problem(
            file=self.file, line=place.line, column=place.column, element=element, sentence=sentence
        )


def read_yaml(file: str, content: bytes) -> Located:
    """
    Return the one document in ``content``.

    Raises: PackageRefused with the line of the first thing that is not plain data, too large or too deep.
    """
    if len(content) > _LONGEST_BYTES:
        raise PackageRefused(
            [Problem(file=file, sentence=f"The file is larger than {_LONGEST_BYTES // 1024} kB.")]
        )
    try:
        text = content.decode("utf-8")
        reader = _Reader(file, yaml.parse(text, Loader=_LOADER))
        return Located(file, reader.document(), reader.places)
    except UnicodeDecodeError:
        raise PackageRefused([Problem(file=file, sentence="The file is not UTF-8 text.")]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sentence = f"This is not YAML: {error.problem or error.context}."
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise PackageRefused([Problem(file=file, line=line, column=column, sentence=sentence)]) from None
    except yaml.YAMLError:
        raise PackageRefused([Problem(file=file, sentence="The file holds a forbidden character.")]) from None


class _Reader:
    """Builds one value out of the parser's events."""

    def __init__(self, file: str, events: object) -> None:
        self.file = file
        self.events = iter(events)  # type: ignore[call-overload]  # a generator; the stubs say Any
        self.places: dict[Path, Place] = {}

    def document(self) -> Value:
        event = next(self.events)
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise PackageRefused([Problem(file=self.file, line=1, sentence="The file is empty.")])
        value = self._value(event, ())
        for after in self.events:
            if isinstance(after, yaml.DocumentStartEvent):
                raise self._refuse(after, "A file holds one document; a second one begins here.")
        return value

    def _value(self, event: yaml.Event, path: Path) -> Value:
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, "Aliases (*) are not allowed; write the value out.")
        if getattr(event, "anchor", None):
            raise self._refuse(event, "Anchors (&) are not allowed.")
        if getattr(event, "tag", None):
            raise self._refuse(event, "Tags (!) are not allowed: a package holds plain data.")
        if len(path) > _DEEPEST:
            raise self._refuse(event, f"Values lie more than {_DEEPEST} deep here.")
        if len(self.places) > _MOST_NODES:
            raise self._refuse(event, f"The file holds more than {_MOST_NODES} values.")
        self.places.setdefault(path, _place(event))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> Value:
        values: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> Value:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
                raise self._refuse(event, "A key is plain text.")
            key = str(event.value)
            if key in values:
                raise self._refuse(event, f"“{key}” is written twice.")
            self.places[(*path, key)] = _place(event)
            values[key] = self._value(next(self.events), (*path, key))
        return values

    def _refuse(self, event: yaml.Event, sentence: str) -> PackageRefused:
        place = _place(event)
        return PackageRefused(
            [Problem(file=self.file, line=place.line, column=place.column, sentence=sentence)]
        )


def _place(event: yaml.Event) -> Place:
    if event.start_mark is None:
        return Place(1, 1)
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    text = str(event.value)
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.match(text):
        return int(text)
    return Decimal(text) if _DECIMAL.match(text) else text
