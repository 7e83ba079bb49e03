"""The town's neighbours, each a process of its own on loopback: registers, gateways, login, print house."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.config.town.processes import Program
from raadhus.config.town.readiness import answers_http


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A neighbour: its module, and the command line word before each of its ports (the first is looked at)."""

    name: str
    module: str
    ports: Mapping[str, str]
    health: str = "/health"


PEERS = (
    Peer(name="registers", module="raadhus.adapters.demo_registers", ports={"registers": "--port"}),
    Peer(
        name="sinks",
        module="raadhus.adapters.demo_sinks",
        ports={"sms": "--sms-port", "mail": "--mail-port"},
    ),
    Peer(name="eid", module="raadhus.adapters.local_eid", ports={"eid": "--port"}),
)
PORTS = tuple(name for peer in PEERS for name in peer.ports)


def peer_program(peer: Peer, ports: Mapping[str, int], told: Mapping[str, str]) -> Program:
    """Return how a neighbour is started."""
    words = [word for name, option in peer.ports.items() for word in (option, str(ports[name]))]
    return Program(
        name=peer.name,
        command=[sys.executable, "-m", peer.module, *words],
        is_ready=answers_http(ports[next(iter(peer.ports))], peer.health),
        environment=told,
    )
