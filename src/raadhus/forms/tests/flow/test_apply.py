"""The journey through a form, page by page."""

import pytest

from raadhus.bus.testing import emitted
from raadhus.forms.events import SubmissionCompleted
from raadhus.forms.models import Submission
from raadhus.forms.tests.townkit import address, browser_of
from raadhus.organisation.demo import EGEBY
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.usefixtures("town")


def test_a_parent_applies_from_start_to_receipt():
    amina = browser_of("amina")

    assert amina.open(address()).status_code == 200
    begun = amina.send(address())
    assert begun.url == address("household")
    assert "Amina Holm" in amina.open(begun.url).content.decode()

    second = amina.send(address("household"))
    assert second.url == address("children")
    page = amina.open(second.url).content.decode()
    assert "Yusuf Holm" in page

    third = amina.send(
        address("children"),
        **{
            "children.r1.daycare": "kindergarten",
            "children.r1.fee_monthly": "2.150,50",
            "children.r2.daycare": "nursery",
            "children.r2.fee_monthly": "3.900",
            "subsidy_from": "2024-12-01",
        },
    )
    assert third.url == address("income"), amina.page
    assert "24,300.50" in amina.open(third.url).content.decode()

    fourth = amina.send(address("income"), **{"applicant.self_employed": "no"})
    assert fourth.url == address("summary"), amina.page
    assert "Kindergarten" in amina.open(fourth.url).content.decode()

    sent = amina.send(address("summary"), declared="yes")
    receipt = amina.open(sent.url)
    assert receipt.status_code == 200

    with transaction(EGEBY):
        submission = Submission.objects.get()
        assert [event.submission_id for event in emitted(SubmissionCompleted)] == [submission.id]
        assert submission.number in amina.page
        assert submission.answers["income.monthly"] == "24300.50"
        assert submission.answers["children"][0]["fee_monthly"] == "2150.50"
        assert submission.figures["income.monthly"]["confirmed_by"] == str(submission.person_id)
