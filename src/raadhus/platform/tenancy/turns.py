"""One after the other: an act that counts before it writes lets nobody of its tenant count at the same time."""

from django.db import connection

from raadhus.platform.tenancy.scope import current_tenant


def take_turn(act: str) -> None:
    """
    Wait until no other transaction of the tenant is at ``act``, and let none begin it before this one ends.

    Raises: NoTenant outside ``transaction``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{current_tenant()} {act}"])
