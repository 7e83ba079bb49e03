"""Where a name's value lies while an expression runs: in a place, in a filtered item, or outside."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scope:
    """One nesting of local names; `element` is the place of the item that a filter looks at."""

    parent: "Scope | None" = None
    places: dict[str, int] = field(default_factory=dict)
    element: int | None = None
    used: set[str] = field(default_factory=set)
    # Names that stand for global variables of other names.
    aliases: dict[str, str] = field(default_factory=dict)

    def inner(self, places: dict[str, int] | None = None, element: int | None = None) -> "Scope":
        """Return a scope inside this one."""
        return Scope(self, dict(places or {}), element)

    def aliased(self, names: tuple[tuple[str, str], ...]) -> "Scope":
        """Return a scope inside this one in which names stand for global variables of other names."""
        return Scope(self, aliases=dict(names))
