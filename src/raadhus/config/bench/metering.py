"""What each part of a town spends while something is done: the product's parts, the peers, whoever asks."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from raadhus.config.bench.waiting import wait_until_quiet
from raadhus.config.proof.page import CannotGoOn
from raadhus.config.town.measuring import Cost, StatementCounter, cost_of
from raadhus.config.town.postgres.keeping import find_server
from raadhus.config.town.postgres.server import Login
from raadhus.config.town.town import Town

PRODUCT = ("web", "worker", "postgres")


@dataclass
class Spending:
    """What something took in all: seconds, processor time and memory of each part, statements of the application."""

    took_s: float = 0.0
    product: Mapping[str, Cost] = field(default_factory=dict)
    peers: Mapping[str, Cost] = field(default_factory=dict)
    client_cpu_s: float = 0.0
    statements: int = 0
    looks_cpu_s: float = 0.0
    """Of ``product``'s postgres: what the measurement itself asked of it; told by whoever asked."""

    @property
    def product_cpu_s(self) -> dict[str, float]:
        """Return the processor time of each part of the product, the measurement's own looks left out."""
        spent = {name: cost.cpu_s for name, cost in self.product.items()}
        return {**spent, "postgres": spent["postgres"] - self.looks_cpu_s}


class Meter:
    """Reads the meters of one town. Raises: CannotGoOn when the town or its database is not of our own keeping."""

    def __init__(self, town: Town) -> None:
        server = find_server(town.state)
        if town.processes is None or server is None:
            raise CannotGoOn("A measurement needs a town and a database of its own.")
        self.admin: Login = server[0]
        self._pids = {**town.processes.pids(), "postgres": server[1]}
        self._counter = StatementCounter(self.admin)

    @contextmanager
    def measured(self) -> Iterator[Spending]:
        """Yield what the block spends, known when it has ended and the worker has come to rest."""
        wait_until_quiet(self.admin)
        spending, before, statements = Spending(), self._read(), self._counter.count()
        begun, client = time.perf_counter(), time.process_time()
        yield spending
        spending.took_s = time.perf_counter() - begun
        spending.client_cpu_s = time.process_time() - client
        wait_until_quiet(self.admin)
        after = self._read()
        spent = {name: Cost(cost.cpu_s - before[name].cpu_s, cost.memory_mb) for name, cost in after.items()}
        spending.product = {name: spent[name] for name in PRODUCT}
        spending.peers = {name: cost for name, cost in spent.items() if name not in PRODUCT}
        spending.statements = self._counter.count() - statements

    def _read(self) -> dict[str, Cost]:
        return {name: cost_of([pid]) for name, pid in self._pids.items()}
