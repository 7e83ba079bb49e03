"""What a refusal must leave as it was: every row of the town, but for who is logged in, and how often somebody asks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.db import transaction as django_transaction

from raadhus.cases.tests.casekit import EGEBY
from raadhus.platform.tenancy.scope import transaction

UNWATCHED = frozenset(
    {"identity_session", "identity_keptpost", "identity_loginattempt", "platform_ratecount"}
)


def state() -> dict[str, str]:
    """Return, for each table, what stands in it as the town sees it, put shortly."""
    tables = sorted(
        {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("raadhus.")}
        - UNWATCHED
    )
    asked = " UNION ALL ".join(
        f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"  # noqa: S608 - our own tables
        for table in tables
    )
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the tables whose rows differ."""
    return [table for table, rows in after.items() if before[table] != rows]


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written within; not by an inner block, in which nobody could begin a transaction of their own."""
    here = django_transaction.savepoint()
    yield
    django_transaction.savepoint_rollback(here)
