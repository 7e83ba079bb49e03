"""The instances of a version are found by the index of those on their way, whoever plans the query and when."""

import pytest
from django.db import connection

from raadhus.organisation.demo import EGEBY
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.use_cases.migrating.order import instances_on

pytestmark = pytest.mark.usefixtures("towns", "db")


def test_a_kept_plan_reads_only_those_on_their_way():
    sql, values = instances_on(1, "x").query.sql_with_params()
    numbered = sql.replace("%s", "${}").format(*range(1, len(values) + 1))
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"PREPARE on_version AS {numbered}")
        cursor.execute("EXPLAIN EXECUTE on_version (1, 'x')")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("DEALLOCATE on_version")

    assert "processes_on_version" in plan, plan
