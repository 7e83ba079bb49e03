"""Where a check stands in a model, and the findings it has made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from raadhus.rules.domain.checking.sentences import KINDS, SENTENCES
from raadhus.rules.domain.dmn.problems import NOWHERE, Place, Problem

MOST_FINDINGS = 500


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of the file with what a rule author calls it."""

    line: int = 0
    element: str = ""
    place: Place = NOWHERE


@dataclass(slots=True)
class Findings:
    """Collects findings at the spot where the check stands."""

    spot: Spot = field(default_factory=Spot)
    found: dict[Problem, None] = field(default_factory=dict)
    # Where something was found: what follows from it is not said again.
    places: set[Place] = field(default_factory=set)

    @contextmanager
    def at(self, spot: Spot) -> Iterator[None]:
        """Stand at another spot inside the block."""
        before, self.spot = self.spot, spot
        try:
            yield
        finally:
            self.spot = before

    def on_line(self, line: int) -> Spot:
        """Return this spot with another line, if one is known."""
        return replace(self.spot, line=line) if line else self.spot

    def note(self, code: str, at: int | None = None, *, example: str = "", **parameters: str) -> None:
        """Note a finding of that code; `at` is the offset in the cell's text."""
        if len(self.found) >= MOST_FINDINGS:
            return
        severity, template = SENTENCES[code]
        words = {**parameters, "example": example} if example else parameters
        english = template % {name: english_word(name, word) for name, word in words.items()}
        spot = self.spot
        self.places.add(spot.place)
        self.found[
            Problem(
                spot.line,
                0 if at is None else at + 1,
                spot.element or title_of(spot.place),
                english[:1].upper() + english[1:],
                severity,
                code,
                tuple(words.items()),
                spot.place,
                example,
            )
        ] = None


def english_word(name: str, word: str) -> str:
    """Return a parameter as a sentence says it."""
    return KINDS.get(word, word) if name.endswith("kind") else word


def title_of(place: Place) -> str:
    """Return a place as people count it: decision, row, column."""
    parts = [f"decision {place.decision!r}" if place.decision else ""]
    parts.append(f"table {place.table!r}" if place.table and not place.row else "")
    parts.append(f"row {place.row}" if place.row else "")
    parts.append(f"column {place.column}" if place.column else "")
    return ", ".join(part for part in parts if part) or "model"
