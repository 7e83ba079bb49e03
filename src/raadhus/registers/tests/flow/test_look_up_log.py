"""Each look-up is logged, whatever becomes of the act that asked."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import transaction as django_transaction

from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy.scope import NoTenant, outlive_rollback, transaction
from raadhus.registers.domain.records import RegisterUnavailable
from raadhus.registers.models import RegisterLookup
from raadhus.registers.use_cases.look_up import look_up, look_up_each

pytestmark = pytest.mark.django_db
TOWN = UUID("00000000-0000-7000-8000-000000000001")
ACTOR = Actor.system(TOWN, purpose="test")
NUMBER = "6101900001"


class Refused(Exception):
    """What ends an act in these tests."""


def ask(register: str = "person") -> str:
    return look_up(ACTOR, register, NUMBER, "test", lambda: "told")


def logged() -> list[tuple[str, str]]:
    with transaction(TOWN):
        return list(RegisterLookup.objects.order_by("at", "id").values_list("register", "outcome"))


def acts() -> int:
    with transaction(TOWN):
        return AuditEntry.objects.count()


def note() -> None:
    audit.record(ACTOR, "test.act", "thing:1")


def refused_after(*steps: Callable[[], object]) -> None:
    """Do ``steps`` in one transaction, and end it by a refusal."""
    with transaction(TOWN):
        for step in steps:
            step()
        raise Refused


def test_a_look_up_of_an_act_that_succeeds_is_logged_once() -> None:
    with transaction(TOWN):
        ask()

    assert logged() == [("person", "answered")]


def test_a_look_up_of_an_act_that_fails_is_logged_and_nothing_else_is_kept() -> None:
    with pytest.raises(Refused):
        refused_after(note, ask)

    assert logged() == [("person", "answered")]
    assert acts() == 0


def test_a_look_up_of_a_request_that_is_refused_is_logged_and_nothing_else_is_kept() -> None:
    with transaction(TOWN):
        note()
        look_up_each(ACTOR, NUMBER, "test", {"person": lambda: 1, "income": lambda: 2}, within_seconds=120)
        django_transaction.set_rollback(True)

    assert logged() == [("person", "answered"), ("income", "answered")]
    assert acts() == 0


def test_a_register_that_did_not_answer_is_logged_when_its_job_is_tried_later() -> None:
    def be_silent() -> None:
        raise RegisterUnavailable("person: TimeoutError")

    with pytest.raises(RegisterUnavailable), transaction(TOWN):
        look_up(ACTOR, "person", NUMBER, "test", be_silent)

    assert logged() == [("person", "unavailable")]


def test_a_look_up_that_was_undone_with_a_part_of_its_act_is_logged_once() -> None:
    with transaction(TOWN):
        ask("person")
        with pytest.raises(Refused):
            refused_after(note, lambda: ask("income"))

    assert sorted(logged()) == [("income", "answered"), ("person", "answered")]
    assert acts() == 0


def test_a_look_up_that_was_undone_twice_is_logged_once() -> None:
    def begin_with_a_refused_part() -> None:
        with pytest.raises(Refused):
            refused_after(ask)

    with pytest.raises(Refused):
        refused_after(begin_with_a_refused_part)

    assert logged() == [("person", "answered")]


def test_nothing_outlives_outside_a_municipalitys_transaction() -> None:
    with pytest.raises(NoTenant):
        outlive_rollback(lambda: None)
