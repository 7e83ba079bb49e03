"""An application becomes a case, a decision and a letter."""

from decimal import Decimal

from raadhus.cases.models import Decision, Sending
from raadhus.cases.tests.casekit import ANNE
from raadhus.platform.tenancy.scope import transaction


def test_an_application_with_confirmed_figures_is_decided_by_rules(town):
    town.move_in(ANNE)

    case = town.decide_application(ANNE)

    with transaction(town.tenant):
        (decision,) = Decision.objects.all()
        assert (decision.outcome, decision.percent, decision.is_automatic) == ("partly", Decimal(45), True)
        assert decision.rows_fired == ["half"]
        assert decision.law[0]["title"].startswith("Dagtilbudsloven")
        assert Sending.objects.filter(decision=decision).count() == 1
    assert case.status == "closed"
    assert case.number == "EGE-2024-000001"
