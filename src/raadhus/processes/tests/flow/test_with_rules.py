"""Processes with the rules beneath them: FEEL in models, decisions in the log, the town's clock and zone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from raadhus.organisation.demo import EGEBY
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.tests.unit.drawing import arrows, model, user
from raadhus.rules import public as rules

RULES = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="d" namespace="urn:test">
  <inputData id="i" name="amount"><variable name="amount" typeRef="number"/></inputData>
  <decision id="r" name="Route"><variable name="Route"/>
    <informationRequirement id="q"><requiredInput href="#i"/></informationRequirement>
    <literalExpression><text>if amount &gt; 100 then "person" else "automatic"</text></literalExpression>
  </decision>
</definitions>"""
PROCESS = model(
    '<startEvent id="start"/>'
    '<scriptTask id="add"><script>{amount: a + b, day: today()}</script></scriptTask>'
    '<businessRuleTask id="rule"><extensionElements><raadhus:decision ref="Route" result="route"/>'
    "</extensionElements></businessRuleTask>"
    '<exclusiveGateway id="which" default="which_end"/>'
    + user("person")
    + '<boundaryEvent id="late" attachedToRef="person"><timerEventDefinition>'
    + '<timeDuration>duration("P14D")</timeDuration></timerEventDefinition></boundaryEvent>'
    + '<endEvent id="end"/>'
    + arrows(
        "start > add",
        "add > rule",
        "rule > which",
        'which > person ? route = "person"',
        "which > end",
        "person > end",
        "late > end",
    )
)
ACTOR = Actor.system(EGEBY, purpose="test")
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("towns", "db")


def start(**variables: object):
    with (
        public.handlers.replaced("user task", lambda execution: None),
        transaction(EGEBY),
        clock.frozen(NOON),
    ):
        ref = public.store_model(ACTOR, PROCESS)
        rule = rules.store_model(ACTOR, RULES)
        return public.start(ACTOR, ref.hash, business_key=uuid4(), variables=variables, rules=rule.hash)


def test_rules_decide_and_the_decision_is_logged_with_the_case() -> None:
    instance = start(a=10, b=Decimal("2.5"))
    with transaction(EGEBY):
        info = public.instance(ACTOR, instance)
        variables = public.variables(ACTOR, instance)
        (decision,) = rules.list_decisions(ACTOR, f"process:{info.business_key}")
    assert info.status == "completed"
    assert variables["amount"] == Decimal("12.5")
    assert variables["day"] == date(2024, 5, 1)
    assert variables["route"] == "automatic" == decision.outputs


def test_a_process_without_its_rules_stops_for_a_person() -> None:
    with public.handlers.replaced("user task", lambda execution: None), transaction(EGEBY):
        ref = public.store_model(ACTOR, PROCESS)
        public.start(ACTOR, ref.hash, business_key=uuid4(), variables={"a": 1, "b": 1})
        (incident,) = public.incidents(ACTOR)
    assert incident.element == "rule"
    assert "without a rule model" in incident.sentence


def test_a_wrong_expression_is_refused_with_its_line() -> None:
    source = PROCESS.replace(b'route = "person"', b"route = = 1")
    (problem,) = [one for one in public.check_model(source) if one.is_error]
    assert problem.element_id == "which_person"
    assert "route = = 1" in problem.sentence


def test_a_deadline_is_a_day_of_the_municipality() -> None:
    instance = start(a=100, b=1)
    with transaction(EGEBY):
        assert public.instance(ACTOR, instance).standing == ("person",)
        due_at = models.TimerSubscription.objects.get().due_at
    assert due_at == datetime(2024, 5, 15, 22, tzinfo=UTC)  # the midnight that closes 15 May in Egeby
