"""A draft's page offers what may be done, and says what is true of what it cannot show."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.organisation.demo import EGEBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import drafts
from raadhus.workspace.tests.deskkit import page
from raadhus.workspace.tests.draftkit import FIGURE, HOME, KEY, changed, sent, state

DAY = {"from-day": "5", "from-month": "11", "from-year": "2024"}
ENDLESS = "200300 + 0 * count(for i in 1..10000000 return i)"


def test_rules_that_cannot_decide_an_example_are_offered_to_nobody_for_publishing(author, approver, draft):
    changed(author, draft, **{FIGURE: ENDLESS})
    assert sent(author, f"{draft}submit/", note="x").status_code == 302
    looked = page(approver, draft)
    assert re.search(r"\d+ cannot be decided by these rules at all\.", looked)
    assert (
        "It cannot be published: some of the package’s examples cannot be decided by these rules." in looked
    )
    assert f'action="{draft}publish/"' not in looked
    assert f'action="{draft}return/"' in looked
    before = state()
    answer = sent(approver, f"{draft}publish/", meant="yes", **DAY)

    assert answer.status_code == 422
    assert "cannot be decided by these rules at all. Return the draft to its author" in answer.text
    assert state() == before


def test_examples_that_come_out_otherwise_are_meant_or_not_published(author, approver, draft):
    changed(author, draft, **{FIGURE: "200301"})
    sent(author, f"{draft}submit/", note="x")
    assert 'name="meant"' in page(approver, draft)
    before = state()
    assert sent(approver, f"{draft}publish/", **DAY).status_code == 422
    assert state() == before

    assert sent(approver, f"{draft}publish/", meant="yes", **DAY).status_code == 302


def test_a_closed_draft_of_rules_that_are_not_kept_claims_no_difference(author, draft):
    source = author.get(f"{draft}file/").content
    writer = new_id()
    actor = Actor(tenant=EGEBY, person_id=writer, staff_id=writer, roles=frozenset({Role.RULE_AUTHOR}))
    with transaction(EGEBY):
        lost = drafts.begin_draft(
            actor, drafts.DraftOrder(service_key=KEY, title="Lost", based_on="0" * 64, source=source)
        )
        mark = drafts.get_draft(actor, lost).info.mark
    drafts.withdraw_draft(actor, lost, read=mark)
    shown = page(author, f"{HOME}drafts/{lost}/")

    assert "The rules it began from are not kept any more" in shown
    assert not re.search(r"no difference|decide alike", shown)


def with_more(author, draft, more):
    """Upload the draft with more parts in it; return the answer."""
    source = author.get(f"{draft}file/").content.replace(b"</definitions>", more.encode() + b"</definitions>")
    return sent(author, f"{draft}upload/", file=SimpleUploadedFile("rules.dmn", source))


@pytest.mark.parametrize("terms", ["1", "abs(1)"])
def test_a_draft_with_an_endless_sum_can_still_be_read_and_given_up(author, draft, terms):
    text = f"<literalExpression><text>{'+'.join([terms] * 1_500)}</text></literalExpression>"
    assert with_more(author, draft, f'<decision id="z" name="z">{text}</decision>').status_code == 302

    assert "The expression is nested too deeply" in page(author, draft)
    assert sent(author, f"{draft}submit/", note="x").status_code == 422
    assert sent(author, f"{draft}withdraw/").status_code == 302


def test_a_draft_takes_no_more_parts_than_rules_may_have(author, draft):
    before = state()
    answer = with_more(author, draft, "".join(f'<inputData id="q{n}" name="q{n}"/>' for n in range(1_001)))

    assert answer.status_code == 422
    assert "The file could not be read as rules." in answer.text
    assert state() == before
