"""``python -m raadhus.adapters.demo_registers --port N``: the registers as a process of their own."""

import argparse

from granian import Granian
from granian.constants import Interfaces

from raadhus.adapters.demo_people import register_book
from raadhus.adapters.demo_registers.server import RegisterServer
from raadhus.platform.environment import current_environment


def application() -> RegisterServer:
    """Return the registers as the environment describes them."""
    environment = current_environment()
    return RegisterServer(
        register_book(environment.crowd), environment.register_token, environment.fault_of("registers")
    )


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    Granian(
        "raadhus.adapters.demo_registers.__main__:application",
        factory=True,
        address="127.0.0.1",
        port=parser.parse_args().port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        workers_kill_timeout=3,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main()
