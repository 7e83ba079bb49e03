"""Where a name's value lies while an expression runs: in a place, in a filtered item, or outside."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scope:
    """One nesting of local names; `element` is the place of the item that a filter looks at."""

    parent: "Scope | None" = None
    places: dict[str, int] = field(default_factory=dict)
    element: int | None = None
    used: set[str] = field(default_factory=set)

    def inner(self, places: dict[str, int] | None = None, element: int | None = None) -> "Scope":
        """Return a scope inside this one."""
        return Scope(self, dict(places or {}), element)
