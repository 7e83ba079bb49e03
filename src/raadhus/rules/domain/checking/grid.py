"""A decision table as boxes: each row is, on each axis, a set of pieces (a mask); gaps, overlaps, shadows.

What cannot be analysed is taken so that nothing false is said: as everything where a gap is looked for or a row
is said to be unreachable, as nothing where rows are said to overlap or to take what fits another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

# What one table and one model may take: cells asked, pairs compared, pieces looked at. More is left out, which is said.
TABLE_EFFORT = 2_000_000
MODEL_EFFORT = 8_000_000


class TooLarge(Exception):
    """The search took more than it may."""


@dataclass(slots=True)
class Effort:
    """What may still be spent."""

    left: int = MODEL_EFFORT
    whole: "Effort | None" = None

    def for_a_table(self) -> "Effort":
        """Return a part of it that one table may spend."""
        return Effort(min(TABLE_EFFORT, self.left), self)

    def spend(self, amount: int) -> None:
        """Raises: TooLarge when so much is not left."""
        if amount > self.left:
            raise TooLarge
        self.left -= amount
        if self.whole is not None:
            self.whole.left -= amount


@dataclass(frozen=True, slots=True)
class Box:
    """A row: for each axis the mask of the pieces it takes; surely, and at most."""

    surely: tuple[int, ...]
    at_most: tuple[int, ...]

    def limited(self, region: tuple[int, ...]) -> "Box":
        """Return what of the box lies in a region."""
        return Box(
            tuple(map(int.__and__, self.surely, region)), tuple(map(int.__and__, self.at_most, region))
        )

    def meets(self, other: "Box") -> bool:
        """Tell whether there is something that both surely take."""
        return all(map(int.__and__, self.surely, other.surely))

    def meeting(self, other: "Box") -> "Point":
        """Return a point that both surely take; only of boxes that meet."""
        return tuple(map(lowest, map(int.__and__, self.surely, other.surely)))


# For each axis, the number of one piece.
Point = tuple[int, ...]


def lowest(mask: int, avoid: int = 1) -> int:
    """Return the number of the first piece of a mask; null (bit 0) only when there is no other."""
    mask = mask & ~avoid or mask
    return (mask & -mask).bit_length() - 1


def overlaps(boxes: list[Box], effort: Effort) -> Iterator[tuple[int, int]]:
    """Return the pairs of rows (numbers from 0) that meet. Raises: TooLarge."""
    for index, box in enumerate(boxes):
        effort.spend(len(boxes) - index)
        for other in range(index + 1, len(boxes)):
            if box.meets(boxes[other]):
                yield index, other


def has_free_corner(region: tuple[int, ...], rows: list[tuple[int, ...]]) -> bool:
    """Say whether one of two corners of a region is taken by no row: then no search is needed to know that it is free."""
    corners = [mask & -mask for mask in region], [1 << (mask.bit_length() - 1) for mask in region]
    return any(not any(all(map(int.__and__, row, corner)) for row in rows) for corner in corners)


@dataclass(slots=True)
class Search:
    """Looks for a point of a region that no row takes, one axis after the other."""

    # What each axis can be, as masks.
    region: tuple[int, ...]
    # The masks of the rows.
    rows: list[tuple[int, ...]]
    effort: Effort
    most: int = 1
    found: list[Point] = field(default_factory=list)
    _order: list[int] = field(default_factory=list)
    _free_from: list[int] = field(default_factory=list)
    _takers: list[dict[int, int]] = field(default_factory=list)
    _covered: set[tuple[int, int]] = field(default_factory=set)

    def run(self) -> list[Point]:
        """Return points (for each axis a piece) that no row takes; none means that all is taken. Raises: TooLarge."""
        if not all(self.region):
            return []
        kept = [row for row in self.rows if all(map(int.__and__, row, self.region))]
        self._prepare(kept)
        self._search(0, (1 << len(kept)) - 1, {})
        return self.found

    def _prepare(self, rows: list[tuple[int, ...]]) -> None:
        axes = range(len(self.region))
        narrow = [sum(self.region[axis] & ~row[axis] != 0 for row in rows) for axis in axes]
        self._order = sorted(axes, key=lambda axis: -narrow[axis])
        self._takers = [self._takers_of(axis, rows) for axis in self._order]
        # The rows that take everything from this level on.
        self._free_from = [(1 << len(rows)) - 1] * (len(self._order) + 1)
        for level in range(len(self._order) - 1, -1, -1):
            axis = self._order[level]
            whole = sum(1 << index for index, row in enumerate(rows) if not self.region[axis] & ~row[axis])
            self._free_from[level] = self._free_from[level + 1] & whole

    def _takers_of(self, axis: int, rows: list[tuple[int, ...]]) -> dict[int, int]:
        """Return the rows that take a piece, as a mask, with the first such piece for each mask."""
        by_mask: dict[int, int] = {}
        for index, row in enumerate(rows):
            by_mask[row[axis]] = by_mask.get(row[axis], 0) | 1 << index
        # The pieces at which rows begin or cease to take what lies there.
        turns: dict[int, int] = {}
        for mask, members in by_mask.items():
            edges = mask ^ mask << 1
            while edges:
                edge = edges & -edges
                turns[edge.bit_length() - 1] = turns.get(edge.bit_length() - 1, 0) ^ members
                edges ^= edge
        region = self.region[axis]
        self.effort.spend(len(by_mask) * 4 + region.bit_length())
        found: dict[int, int] = {}
        takers = 0
        for piece in range(region.bit_length()):
            takers ^= turns.get(piece, 0)
            # Null is an example only where there is no other.
            if region >> piece & 1 and (piece or region == 1):
                found.setdefault(takers, piece)
        if region & 1:
            found.setdefault(turns.get(0, 0), 0)
        return found

    def _search(self, level: int, rows: int, chosen: dict[int, int]) -> None:
        if not rows:
            rest = {axis: lowest(self.region[axis]) for axis in self._order[level:]}
            point = chosen | rest
            self.found.append(tuple(point[axis] for axis in range(len(self.region))))
            return
        if rows & self._free_from[level] or (level, rows) in self._covered:
            return
        self._covered.add((level, rows))
        self.effort.spend(len(self._takers[level]))
        seen: set[int] = set()
        for takers, piece in self._takers[level].items():
            if (narrowed := takers & rows) not in seen:
                seen.add(narrowed)
                self._search(level + 1, narrowed, chosen | {self._order[level]: piece})
                if len(self.found) >= self.most:
                    return
