"""A town's own decisions for the command that tries changed rules: inputs and facts, no names, and a trace in the audit."""

import datetime as dt
from decimal import Decimal

from django.apps import apps

from raadhus.cases.management import earlier_cases
from raadhus.cases.management.earlier_cases import read_earlier_cases
from raadhus.cases.tests.casekit import ANNE, BO, TODAY, package_files
from raadhus.catalogue.public import parse_service
from raadhus.platform.tenancy.scope import transaction


def test_what_the_rules_were_given_is_read_batch_by_batch_and_noted(town, monkeypatch):
    monkeypatch.setattr(earlier_cases, "_AT_ONCE", 1)
    town.move_in(ANNE, BO)
    town.decide_application(ANNE)
    town.decide_application(BO)

    found = read_earlier_cases(
        town.tenant, parse_service(package_files()), TODAY, TODAY + dt.timedelta(days=1)
    )

    assert {case.inputs["Monthly household income"] for case in found} == {ANNE.monthly, BO.monthly}
    assert [case.facts for case in found] == [{"price": Decimal("3200.00")}] * 2
    assert not any(word in repr(found) for word in ("Anne", "Bo ", ANNE.number))
    with transaction(town.tenant):
        assert apps.get_model("platform.AuditEntry").objects.filter(act="cases.try_rules").count() == 1


def test_nothing_is_read_of_another_time(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)

    assert read_earlier_cases(town.tenant, parse_service(package_files()), dt.date(2023, 1, 1), TODAY) == ()
