"""The instances of a version are found by the index of those on their way, whoever plans the query and when."""

import pytest
from django.db import connection

from raadhus.organisation.demo import EGEBY
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.models import ProcessModel
from raadhus.processes.use_cases import unread
from raadhus.processes.use_cases.migrating.order import instances_on
from tests.planskit import Asked, kept_plan, kept_plan_of_few

pytestmark = pytest.mark.usefixtures("towns", "db")


MANY = 5_000
_INSTANCES = """
INSERT INTO processes_instance (id, tenant_id, model_id, process, business_key, status, error_code, rules, correlation,
    next_token, next_visit, started_at, variables)
SELECT gen_random_uuid(), %(tenant)s, %(model)s, 'y', gen_random_uuid(), 'completed', '', '', '', 1, 0, now(), ''
FROM generate_series(1, %(many)s)
"""
_TOKENS = """
INSERT INTO processes_token (id, tenant_id, instance_id, number, parent, element, via, status, entered_at, is_armed)
SELECT gen_random_uuid(), tenant_id, id, n, 0, 'y', '', 'waiting', now(), false
FROM processes_instance, generate_series(1, %(many)s) n
"""


def test_a_kept_plan_reads_what_stands_within_a_scope_by_the_index_of_those(written_anew):
    written_anew("processes_token_within")
    model = ProcessModel.objects.create(hash="0" * 64, source=b"", calls=[])
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute(_INSTANCES, {"tenant": EGEBY, "model": model.id, "many": 1})
        cursor.execute(_TOKENS, {"many": MANY})
        plan = kept_plan(Asked(unread._CHILDREN[1].sql, (new_id(), 7)))

    assert "processes_token_within" in plan, plan


def test_a_kept_plan_reads_only_those_on_their_way():
    model = ProcessModel.objects.create(hash="0" * 64, source=b"", calls=[])
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute(_INSTANCES, {"tenant": EGEBY, "model": model.id, "many": MANY})
        plan = kept_plan_of_few(Asked(*instances_on(1, "x").query.sql_with_params()))

    assert "processes_on_version" in plan, plan
