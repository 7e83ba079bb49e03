"""Services whose processes a test has published, without packages."""

from collections.abc import Iterator
from contextlib import contextmanager

from raadhus.processes.use_cases import services


@contextmanager
def published(*models: str) -> Iterator[None]:
    """Let every municipality have a service for each of these models, by their hashes, for as long as it lasts."""
    of_key = {f"published-{model}": model for model in models}

    def find(_actor: object, key: str) -> services.ServiceProcess | None:
        return services.ServiceProcess(of_key[key], "") if key in of_key else None

    one = services._Register(find, lambda _actor: of_key, services.nothing_comes)
    services._registers.append(one)
    try:
        yield
    finally:
        services._registers.remove(one)
