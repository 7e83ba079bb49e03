"""Drafts of processes where it gets difficult: refusals, what is stopped, files too large, drafts that others overtook."""

import datetime as dt
import re

import pytest

from raadhus.cases.tests.casekit import NOON
from raadhus.catalogue.public import PackageFiles, install_files, package, service
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.rules.public.drafts import LARGEST
from raadhus.workspace.tests.deskkit import EGEBY, page
from raadhus.workspace.tests.draftkit import HOME as RULES_HOME
from raadhus.workspace.tests.draftkit import begun as begun_rules
from raadhus.workspace.tests.draftkit import changed as changed_rules
from raadhus.workspace.tests.draftkit import sent as sent_rules
from raadhus.workspace.tests.draftkit import state
from raadhus.workspace.tests.modelkit import HOME, KEY, TODAY, begun, published, renamed, sent, step_of

LATER = {"from-day": "9"}


@pytest.fixture
def draft(author):
    """Return the address of a draft of the process that was just begun."""
    return begun(author)


@pytest.mark.parametrize(
    ("act", "typed", "status"),
    [
        ("submit", {"note": ""}, 422),
        ("submit", {"note": "x", "read": "0" * 64}, 409),
        ("undo", {"way": "redo"}, 409),
        ("undo", {"way": "undo", "read": "0" * 64}, 409),
        ("upload", {"read": "0" * 64}, 409),
        ("withdraw", {"read": "0" * 64}, 409),
        ("return", {"reason": "Not sent yet."}, 409),
        ("publish", {"words": "x"} | TODAY, 409),
    ],
)
def test_what_is_refused_of_a_draft_changes_nothing(author, approver, draft, act, typed, status):
    renamed(author, draft)
    before = state()
    who = approver if act == "publish" else author
    assert sent(who, f"{draft}{act}/", **typed).status_code == status
    assert state() == before


@pytest.mark.parametrize(
    ("act", "typed", "status"),
    [
        ("return", {"reason": ""}, 422),
        ("publish", {"words": "x", "read": "0" * 64} | TODAY, 409),
        ("publish", {"words": "x"} | TODAY | {"from-day": "4"}, 422),
        ("publish", {"words": "x"} | TODAY | {"from-day": "never"}, 422),
    ],
)
def test_what_is_refused_of_a_draft_in_review_changes_nothing(author, approver, draft, act, typed, status):
    renamed(author, draft)
    sent(author, f"{draft}submit/", note="x")
    before = state()
    assert sent(approver, f"{draft}{act}/", **typed).status_code == status
    assert state() == before


@pytest.mark.parametrize("title", ["", "   ", "x" * 121])
def test_a_draft_without_a_name_is_not_begun(author, title):
    before = state()
    answer = author.post(f"{HOME}drafts/begin/", {"title": title})
    assert answer.status_code == 422
    assert "A draft needs a name of at most 120 characters." in answer.content.decode()
    assert state() == before


@pytest.mark.parametrize(
    "more", [{"version": "0" * 64}, {"file": "processes/none.bpmn"}, {"file": "rules.dmn"}]
)
def test_a_draft_is_begun_from_what_is_there(author, more):
    before = state()
    assert author.post(f"{HOME}drafts/begin/", {"title": "x"} | more).status_code == 404
    assert state() == before


def test_a_version_is_stopped_with_a_reason_and_in_its_own_history_only(author, approver, draft):
    renamed(author, draft)
    published(author, approver, draft, **LATER)
    before = state()

    assert approver.post(f"{HOME}history/stop/", {"reason": " "}).status_code == 422
    assert approver.post(f"{RULES_HOME}history/stop/", {"reason": "Wrong door."}).status_code == 404
    assert state() == before
    of_rules = page(approver, f"{RULES_HOME}history/")
    assert "Stop them before they come into force" not in of_rules
    assert "This version changes the process: it is stopped in its history." in of_rules
    assert f'href="{HOME}history/"' in of_rules
    assert "Stop it before it comes into force" in page(approver, f"{HOME}history/")

    assert approver.post(f"{HOME}history/stop/", {"reason": "Too early."}).status_code == 302
    after = state()
    assert approver.post(f"{HOME}history/stop/", {"reason": "Again."}).status_code == 404
    assert state() == after


def test_a_version_of_the_rules_is_not_stopped_in_the_history_of_the_process(author, approver):
    rules = begun_rules(author)
    changed_rules(author, rules)
    sent_rules(author, f"{rules}submit/", note="x")
    sent_rules(approver, f"{rules}publish/", words="Good.", **(TODAY | LATER | {"meant": "yes"}))
    before = state()
    assert approver.post(f"{HOME}history/stop/", {"reason": "Wrong door."}).status_code == 404
    assert state() == before
    shown = page(approver, f"{HOME}history/")
    assert "This version changes the rules: it is stopped in their history." in shown
    assert "The process is as in the version before" in shown


