"""Rules that cannot be carried out leave the case to a person, who is told; nothing of what a citizen typed is."""

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.models import Assessment, Decision, Task
from raadhus.cases.tests.casekit import ANNE
from raadhus.cases.tests.flow.test_by_hand import FULL
from raadhus.cases.use_cases import apply_rules as applying
from raadhus.cases.use_cases.staff.decide_by_hand import decide_by_hand, send_by_hand
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.public import incidents
from raadhus.rules.public import CannotDecide

SECRET = "Hemmelig Vej 7"


@pytest.mark.parametrize("error", [CannotDecide(detail=SECRET), ValueError(SECRET), RecursionError(SECRET)])
def test_a_case_whose_rules_fail_comes_to_the_unit_and_can_be_decided(town, monkeypatch, error, caplog):
    def fail(*_given, **_named):
        raise error

    monkeypatch.setattr(applying.rules, "decide", fail)
    town.move_in(ANNE)
    case = town.decide_application(ANNE)

    with transaction(town.tenant):
        (task,) = Task.objects.all()
        assert not Decision.objects.exists()
        assert Assessment.objects.get().why == ["rules-failed"]
        assert incidents(town.system) == ()
    assert (case.status, task.why, task.unit_id) == ("with_unit", ["rules-failed"], town.unit_id)
    assert SECRET not in caplog.text

    with transaction(town.tenant):
        decide_by_hand(town.caseworker(), task.id, FULL)
        send_by_hand(town.caseworker(), task.id)
    run_all()
    assert town.again(case).status == "closed"
