"""Two reviewers publish at the same moment: one change holds, the other waits where it was."""

import contextvars
import threading

import pytest
from django.db import connections

from raadhus.catalogue.public import RulesMovedOn, publish_rules
from raadhus.catalogue.tests.rulekit import (
    APPROVER,
    FIGURE,
    KEY,
    READER,
    WORDING,
    law_of,
    order,
    somebody,
    submitted,
)
from raadhus.catalogue.use_cases import publishing
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import DraftIsClosed, DraftState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rules_in_force")]
OTHER = somebody(Role.RULE_APPROVER)


def at_once(monkeypatch, place, *acts):
    """Run each act on a connection of its own; each waits at ``place`` for the others. Return answers or errors."""
    line = threading.Barrier(len(acts), timeout=120)
    held = getattr(*place)

    def late(*arguments, **named):
        line.wait()
        return held(*arguments, **named)

    monkeypatch.setattr(*place, late)
    answers: list[object] = [None] * len(acts)

    def run(at, context):
        try:
            answers[at] = context.run(acts[at])
        except Exception as error:  # handed to the test
            answers[at] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(at, contextvars.copy_context())) for at in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def states(*asked):
    """Return where drafts stand, sorted."""
    with transaction(ASSOCIATION):
        return sorted(drafts.get_draft(READER, one).info.state for one in asked)


def test_of_two_drafts_published_at_once_one_holds_and_the_other_is_told_that_rules_moved_on(monkeypatch):
    first, second = submitted(WORDING), submitted(FIGURE)
    orders = order(first, accepts_changes=True), order(second, accepts_changes=True)
    answers = at_once(
        monkeypatch,
        (publishing, "_own_service"),
        lambda: publish_rules(APPROVER, orders[0]),
        lambda: publish_rules(OTHER, orders[1]),
    )

    (refusal,) = (one for one in answers if isinstance(one, Exception))
    (ref,) = (one for one in answers if not isinstance(one, Exception))
    assert isinstance(refusal, RulesMovedOn)
    assert (ref.service_key, ref.content_hash) == (KEY, law_of())
    assert states(first, second) == [DraftState.PUBLISHED, DraftState.REVIEW]


def test_one_draft_published_by_two_at_once_is_published_once(monkeypatch):
    draft = submitted()
    asked = order(draft)
    answers = at_once(
        monkeypatch,
        (publishing, "_expect_day"),
        lambda: publish_rules(APPROVER, asked),
        lambda: publish_rules(OTHER, asked),
    )

    assert sorted(type(one).__name__ for one in answers) == [DraftIsClosed.__name__, "PackageRef"]
    assert states(draft) == [DraftState.PUBLISHED]
