"""One round of the load: some apply at once, each until the letter lies in the mailbox."""

import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from raadhus.config.bench.recording import Recorded
from raadhus.config.bench.replay import route_of
from raadhus.config.bench.requests_log import RouteCost, read_costs
from raadhus.config.bench.waiting import LetterWatch, wait_until_quiet
from raadhus.config.proof.page import CannotGoOn, Page
from raadhus.config.proof.visitor import Visitor
from raadhus.config.town.measuring import Cost, StatementCounter, cost_of
from raadhus.config.town.postgres.keeping import find_server
from raadhus.config.town.town import Town

PRODUCT = ("web", "worker")


@dataclass
class Round:
    """What one round showed. Times in seconds."""

    width: int
    applications: int
    took_s: float
    parts: dict[str, Cost]
    peers: Cost
    statements: int
    done_s: list[float]
    pages: dict[str, list[float]]
    routes: dict[str, RouteCost]

    def figures(self) -> dict[str, float]:
        """Return the figures by name, unit and concurrency."""
        product = sum(cost.cpu_s for cost in self.parts.values())
        steps = [took for route, times in self.pages.items() if is_step(route) for took in times]
        named = {
            "applications_per_s": self.applications / self.took_s,
            "cpu_ms_per_application": product * 1000 / self.applications,
            **{
                f"{name}_cpu_ms_per_application": cost.cpu_s * 1000 / self.applications
                for name, cost in self.parts.items()
            },
            "peers_cpu_ms_per_application": self.peers.cpu_s * 1000 / self.applications,
            "sql_per_application": self.statements / self.applications,
            "step_p50_ms": percentile(steps, 50) * 1000,
            "step_p95_ms": percentile(steps, 95) * 1000,
            "done_p50_ms": percentile(self.done_s, 50) * 1000,
            "done_p95_ms": percentile(self.done_s, 95) * 1000,
            "memory_mb": sum(cost.memory_mb for cost in self.parts.values()),
        }
        return {f"{name}_at_{self.width}": round(value, 1) for name, value in named.items()}

    def __str__(self) -> str:
        """Return the figures, and a line for each page."""
        lines = [f"{self.width} at once, {self.applications} applications"]
        lines += [f"  {value:10,.1f}  {name}" for name, value in self.figures().items()]
        lines += [f"  {'p50 ms':>8} {'p95 ms':>8}  page (as the applicant waits)"]
        for page, times in sorted(self.pages.items()):
            lines.append(f"  {percentile(times, 50) * 1000:8.1f} {percentile(times, 95) * 1000:8.1f}  {page}")
        lines += [f"  {'queries':>8} {'ms':>8}  route (as the server counts)"]
        for route, cost in sorted(self.routes.items()):
            lines.append(f"  {cost.queries:8.1f} {cost.ms:8.1f}  {route}")
        return "\n".join(lines) + "\n\n"


@dataclass
class _Seen:
    """What the applicants saw, gathered from all threads."""

    done_s: list[float] = field(default_factory=list)
    pages: dict[str, list[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, method: str, url: str, took_s: float, page: Page) -> None:
        """Keep what one request took, the login provider's apart."""
        if (urlsplit(url).hostname or "").endswith(".localhost"):
            with self.lock:
                self.pages.setdefault(f"{method} {route_of(url)}", []).append(took_s)


def run_round(town: Town, recorded: Recorded, *, width: int, people: Iterable[int]) -> Round:
    """Let the people apply, ``width`` at once, and measure.

    Raises: CannotGoOn when anybody cannot.
    """
    keys = [f"crowd-{place}" for place in people]
    server = find_server(town.state)
    if town.processes is None or server is None:
        raise CannotGoOn("A measurement needs a town and a database of its own.")
    admin, postmaster = server
    pids = town.processes.pids()
    product = {**{name: pids[name] for name in PRODUCT}, "postgres": postmaster}
    peers = [pid for name, pid in pids.items() if name not in PRODUCT]
    counter, seen = StatementCounter(admin), _Seen()
    wait_until_quiet(admin)
    log = town.state / "logs" / "web.log"
    before = {name: cost_of([pid]) for name, pid in product.items()}
    peers_before, statements, offset = cost_of(peers), counter.count(), log.stat().st_size
    begun = time.perf_counter()
    with LetterWatch(admin) as watch, ThreadPoolExecutor(width) as pool:
        for _ in pool.map(lambda key: _apply(recorded, key, watch, seen), keys):
            pass
    took = time.perf_counter() - begun
    wait_until_quiet(admin)
    after = {name: cost_of([pid]) for name, pid in product.items()}
    spent = {name: cost.cpu_s - before[name].cpu_s for name, cost in after.items()}
    spent["postgres"] -= watch.cpu_s
    peers_after = cost_of(peers)
    return Round(
        width=width,
        applications=len(keys),
        took_s=took,
        parts={name: Cost(spent[name], cost.memory_mb) for name, cost in after.items()},
        peers=Cost(peers_after.cpu_s - peers_before.cpu_s, peers_after.memory_mb),
        statements=counter.count() - statements,
        done_s=seen.done_s,
        pages=seen.pages,
        routes=read_costs(log, offset),
    )


def _apply(recorded: Recorded, key: str, watch: LetterWatch, seen: _Seen) -> None:
    visitor = Visitor(noted=seen.note)
    try:
        receipt = recorded.again(visitor, key)
        sent_at = time.perf_counter()
        watch.wait(receipt.url.rstrip("/").rpartition("/")[2])
        seen.done_s.append(time.perf_counter() - sent_at)
    finally:
        visitor.close()


def is_step(route: str) -> bool:
    """Tell whether a page is a step of the form or its summary."""
    path = route.partition(" ")[2]
    return path.startswith("/apply/") and "/sent/" not in path and path.count("/") > 3


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value that ``share`` per cent do not exceed; 0 of nothing."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else 0.0
