"""The town's own database: laid out once below ``.raadhus``, running while somebody uses it."""

import fcntl
import hashlib
import hmac
import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from raadhus.config.town.ports import HOST
from raadhus.config.town.postgres.account import Account, choose_account, choose_home, make_reachable
from raadhus.config.town.postgres.binaries import choose_binaries
from raadhus.config.town.postgres.cluster import ADMINISTRATOR, DURABLE, Cluster, stop_server
from raadhus.config.town.postgres.pidfile import read_postmaster
from raadhus.config.town.postgres.server import (
    APP_ROLE,
    OWNER_ROLE,
    Database,
    Login,
    Passwords,
    close_other_databases,
    prepare_database,
    prepare_roles,
    read_login,
)
from raadhus.config.town.secrets import write_private

DATABASE = "raadhus"


@dataclass(kw_only=True)
class Memory:
    """What the next start must know; lies in ``postgres.json``, readable by its owner only."""

    home: str
    admin: str = field(repr=False)
    owner: str = field(repr=False)
    app: str = field(repr=False)
    host: str = HOST
    port: int | None = None

    @property
    def passwords(self) -> Passwords:
        """The passwords of the two roles."""
        return Passwords(owner=self.owner, app=self.app)


@contextmanager
def town_database(
    state: Path, *, server_url: str | None = None, settings: Mapping[str, str] = DURABLE
) -> Iterator[Database]:
    """Make sure that the town's database runs, and yield the way in.

    With ``server_url`` that server is prepared and nothing is started. Otherwise the server of our own is
    found running or started, with these settings of PostgreSQL; whoever leaves last stops it.
    Raises: CannotOpenTown.
    """
    state.mkdir(parents=True, exist_ok=True)
    if server_url:
        yield prepare_given_server(server_url)
        return
    with (state / "postgres.users").open("w") as users:
        with _alone(state):
            fcntl.flock(users, fcntl.LOCK_SH)
            database = _open(state, settings)
        try:
            yield database
        finally:
            with _alone(state):
                if _is_last(users):
                    stop_town_database(state)


def prepare_given_server(server_url: str) -> Database:
    """Prepare roles and database on a server that others run.

    The roles' passwords follow from the address, so that every checkout that is given it comes to the same.
    """
    admin = read_login(server_url)
    passwords = Passwords(owner=_derive(server_url, "owner"), app=_derive(server_url, "app"))
    name = DATABASE if admin.database == ADMINISTRATOR else admin.database
    prepare_roles(admin, passwords)
    return prepare_database(admin, name, passwords)


def stop_town_database(state: Path) -> None:
    """Stop the server of our own, if it runs."""
    memory = _recall(state)
    if memory is not None:
        stop_server(Path(memory.home) / "data")


def recall_town_database(state: Path) -> Database | None:
    """Return the way into the server of our own as it was opened last; none when there never was one."""
    memory = _recall(state)
    return None if memory is None or memory.port is None else _database(memory)


def find_server(state: Path) -> tuple[Login, int] | None:
    """Return the administrator's login at the server of our own and its process, while it runs."""
    memory = _recall(state)
    running = read_postmaster(Path(memory.home) / "data") if memory else None
    if memory is None or running is None:
        return None
    admin = Login(
        host=running.host,
        port=running.port,
        user=ADMINISTRATOR,
        password=memory.admin,
        database=DATABASE,
    )
    return admin, running.pid


def remove_town_database(state: Path) -> None:
    """Stop the server of our own and remove everything it kept."""
    memory = _recall(state)
    if memory is None:
        return
    stop_town_database(state)
    shutil.rmtree(memory.home, ignore_errors=True)
    _memory_file(state).unlink(missing_ok=True)


def _open(state: Path, settings: Mapping[str, str]) -> Database:
    account = choose_account()
    home = choose_home(account, state / "postgres")
    memory = _recall(state) or Memory(
        home=str(home),
        admin=secrets.token_urlsafe(24),
        owner=secrets.token_urlsafe(24),
        app=secrets.token_urlsafe(24),
    )
    _remember(state, memory)  # before the data folder is made, so that its password is never lost
    cluster = _cluster(state, memory, account, home, settings)
    cluster.initialise()
    is_new = memory.port is None
    running = cluster.start()
    memory.host, memory.port = running.host, running.port
    if is_new:
        admin = Login(
            host=memory.host,
            port=memory.port,
            user=ADMINISTRATOR,
            password=memory.admin,
            database="postgres",
        )
        close_other_databases(admin)
        prepare_roles(admin, memory.passwords)
        prepare_database(admin, DATABASE, memory.passwords)
    _remember(state, memory)
    return _database(memory)


def _database(memory: Memory) -> Database:
    inside = Login(
        host=memory.host,
        port=memory.port or 0,
        user=OWNER_ROLE,
        password=memory.owner,
        database=DATABASE,
    )
    return Database(owner=inside, app=replace(inside, user=APP_ROLE, password=memory.app))


def _cluster(
    state: Path, memory: Memory, account: Account, home: Path, settings: Mapping[str, str]
) -> Cluster:
    version = home / "data" / "PG_VERSION"
    binaries = choose_binaries(data_major=int(version.read_text()) if version.exists() else None)
    return Cluster(
        data=home / "data",
        log=state / "logs" / "postgres.log",
        binaries=make_reachable(account, binaries, home),
        account=account,
        password=memory.admin,
        port=memory.port,
        settings=settings,
    )


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """Let only one process at a time start or stop the server."""
    with (state / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: object) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]  # any file with a number
    except BlockingIOError:
        return False
    return True


def _memory_file(state: Path) -> Path:
    return state / "postgres.json"


def _recall(state: Path) -> Memory | None:
    file = _memory_file(state)
    return Memory(**json.loads(file.read_text())) if file.exists() else None


def _remember(state: Path, memory: Memory) -> None:
    write_private(_memory_file(state), json.dumps(asdict(memory)))


def _derive(server_url: str, role: str) -> str:
    return hmac.new(server_url.encode(), f"raadhus {role}".encode(), hashlib.sha256).hexdigest()
