"""The instances of a version are found by the index of those on their way, whoever plans the query and when."""

import pytest
from django.db import connection

from raadhus.organisation.demo import EGEBY
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.models import ProcessModel
from raadhus.processes.use_cases.migrating.order import instances_on

pytestmark = pytest.mark.usefixtures("towns", "db")


MANY = 5_000
_INSTANCES = """
INSERT INTO processes_instance (id, tenant_id, model_id, process, business_key, status, error_code, rules, correlation,
    next_token, next_visit, started_at, variables)
SELECT gen_random_uuid(), %(tenant)s, %(model)s, 'y', gen_random_uuid(), 'completed', '', '', '', 1, 0, now(), ''
FROM generate_series(1, %(many)s)
"""


def test_a_kept_plan_reads_only_those_on_their_way():
    sql, values = instances_on(1, "x").query.sql_with_params()
    numbered = sql.replace("%s", "${}").format(*range(1, len(values) + 1))
    model = ProcessModel.objects.create(hash="0" * 64, source=b"", calls=[])
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute(_INSTANCES, {"tenant": EGEBY, "model": model.id, "many": MANY})
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"PREPARE on_version AS {numbered}")
        cursor.execute("EXPLAIN EXECUTE on_version (1, 'x')")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("DEALLOCATE on_version")

    assert "processes_on_version" in plan, plan
