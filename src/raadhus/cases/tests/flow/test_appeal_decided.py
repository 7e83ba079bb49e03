"""An appeal that the unit gives way to ends with a new decision and its letter."""

import datetime as dt
from decimal import Decimal

from django.apps import apps

from raadhus.bus.testing import run_all
from raadhus.cases.models import Case, Decision, Task
from raadhus.cases.tests.casekit import ANNE
from raadhus.cases.use_cases.decide_by_hand import HandDecision, decide_by_hand, send_by_hand
from raadhus.cases.use_cases.file_appeal import file_appeal
from raadhus.platform.tenancy.scope import transaction


def test_the_unit_gives_way_and_the_citizen_gets_a_new_letter(town):
    town.move_in(ANNE)
    town.decide_application(ANNE)
    with transaction(town.tenant):
        appealed = file_appeal(town.citizen(ANNE), Decision.objects.get().id, "My income is lower.")
        task = Task.objects.get(case=appealed)
        given = HandDecision(
            percent=Decimal(80), valid_from=dt.date(2024, 12, 1), reasons=("Indtægten er lavere.",)
        )
        decide_by_hand(town.caseworker(), task.id, given)
        send_by_hand(town.caseworker(), task.id)
    run_all()

    with transaction(town.tenant):
        case = Case.objects.get(id=appealed.id)
        letters = apps.get_model("post", "Letter").objects.filter(case_id=case.id, template="decision")
        assert (case.status, Decision.objects.get(case=case).percent) == ("closed", Decimal(80))
        assert letters.get().data["percent"] == "80"
