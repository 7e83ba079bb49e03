"""One round of the load: some find the service, then apply, so many at once, each until the letter lies in the mailbox."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from raadhus.config.bench.metering import Meter, Spending
from raadhus.config.bench.recording import Recorded
from raadhus.config.bench.replay import route_of
from raadhus.config.bench.requests_log import RouteCost, read_costs
from raadhus.config.bench.waiting import LetterWatch
from raadhus.config.proof.page import Page
from raadhus.config.proof.visitor import Visitor
from raadhus.config.town.town import Town


@dataclass
class Round:
    """What one round showed: ``applying`` from the service page to the letter, ``finding`` what comes before, apart."""

    width: int
    applications: int
    applying: Spending
    finding: Spending
    done_s: list[float]
    pages: dict[str, list[float]]
    routes: dict[str, RouteCost]

    def figures(self) -> dict[str, float]:
        """Return the figures by name, unit and concurrency."""
        product = self.applying.product_cpu_s
        peers = {name: cost.cpu_s for name, cost in self.applying.peers.items()}
        steps = [took for route, times in self.pages.items() if is_step(route) for took in times]
        named = {
            "applications_per_s": self.applications / self.applying.took_s,
            "cpu_ms_per_application": self._ms_each(sum(product.values())),
            **{f"{name}_cpu_ms_per_application": self._ms_each(spent) for name, spent in product.items()},
            "peers_cpu_ms_per_application": self._ms_each(sum(peers.values())),
            **{f"{name}_cpu_ms_per_application": self._ms_each(spent) for name, spent in peers.items()},
            "client_cpu_ms_per_application": self._ms_each(self.applying.client_cpu_s),
            "sql_per_application": self.applying.statements / self.applications,
            "step_p50_ms": percentile(steps, 50) * 1000,
            "step_p95_ms": percentile(steps, 95) * 1000,
            "done_p50_ms": percentile(self.done_s, 50) * 1000,
            "done_p95_ms": percentile(self.done_s, 95) * 1000,
            "memory_mb": sum(cost.memory_mb for cost in self.applying.product.values()),
            "finding_cpu_ms": self._ms_each(sum(self.finding.product_cpu_s.values())),
            "finding_sql": self.finding.statements / self.applications,
        }
        return {f"{name}_at_{self.width}": round(value, 1) for name, value in named.items()}

    def _ms_each(self, spent_s: float) -> float:
        return spent_s * 1000 / self.applications

    def __str__(self) -> str:
        """Return the figures, and a line for each page."""
        lines = [f"{self.width} at once, {self.applications} applications (finding the service: apart)"]
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
    """Let the people find the service, then let them apply, ``width`` at once, and measure each.

    Raises: CannotGoOn when anybody cannot.
    """
    keys = [f"crowd-{place}" for place in people]
    meter, seen = Meter(town), _Seen()
    log = town.state / "logs" / "web.log"
    offset = log.stat().st_size
    with meter.measured() as finding:
        _at_once(width, keys, lambda _key: _find(recorded, seen))
    with meter.measured() as applying, LetterWatch(meter.admin) as watch:
        _at_once(width, keys, lambda key: _apply(recorded, key, watch, seen))
    applying.looks_cpu_s = watch.cpu_s
    return Round(
        width=width,
        applications=len(keys),
        applying=applying,
        finding=finding,
        done_s=seen.done_s,
        pages=seen.pages,
        routes=read_costs(log, offset),
    )


def _at_once(width: int, keys: Sequence[str], act: Callable[[str], None]) -> None:
    with ThreadPoolExecutor(width) as pool:
        for _ in pool.map(act, keys):
            pass


def _find(recorded: Recorded, seen: _Seen) -> None:
    visitor = Visitor(noted=seen.note)
    try:
        recorded.find_again(visitor)
    finally:
        visitor.close()


def _apply(recorded: Recorded, key: str, watch: LetterWatch, seen: _Seen) -> None:
    visitor = Visitor(noted=seen.note)
    try:
        receipt = recorded.apply_again(visitor, key)
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
