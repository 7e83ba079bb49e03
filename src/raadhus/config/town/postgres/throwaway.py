"""A server for one test session, gone when the session ends, however it ends."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from raadhus.config.town.postgres.account import choose_account, choose_home, make_reachable
from raadhus.config.town.postgres.binaries import Binaries, choose_binaries
from raadhus.config.town.postgres.cluster import ADMINISTRATOR, THROWN_AWAY, Cluster
from raadhus.config.town.postgres.server import Login, Passwords, prepare_roles


@dataclass(frozen=True, kw_only=True)
class ThrowawayServer:
    """A running server without durability, its administrator and the passwords of the two roles."""

    admin: Login
    passwords: Passwords
    folder: Path


@contextmanager
def throwaway_server(binaries: Binaries | None = None) -> Iterator[ThrowawayServer]:
    """Run a server in a temporary folder, with both roles prepared.

    The kernel stops it when the calling process ends without leaving the context.
    """
    account = choose_account()
    folder = Path(tempfile.mkdtemp(prefix="raadhus-test-"))
    folder.chmod(0o755 if account.switch else 0o700)
    home = choose_home(account, folder / "postgres")
    passwords = Passwords.generate()
    cluster = Cluster(
        data=home / "data",
        log=folder / "postgres.log",
        binaries=make_reachable(account, binaries or choose_binaries(), home),
        account=account,
        password=Passwords.generate().owner,
        settings=THROWN_AWAY,
        die_with_parent=True,
    )
    try:
        cluster.initialise()
        running = cluster.start()
        admin = Login(
            host=running.host,
            port=running.port,
            user=ADMINISTRATOR,
            password=cluster.password,
            database="postgres",
        )
        prepare_roles(admin, passwords)
        yield ThrowawayServer(admin=admin, passwords=passwords, folder=folder)
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
