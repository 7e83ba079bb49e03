"""Drafts of processes where it gets difficult: colleagues at the same step, strange files, called processes, refusals."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.cases.tests.casekit import NOON, SERVICE
from raadhus.catalogue.public import PackageFiles, install_files, only_parts, package, read_package, service
from raadhus.catalogue.tests.flow.test_called_processes import HEARING, calling
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public.drafts import LARGEST
from raadhus.ui.testing import page_problems
from raadhus.workspace.tests.deskkit import EGEBY, page
from raadhus.workspace.tests.draftkit import AUTHORS, state
from raadhus.workspace.tests.draftkit import HOME as RULES_HOME
from raadhus.workspace.tests.draftkit import begun as begun_rules
from raadhus.workspace.tests.draftkit import changed as changed_rules
from raadhus.workspace.tests.draftkit import sent as sent_rules
from raadhus.workspace.tests.modelkit import HOME, KEY, TODAY, begun, published, renamed, sent, step_of

LATER = {"from-day": "9"}
PERMIT = SERVICE.with_name("building-permit")


@pytest.fixture
def draft(author):
    """Return the address of a draft of the process that was just begun."""
    return begun(author)


def ids_of(shown):
    """Return the steps of a page in their order."""
    return re.findall(r'<li id="step-([^"]+)"', shown)


def test_a_step_is_moved_keeps_its_settings_and_is_moved_back_by_undo(author, draft):
    before = page(author, draft)
    url = step_of(draft, "gather")
    way = re.search(r'<option value="([^"]+)"[^>]*>Between “Beregn og vælg vej”', page(author, url))
    assert way, page(author, url)

    answer = sent(author, url, act="move", **{"move-way": way[1]})

    assert answer.status_code == 302
    after = page(author, draft)
    assert ids_of(after).index("gather") > ids_of(after).index("decide")
    assert sorted(ids_of(after)) == sorted(ids_of(before))
    assert after.count("cases.gather") == before.count("cases.gather")
    sent(author, f"{draft}undo/", way="undo")
    assert ids_of(page(author, draft)) == ids_of(before)


def test_what_cannot_be_moved_has_no_form_and_is_refused(author, draft):
    assert "Move it" not in page(author, step_of(draft, "which_way"))
    before = state()
    assert sent(author, step_of(draft, "which_way"), act="move", **{"move-way": "agreed"}).status_code == 422
    assert sent(author, step_of(draft, "decide"), act="move", **{"move-way": ""}).status_code == 422
    assert state() == before


def test_a_step_that_a_colleague_removed_meanwhile_is_said_to_be_gone(author, draft):
    url = step_of(draft, "hear_party")
    mark = re.search(r'name="read" value="([0-9a-f]*)"', page(author, url))[1]
    assert sent(author, url, act="remove").status_code == 302
    before = state()

    looked = author.get(url)
    typed = author.post(url, {"read": mark, "act": "change", "name": "Hør", "kind": "userTask"})

    for answer in (looked, typed):
        assert answer.status_code == 404
        shown = answer.content.decode()
        assert "is not in the draft any more: somebody has removed it." in shown
        assert 'id="steps"' in shown
        assert not page_problems(shown)
    assert state() == before


def test_a_way_that_a_colleague_removed_meanwhile_is_said_to_be_gone(author, draft):
    url = step_of(draft, "which_way")
    sent(author, url, act="unlead:to_hearing")
    before = state()
    answer = sent(author, url, act="way:to_hearing")
    assert answer.status_code == 404
    assert "or the way on from it, is not in the draft any more" in answer.content.decode()
    assert state() == before


@pytest.fixture
def shared(desk):
    """Return the browser of an association's author, and a draft of the building permit that its members offer."""
    association = Actor.system(ASSOCIATION, purpose="test")
    with transaction(ASSOCIATION), only_parts():
        install_files(association, read_package(PERMIT))
    helle = desk.staff(AUTHORS, name="Helle Kirk", tenant=ASSOCIATION)
    return helle, begun(helle, "building-permit")


def test_an_association_names_units_of_its_members_which_it_does_not_know(shared):
    helle, draft = shared
    assert "There is no unit" not in page(helle, draft)
    assert 'name="note"' in page(helle, draft), "it can be sent for review"
    field = re.search(r'<input[^>]*name="set-unit"[^>]*>', page(helle, step_of(draft, "visit")))
    assert field
    assert 'value="byg-og-miljoe"' in field[0]


@pytest.mark.parametrize("field", ["lead-target", "late-target", "way-0-target"])
def test_only_steps_beside_it_are_offered_to_lead_on_to(shared, field):
    helle, draft = shared
    outside = choices(page(helle, step_of(draft, "visit")), field)
    inside = choices(page(helle, step_of(draft, "ask_neighbour")), field)
    assert "ask_unit" in outside
    assert "neighbour_heard" not in outside
    assert "neighbour_heard" in inside
    assert "ask_unit" not in inside


