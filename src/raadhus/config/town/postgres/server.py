"""A server that runs: its roles, its databases and the addresses under which the application finds them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql

from raadhus.config.town.refusals import CannotOpenTown

OWNER_ROLE = "raadhus_owner"
APP_ROLE = "raadhus_app"


@dataclass(frozen=True, kw_only=True)
class Login:
    """Who logs in where: one role on one database of one server; ``host`` may be the folder of its socket."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    database: str

    @property
    def url(self) -> str:
        """The login as ``postgresql://`` address, password included."""
        return (
            f"postgresql://{quote(self.user, safe='')}:{quote(self.password, safe='')}"
            f"@{quote(self.host, safe='')}:{self.port}/{quote(self.database, safe='')}"
        )

    @contextmanager
    def connection(self) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        """Open a connection on which every statement stands alone."""
        with psycopg.connect(self.url, autocommit=True, connect_timeout=10) as connection:
            yield connection


@dataclass(frozen=True, kw_only=True)
class Passwords:
    """The passwords of the two roles."""

    owner: str = field(repr=False)
    app: str = field(repr=False)

    @classmethod
    def generate(cls) -> "Passwords":
        """Draw new ones."""
        return cls(owner=secrets.token_urlsafe(24), app=secrets.token_urlsafe(24))


@dataclass(frozen=True, kw_only=True)
class Database:
    """A prepared database: the role that owns its tables, and the one the application runs as."""

    owner: Login
    app: Login

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables by which the application finds it."""
        return {"RAADHUS_DATABASE_URL": self.app.url, "RAADHUS_OWNER_DATABASE_URL": self.owner.url}


def read_login(url: str) -> Login:
    """Read a ``postgresql://user:password@host:port/database`` address.

    Raises: CannotOpenTown when it is none.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise CannotOpenTown("DATABASE_URL must look like postgresql://user:password@host:port/database.")
    read = psycopg.conninfo.conninfo_to_dict(url)
    user = str(read.get("user") or "postgres")
    return Login(
        host=str(read.get("host") or "127.0.0.1"),
        port=int(read.get("port") or 5432),
        user=user,
        password=str(read.get("password") or ""),
        database=str(read.get("dbname") or user),
    )


def prepare_roles(admin: Login, passwords: Passwords) -> None:
    """Make the two roles, or give them these passwords.

    ``raadhus_owner`` owns the tables and sees past row-level security: migrations and backups.
    ``raadhus_app`` owns nothing and never sees past it: everything that runs.
    Raises: CannotOpenTown when the administrator's role may not do that.
    """
    with _refusing(admin), admin.connection() as connection:
        for role, password, rights in (
            (OWNER_ROLE, passwords.owner, "BYPASSRLS"),
            (APP_ROLE, passwords.app, "NOBYPASSRLS"),
        ):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            connection.execute(
                sql.SQL(
                    "{act} ROLE {role} WITH LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB "
                    "{rights} PASSWORD {password}"
                ).format(
                    act=sql.SQL("ALTER" if known else "CREATE"),
                    role=sql.Identifier(role),
                    rights=sql.SQL(rights),
                    password=sql.Literal(password),
                )
            )
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER_ROLE)))


def close_other_databases(admin: Login) -> None:
    """Let nobody but administrators into the databases that come with a server of our own."""
    with admin.connection() as connection:
        for name in ("postgres", "template1"):
            connection.execute(
                sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name))
            )


def prepare_database(
    admin: Login, name: str, passwords: Passwords, *, template: str | None = None
) -> Database:
    """Make a database that ``raadhus_owner`` owns, empty or as a copy, unless it exists.

    Raises: CannotOpenTown when the administrator's role may not do that.
    """
    inside = replace(admin, database=name)
    with _refusing(admin):
        with admin.connection() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                source = sql.SQL("TEMPLATE {}").format(sql.Identifier(template or "template0"))
                coding = sql.SQL("") if template else sql.SQL("ENCODING 'UTF8'")
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {} {} {}").format(
                        sql.Identifier(name), sql.Identifier(OWNER_ROLE), source, coding
                    )
                )
        with inside.connection() as connection:
            for statement in (
                "ALTER DATABASE {name} OWNER TO {owner}",
                "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
                "REVOKE ALL ON DATABASE {name} FROM {app}",  # no tables of its own, not even for a moment
                "GRANT CONNECT ON DATABASE {name} TO {app}",
                "ALTER SCHEMA public OWNER TO {owner}",
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "GRANT USAGE ON SCHEMA public TO {app}",
            ):
                connection.execute(
                    sql.SQL(statement).format(
                        name=sql.Identifier(name),
                        owner=sql.Identifier(OWNER_ROLE),
                        app=sql.Identifier(APP_ROLE),
                    )
                )
    return Database(
        owner=replace(inside, user=OWNER_ROLE, password=passwords.owner),
        app=replace(inside, user=APP_ROLE, password=passwords.app),
    )


def drop_database(admin: Login, name: str) -> None:
    """Remove a database and whoever is still connected to it."""
    with admin.connection() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _refusing(admin: Login) -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as error:
        raise CannotOpenTown(
            f"PostgreSQL at {admin.host}:{admin.port} could not be reached: {error}"
        ) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise CannotOpenTown(
            f"The role {admin.user} of DATABASE_URL may not prepare the database "
            f"({error.diag.message_primary}): give a role that may, or let an administrator make the roles "
            f"{OWNER_ROLE} (BYPASSRLS) and {APP_ROLE} and a database that {OWNER_ROLE} owns, and set "
            "RAADHUS_DATABASE_URL and RAADHUS_OWNER_DATABASE_URL."
        ) from error
