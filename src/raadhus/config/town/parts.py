"""All the processes of a town: its neighbours and the product's own."""

from collections.abc import Mapping
from pathlib import Path

from raadhus.config.town import peers, programs
from raadhus.config.town.processes import Program

PORTS = ("web", *peers.PORTS)


def town_programs(state: Path, ports: Mapping[str, int], told: Mapping[str, str]) -> dict[str, Program]:
    """Return how each part is started, by name, in the order of their start. ``ports``: one for each of ``PORTS``."""
    parts = [
        *(peers.peer_program(peer, ports, told) for peer in peers.PEERS),
        programs.web(ports["web"], told, static=state / "static"),
        programs.worker(told, state / "run"),
    ]
    return {part.name: part for part in parts}
