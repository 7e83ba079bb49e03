"""What the web server's own log says each page cost."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RouteCost:
    """The average of one route."""

    queries: float
    ms: float
    count: int


def read_costs(log: Path, offset: int) -> dict[str, RouteCost]:
    """Return queries and milliseconds by route, from a place in the log on."""
    gathered: dict[str, list[tuple[int, float]]] = {}
    with log.open() as lines:
        lines.seek(offset)
        for line in lines:
            if not line.startswith("{"):
                continue
            entry = json.loads(line)
            if entry.get("event") == "request":
                route = f"{entry['method']} {entry['route']}"
                gathered.setdefault(route, []).append((entry["queries"], entry["ms"]))
    return {
        route: RouteCost(
            queries=sum(queries for queries, _ in rows) / len(rows),
            ms=sum(ms for _, ms in rows) / len(rows),
            count=len(rows),
        )
        for route, rows in gathered.items()
    }
