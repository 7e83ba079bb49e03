"""The ports that the town's parts listen on, remembered in ``town.json`` so that addresses stay the same."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from raadhus.config.town.ports import choose_port


def keep_ports(state: Path, names: Iterable[str], *, wanted: Mapping[str, int]) -> dict[str, int]:
    """Return a free port for each name: the wanted one, the one it had last, or another."""
    file = state / "town.json"
    known = read_ports(state)
    chosen: dict[str, int] = {}
    for name in names:
        port = choose_port(wanted.get(name) or known.get(name))
        while port in chosen.values():
            port = choose_port()
        chosen[name] = port
    state.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps({"ports": {**known, **chosen}}, indent=1))
    draft.replace(file)
    return chosen


def read_ports(state: Path) -> dict[str, int]:
    """Return the ports that the town has now, or had last."""
    file = state / "town.json"
    ports: dict[str, int] = json.loads(file.read_text())["ports"] if file.exists() else {}
    return ports
