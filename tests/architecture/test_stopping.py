"""Every process that answers over HTTP stops within seconds, also when its worker does not heed."""

import ast

from raadhus.config.town.folders import ROOT

LIMIT = "workers_kill_timeout"


def test_every_server_says_how_long_its_worker_may_take_to_leave() -> None:
    servers = {
        f"{file.relative_to(ROOT)}:{call.lineno}": {word.arg for word in call.keywords}
        for file in (ROOT / "src").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Granian"
    }

    assert len(servers) >= 4
    assert [place for place, words in servers.items() if LIMIT not in words] == [], (
        "a worker that is told to leave while a connection closes can wait for itself; the server waits for it forever"
    )
