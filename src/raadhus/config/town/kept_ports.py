"""The ports that the town's parts listen on, remembered in ``town.json`` so that addresses stay the same."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from raadhus.config.town.ports import hold_port, port_of


@contextmanager
def kept_ports(state: Path, names: Iterable[str], *, wanted: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Yield a port for each name: the wanted one, the one it had last, or another; held until the block ends."""
    known = read_ports(state)
    with ExitStack() as held_ports:
        chosen: dict[str, int] = {}
        for name in names:
            held = hold_port(wanted.get(name) or known.get(name))
            chosen[name] = port_of(held)
            if sys.platform == "linux":
                held_ports.enter_context(held)
            else:  # elsewhere a held port could not be shared with what we start
                held.close()
        _write_ports(state, {**known, **chosen})
        yield chosen


def read_ports(state: Path) -> dict[str, int]:
    """Return the ports that the town has now, or had last."""
    file = state / "town.json"
    ports: dict[str, int] = json.loads(file.read_text())["ports"] if file.exists() else {}
    return ports


def _write_ports(state: Path, ports: Mapping[str, int]) -> None:
    state.mkdir(parents=True, exist_ok=True)
    draft = state / "town.json.new"
    draft.write_text(json.dumps({"ports": ports}, indent=1))
    draft.replace(state / "town.json")