def test_the_history_of_rules_leads_to_drafts_of_the_process_on_their_own_pages(author, approver, draft):
    renamed(author, draft)
    published(author, approver, draft)
    shown = page(author, f"{RULES_HOME}history/")
    assert f'href="{draft}"' in shown
    assert draft.replace("/work/models/", "/work/rules/") not in shown
    assert "The rules are as in the version before" in shown


def test_how_we_calculate_is_dated_by_the_version_that_last_changed_the_rules(desk, author, approver, draft):
    url = f"/services/{KEY}/calculation/"
    today = desk.stranger().get(url).content.decode()
    renamed(author, draft)
    published(author, approver, draft, **{"from-day": "6"})
    with clock.frozen(NOON + dt.timedelta(days=1)):
        assert since(desk.stranger().get(url).content.decode()) == since(today)


def since(shown):
    """Return the sentence that tells since when the rules hold."""
    return re.search(r"[^<>]*5[^<>]*2024[^<>]*", shown)[0]


def test_a_process_too_large_for_a_draft_says_so_where_it_is_begun(desk, author):
    installer = Actor.system(EGEBY, purpose="test")
    with desk.transaction():
        files = dict(package(service(installer, KEY, "en").package.ref.content_hash).files.contents)
    number = re.search(rb"^version: (.*)$", files["service.yaml"], re.MULTILINE)[1]
    files["service.yaml"] = files["service.yaml"].replace(b"version: " + number, b"version: 7.0.0", 1)
    files["process.bpmn"] += b"<!-- " + b"x" * LARGEST + b" -->"
    install_files(installer, PackageFiles(files))
    before = state()

    answer = author.post(f"{HOME}drafts/begin/", {"title": "Plainer words"})

    assert answer.status_code == 422
    assert "Send a BPMN file of at most 1 MB" in answer.content.decode()
    assert 'value="Plainer words"' in answer.content.decode()
    assert state() == before


def test_a_draft_that_others_have_overtaken_is_brought_up_to_date_and_published(author, approver, draft):
    other = begun(author)
    renamed(author, other)
    published(author, approver, other)
    sent(author, step_of(draft, "hear_party"), act="change", name="Høring", kind="userTask")
    assert "Bring the draft up to date" in page(author, draft)

    answer = sent(author, f"{draft}update/")

    assert answer.status_code == 302
    shown = page(author, answer["Location"])
    assert "The draft is up to date" in shown
    assert "Bring the draft up to date" not in shown
    assert "Nogen afgør" in shown
    assert "Steps: 0 new, 1 changed, 0 removed." in shown
    before = state()
    assert sent(author, f"{draft}undo/", way="undo").status_code == 409
    assert state() == before
    assert published(author, approver, draft).status_code == 302
    in_force = page(author, HOME)
    assert "Nogen afgør" in in_force
    assert "Høring" in in_force


def test_what_a_draft_and_the_process_in_force_both_change_is_named_and_nothing_changes(
    author, approver, draft
):
    other = begun(author)
    renamed(author, other)
    published(author, approver, other)
    renamed(author, draft, "En tredje afgør")
    before = state()
    answer = sent(author, f"{draft}update/")
    assert answer.status_code == 409
    assert "The draft and the process in force both change: Nogen afgør." in answer.content.decode()
    assert sent(author, f"{draft}update/", read="0" * 64).status_code == 409
    assert state() == before


def test_who_opens_a_draft_reads_first_why_it_waits_or_what_is_to_be_mended(author, approver, draft):
    renamed(author, draft)
    assert sent(author, f"{draft}submit/", note="The words were stiff.").status_code == 302
    waiting = page(approver, draft)
    assert (
        waiting.index("The words were stiff.")
        < waiting.index('id="difference"')
        < waiting.index('id="steps"')
    )
    assert sent(approver, f"{draft}return/", reason="Say who decides.").status_code == 302
    again = page(author, draft)
    assert again.index("Say who decides.") < again.index('id="steps"') < again.index('id="difference"')


def test_the_history_says_what_the_publisher_wrote_for_it(author, approver, draft):
    renamed(author, draft)
    assert published(author, approver, draft).status_code == 302
    told = page(author, f"{HOME}history/")
    assert told.index("The words were stiff.") < told.index("Good.")
