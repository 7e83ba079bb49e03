"""From where a token can still come to each way into a gateway; looked for when it is first asked, then kept."""

from collections.abc import Mapping


class Upstream:
    """
    The ways into a gateway. ``sources``: from which node each comes, by the way's number, in their order.

    ``before``: from which nodes a token comes to each node at once; shared by all gateways of a process.
    """

    __slots__ = ("_before", "_gateway", "_known", "_sources")

    def __init__(self, gateway: int, sources: Mapping[int, int], before: Mapping[int, set[int]]) -> None:
        self._gateway = gateway
        self._sources = sources
        self._before = before
        self._known: dict[int, frozenset[int]] = {}

    @property
    def ways(self) -> tuple[int, ...]:
        """Return the numbers of the ways in."""
        return tuple(self._sources)

    def nodes_of(self, way: int) -> frozenset[int]:
        """Return the nodes from which a token can come to this way without passing the gateway."""
        known = self._known.get(way)
        if known is None:
            known = self._known[way] = self._look(self._sources[way])
        return known

    def _look(self, source: int) -> frozenset[int]:
        found: set[int] = set()
        frontier = {source}
        while frontier:
            found |= frontier
            frontier = {one for node in frontier for one in self._before.get(node, ())} - found
            frontier.discard(self._gateway)
        return frozenset(found)
