"""Rules that people of the town published are proven too: a letter says what was decided, whatever the law's scale says."""

import pytest

from raadhus.config.proof.journey import SERVICE
from raadhus.config.proof.proving import prove
from raadhus.config.proof.visits import Visits
from raadhus.config.town.town import Town
from tests.towns import TownKeeper, waiting_in

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]
HOME = f"/work/rules/{SERVICE}/"
MONTHLY_OERE = 39_000_00
LIMIT = "cell:1:scale-2024"


def test_rules_that_were_changed_by_people_are_proven_by_what_was_decided(keeper: TownKeeper) -> None:
    town = keeper.sound_town()
    try:
        publish_another_limit(town)
        lines = list(prove(town, draw=lambda _lowest, _highest: MONTHLY_OERE, wait=waiting_in(town)))
    finally:
        keeper.forget()  # the changed rules stay in it

    assert [line for line in lines if not line.is_true] == []
    assert lines[0].what == "rules"
    assert "people of this town changed them (version 1.0.1)" in lines[0].said
    assert {"letter", "printed"} <= {line.what for line in lines}


def publish_another_limit(town: Town) -> None:
    """Let Helle write a draft with a lower limit, and Jens publish it from today."""
    with Visits(town) as visits:
        author = visits.begin("kommunekredsen")
        drafts = author.log_in_to(f"{author.site}{HOME}drafts/", "helle")
        draft = author.visitor.submit(drafts, drafts.form(having="title"), {"title": "A lower limit"})
        address = draft.url.partition("?")[0]
        table = author.visitor.open(f"{address}table/?table=scale-table")
        saved = author.visitor.submit(table, table.form(having=LIMIT), {LIMIT: "150300"})
        assert "done=saved" in saved.url, saved.errors
        draft = author.visitor.open(address)
        sent = author.visitor.submit(draft, draft.form(action="/submit/"), {"note": "A lower limit."})
        assert "done=submitted" in sent.url, sent.errors
        approver = visits.begin("kommunekredsen")
        draft = approver.log_in_to(address, "jens")
        read = approver.visitor.submit(draft, draft.form(action="/publish/"), {"meant": "yes"})
        assert "done=published" in read.url, read.errors
