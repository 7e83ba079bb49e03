"""How the settings read the address of the database."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from raadhus.config import settings
from raadhus.config.town.postgres.server import Login, read_login

SECRET = "p/w: @%"


def test_an_address_leads_to_a_host_and_port() -> None:
    read = settings._database("postgresql://raadhus_app:p%2Fw@db.example:6543/town")

    assert [read[word] for word in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        *("raadhus_app", "p/w", "db.example", "6543", "town")
    ]


@pytest.mark.parametrize("host", ["/var/lib/A town/postgres", "::1", "127.0.0.1"])
def test_what_a_login_writes_is_read_as_it_was(host: str) -> None:
    login = Login(host=host, port=6543, user="raadhus_app", password=SECRET, database="a town")

    read = settings._database(login.url)

    assert (read["HOST"], read["PASSWORD"], read["NAME"]) == (host, SECRET, "a town")
    assert read_login(login.url) == login


def test_a_socket_may_also_be_named_after_the_database() -> None:
    read = settings._database("postgresql://raadhus_app:pw@/town?host=/run/postgresql")

    assert (read["HOST"], read["PORT"], read["NAME"]) == ("/run/postgresql", "5432", "town")


def test_what_else_the_address_says_is_heeded() -> None:
    read = settings._database("postgresql://raadhus_app:pw@db.example/town?sslmode=verify-full")

    assert read["OPTIONS"] == {"sslmode": "verify-full"}


def test_an_address_that_cannot_be_read_is_refused_without_its_password() -> None:
    with pytest.raises(ImproperlyConfigured, match="must look like") as refused:
        settings._database("postgresq//raadhus_app:secret@db.example/town")

    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
