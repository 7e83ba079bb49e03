"""The how-tos *run it in production* and *set up a municipality*, followed word by word from an empty RAADHUS_HOME."""

import re
import secrets
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from raadhus.config.town import variables
from raadhus.config.town.folders import ROOT, SOURCE
from raadhus.config.town.ports import HOST, is_free
from raadhus.config.town.postgres.server import Login
from raadhus.config.town.postgres.throwaway import throwaway_server
from tests.towns import need_assets, wait_until

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]
HOWTO = ROOT / "docs" / "howto"
TOWN = "raadhus.vestby.example"
PASSWORDS = {"raadhus_owner": secrets.token_urlsafe(16), "raadhus_app": secrets.token_urlsafe(16)}
SERVE = "./raadhus serve"
UNASKED_FOR = range(23_000, 32_000)
"""Ports that Linux gives to nobody who asks for any port: one that is free stays so until the last step takes it."""


@dataclass(frozen=True)
class Installation:
    """What the how-to left: a town hall that serves at ``address``, its folder, and what it said meanwhile."""

    address: str
    home: Path
    log: Path


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Follow both how-tos."""
    need_assets()
    folder = tmp_path_factory.mktemp("srv")
    home = folder / "raadhus"
    with throwaway_server() as server:
        port = next(port for port in UNASKED_FOR if is_free(port))
        prepare_database(server.admin)
        place = f"{HOST}:{server.admin.port}"
        prepare, serve = blocks("run-in-production.md", "sh")[2].split(SERVE)
        file = folder / "vestby.yaml"
        file.write_text(blocks("set-up-a-municipality.md", "yaml")[0])
        (folder / "staff.secret").write_text("invented")
        lay_down = "\n".join(blocks("set-up-a-municipality.md", "sh")).replace("vestby.yaml", str(file))
        steps = [*blocks("run-in-production.md", "sh")[:2], prepare, lay_down, f"exec {SERVE}{serve}"]
        script = as_here("\n".join(steps), home=home, database=place, port=port)
        with (folder / "said").open("wb") as said:
            process = run(script, said=said.fileno())
        try:
            installed = Installation(f"http://{HOST}:{port}", home, folder / "said")
            wait_until(lambda: serves(installed, process), "the town hall")
            yield installed
        finally:
            process.terminate()
            process.wait(timeout=60)


def blocks(document: str, language: str) -> list[str]:
    """Return a how-to's blocks in a language, without their indent."""
    text = (HOWTO / document).read_text()
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(r"^   ", "", block, flags=re.MULTILINE) for block in found]


def prepare_database(admin: Login) -> None:
    """Run step 1 as the server's administrator; the roles that each throw-away server has go first."""
    login = admin
    words = "DROP ROLE raadhus_owner; DROP ROLE raadhus_app;" + blocks("run-in-production.md", "sql")[0]
    for password in PASSWORDS.values():  # in the order of the how-to's roles
        words = words.replace("'…'", f"'{password}'", 1)
    for statements in words.split("\\connect raadhus\n"):
        with login.connection() as connection:
            for statement in re.sub(r"--.*", "", statements).split(";"):
                if statement.strip():
                    connection.execute(statement.encode())
        login = Login(
            host=admin.host, port=admin.port, user=admin.user, password=admin.password, database="raadhus"
        )


def as_here(script: str, *, home: Path, database: str, port: int) -> str:
    """Put this machine's places and invented passwords where the how-to has an example or dots."""
    for role, password in PASSWORDS.items():
        script = script.replace(f"{role}:…@127.0.0.1:5432", f"{role}:{password}@{database}")
    owner = f"postgresql://raadhus_owner:{PASSWORDS['raadhus_owner']}@{database}/raadhus"
    script = script.replace("RAADHUS_OWNER_DATABASE_URL=… ", f"RAADHUS_OWNER_DATABASE_URL={owner} ")
    script = script.replace("/srv/raadhus", str(home)).replace("TOKEN=…", "TOKEN=invented")
    script = script.replace("--port 8000", f"--port {port}")
    assert "…" not in script, script
    program = shlex.join([sys.executable, "-m", "raadhus.config.command"])
    return "set -eu\n" + script.replace("./raadhus", program)


def run(script: str, *, said: int) -> "subprocess.Popen[bytes]":
    """Run the steps in a shell that knows nothing of tests."""
    told = {
        name: value
        for name, value in variables.inherited().items()
        if not name.startswith(("RAADHUS_", "DJANGO"))
    }
    shell = shutil.which("bash")
    assert shell is not None
    return subprocess.Popen(
        [shell, "-c", script], cwd=ROOT, env={**told, "PYTHONPATH": str(SOURCE)}, stdout=said, stderr=said
    )


def serves(installed: Installation, process: "subprocess.Popen[bytes]") -> bool:
    """Tell whether the last step says that it is open."""
    assert process.poll() is None, installed.log.read_text()
    return "Open on" in installed.log.read_text()


def ask(installed: Installation, path: str) -> httpx.Response:
    """Open a page of the municipality, as the proxy in front hands it on."""
    headers = {"Host": TOWN, "X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}
    return httpx.get(f"{installed.address}{path}", headers=headers, trust_env=False, timeout=30)


def test_who_follows_the_how_to_has_pages_with_everything_they_ask_for(installation: Installation) -> None:
    home = ask(installation, "/")
    asked_for = re.findall(r'(?:href|src)="(/static/[^"]+)"', home.text)

    assert home.status_code == 200, installation.log.read_text()
    assert any(".css" in path for path in asked_for)
    assert {path: ask(installation, path).status_code for path in asked_for} == dict.fromkeys(asked_for, 200)
    assert ask(installation, "/services/free-place-subsidy/").status_code == 200
    assert ask(installation, "/work/").headers["Location"].startswith("/login/")


def test_it_says_that_it_is_ready_and_its_metrics_are_for_the_one_who_has_the_token(
    installation: Installation,
) -> None:
    token = {"Authorization": "Bearer invented"}

    assert ask(installation, "/ready/").json() == {"ready": True, "lacks": []}
    assert ask(installation, "/metrics/").status_code == 404
    assert httpx.get(f"{installation.address}/metrics/", headers=token, trust_env=False).status_code == 200


def test_what_the_how_to_backs_up_is_there_from_the_start(installation: Installation, tmp_path: Path) -> None:
    steps = blocks("run-in-production.md", "sh")[3]
    line = next(line for line in steps.splitlines() if line.startswith("tar "))
    done = subprocess.run(
        shlex.split(line.replace("/srv/raadhus", str(installation.home))), cwd=tmp_path, check=False
    )

    assert done.returncode == 0
    assert (tmp_path / "files.tar.gz").exists()


def test_what_was_set_up_is_told_by_its_name(installation: Installation) -> None:
    assert f"Vestby Kommune is set up: {TOWN}" in installation.log.read_text()