def choices(shown, field):
    """Return what a field offers."""
    asked = re.search(rf'<select[^>]*name="{field}".*?</select>', shown, re.S)
    assert asked, shown
    return re.findall(r'<option value="([^"]+)"', asked[0])


def test_a_file_whose_drawing_says_nonsense_is_taken_in_and_edited(author, draft):
    source = author.get(f"{draft}file/").content
    odd = re.sub(rb' x="[0-9.]+"', b' x="somewhere"', source)
    assert odd != source
    assert sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", odd)).status_code == 302
    new = {"new-name": "Read", "new-kind": "userTask", "new-way": "decided_how"}
    assert sent(author, step_of(draft, "decide"), act="add", **new).status_code == 302
    assert sent(author, step_of(draft, "decide"), act="lead", **{"lead-target": "done"}).status_code == 302
    late = {"late-name": "Late", "late-time": "P7D", "late-target": "done", "late-ends": "yes"}
    assert sent(author, step_of(draft, "ask_unit"), act="deadline", **late).status_code == 302
    assert "Read" in page(author, draft)


def test_a_draft_that_grows_too_large_says_so_beside_the_step(author, draft):
    source = author.get(f"{draft}file/").content
    filler = b"<documentation>" + b"x" * (LARGEST - len(source) - 200) + b"</documentation>"
    large = re.sub(rb"(<process [^>]*>)", rb"\1" + filler, source, count=1)
    assert sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", large)).status_code == 302
    before = state()
    longer = {"name": "x" * 200, "kind": "userTask", "set-handler": "y" * 1900}
    answer = sent(author, step_of(draft, "ask_unit"), act="change", **longer)
    assert answer.status_code == 422
    assert "could not be read as a process" in answer.content.decode()
    assert state() == before


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


@pytest.fixture
def called(desk):
    """Let Egeby's process call another of its package; return what is in force."""
    installer = Actor.system(EGEBY, purpose="test")
    with desk.transaction():
        files = dict(package(service(installer, KEY, "en").package.ref.content_hash).files.contents)
    number = re.search(rb"^version: (.*)$", files["service.yaml"], re.MULTILINE)[1]
    told = files["service.yaml"].replace(b"version: " + number, b"version: 7.0.0", 1)
    named = HEARING.replace(b'id="Hearing"', b'id="Hearing" name="Hearing of the party"')
    changed = {"service.yaml": told, "process.bpmn": calling("Hearing"), "processes/hearing.bpmn": named}
    install_files(installer, PackageFiles(files | changed))


@pytest.mark.usefixtures("called")
def test_a_called_process_is_read_drafted_sent_and_published_on_pages(author, approver):
    home = page(author, HOME)
    assert "Hearing of the party (processes/hearing.bpmn)" in home
    assert 'aria-current="page"' in home
    one = f"{HOME}?file=processes%2Fhearing.bpmn"
    assert one.replace("&", "&amp;") in home
    assert "Hear the applicant before a decision" in page(author, one)
    drawn = re.search(r'data-source="([^"]+)"', page(author, one))[1].replace("&amp;", "&")
    assert b'id="Hearing"' in author.get(drawn).content
    assert author.get(f"{HOME}?file=rules.dmn").status_code == 404

    begun_at = author.post(f"{HOME}drafts/begin/", {"title": "Hear them", "file": "processes/hearing.bpmn"})
    draft = begun_at["Location"].partition("?")[0]
    shown = page(author, draft)
    assert "The check finds nothing" in shown
    assert "Hearing of the party (processes/hearing.bpmn)" in shown
    assert "processes/hearing.bpmn" in page(author, f"{HOME}drafts/")
    assert (
        sent(author, step_of(draft, "t"), act="change", name="Hear them", kind="userTask").status_code == 302
    )
    assert published(author, approver, draft).status_code == 302

    assert "Hear them" in page(author, one)
    history = page(author, f"{HOME}history/")
    told = page(author, re.search(r'href="([^"]*compare/[^"]*)"', history)[1].replace("&amp;", "&"))
    assert "<ins>Hear them</ins>" in told
    assert not page_problems(told)


@pytest.mark.usefixtures("called")
def test_a_process_that_calls_others_is_sent_and_published(author, approver):
    draft = begun(author)
    assert "The check finds nothing" in page(author, draft)
    renamed(author, draft)
    assert published(author, approver, draft).status_code == 302
    assert "Nogen afgør" in page(author, HOME)


@pytest.mark.usefixtures("called")
def test_what_a_called_process_breaks_in_its_caller_is_found_and_not_sent(author):
    begun_at = author.post(f"{HOME}drafts/begin/", {"title": "x", "file": "processes/hearing.bpmn"})
    draft = begun_at["Location"].partition("?")[0]
    other = author.get(f"{draft}file/").content.replace(b'id="Hearing"', b'id="Listening"')
    sent(author, f"{draft}upload/", file=SimpleUploadedFile("it.bpmn", other))
    shown = page(author, draft)
    assert "the process that calls it," in shown
    assert "Send for review" not in shown
    before = state()
    assert sent(author, f"{draft}submit/", note="x").status_code == 422
    assert state() == before


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
