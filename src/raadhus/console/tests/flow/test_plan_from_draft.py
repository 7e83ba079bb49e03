"""A leader takes a draft of the process as the planned side, fills in what its steps take, and sees the saving."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from raadhus.cases.tests.casekit import ANNE, CARL, EVA, NOON, Town, package_files
from raadhus.console.tests.flow.test_plan import SENT, URL, heading, page, plans, rows
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction

MODELS = "/work/models/free-place-subsidy/drafts/"
UNIT, NEW = "Sagsbehandler afgør", "Nogen afgør"


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby, where rules decided one case and another waits for its unit."""
    with clock.frozen(NOON):
        built = Town().build()
        built.move_in(CARL, ANNE, EVA)
        built.decide_application(ANNE)
        built.decide_application(EVA, contested=True)
        yield built


@pytest.fixture
def leader(town: Town) -> Client:
    """Return a leader's browser."""
    return town.log_in(CARL, groups=("Ledere",))


@pytest.fixture
def draft(town: Town) -> str:
    """Return the id of a draft in which a step has another name, as an author wrote it."""
    author = town.log_in(EVA, groups=("Regelforfattere",))
    begun = author.post(f"{MODELS}begin/", {"title": "Fewer hands"})
    (found,) = re.findall(r"/drafts/([0-9a-f-]{36})/", begun["Location"])
    with transaction(town.tenant):
        mark = apps.get_model("rules", "RuleDraft").objects.get(id=found).mark
    source = package_files()["process.bpmn"].replace(UNIT.encode(), NEW.encode())
    file = SimpleUploadedFile("process.bpmn", source)
    assert author.post(f"{MODELS}{found}/upload/", {"read": mark, "file": file}).status_code == 302
    return str(found)


def test_the_page_leads_to_each_draft_of_the_process(leader: Client, draft: str) -> None:
    links = {link.text_content(): link.get("href") for link in page(leader).iter("a")}

    assert links["Fewer hands"] == f"{URL}?draft={draft}#change"


def test_the_steps_of_the_draft_are_the_planned_side_and_nothing_is_kept_yet(
    town: Town, leader: Client, draft: str
) -> None:
    shown = page(leader, f"{URL}?draft={draft}")

    planned = rows(shown, "Planned")
    assert NEW in planned
    assert UNIT not in planned
    assert planned[NEW][0] == "0%"  # the share that the same step has today: nobody has left it
    assert "The planned side is the draft “Fewer hands”" in shown.text_content()
    assert shown.xpath("//form[@id='change']/@action") == [URL]
    assert plans(town) == 0


def test_what_is_known_of_a_step_today_is_filled_in(leader: Client, draft: str) -> None:
    assert leader.post(URL, SENT).status_code == 302
    shown = page(leader, f"{URL}?draft={draft}")

    planned = rows(shown, "Planned")
    assert planned[NEW][2:4] == ["90.5", "DKK 12"]  # as for the same step of today
    assert shown.xpath("//input[@name='rate']/@value") == ["400"]


def test_what_is_entered_for_the_drafts_steps_is_kept_and_the_saving_computed(
    leader: Client, draft: str
) -> None:
    form = page(leader, f"{URL}?draft={draft}").forms[-1]
    sent = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    (place,) = [
        name.rpartition("-")[2] for name, value in sent.items() if value == NEW and "planned-name" in name
    ]
    sent |= {"rate": "600", f"planned-share-{place}": "50", f"planned-minutes-{place}": "30"}

    assert leader.post(URL, sent).status_code == 302
    shown = page(leader)

    assert rows(shown, "Planned")[NEW] == ["50%", "1", "30", "DKK 0", "0.5", "DKK 300"]
    assert heading(shown) == "The plan takes 0.5 hours of work and DKK 300 more a year."


@pytest.mark.parametrize("wrong", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_what_is_no_draft_is_not_found(leader: Client, wrong: str) -> None:
    assert leader.get(f"{URL}?draft={wrong or ' '}").status_code == 404


def test_a_draft_of_rules_is_none_of_a_process(town: Town, leader: Client) -> None:
    author = town.log_in(EVA, groups=("Regelforfattere",))
    begun = author.post("/work/rules/free-place-subsidy/drafts/begin/", {"title": "Rules"})
    (found,) = re.findall(r"/drafts/([0-9a-f-]{36})/", begun["Location"])

    assert leader.get(f"{URL}?draft={found}").status_code == 404
    assert "Fewer hands" not in page(leader).text_content()


def test_who_is_no_leader_reads_no_draft_there(town: Town, draft: str) -> None:
    clerk = town.log_in(EVA, groups=("Pladsanvisning-Sagsbehandlere",))

    assert clerk.get(f"{URL}?draft={draft}").status_code == 403
