"""Where cases are: a leader sees what came, what went, what waits and on which version; nobody else does."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from raadhus.cases.tests.casekit import ANNE, BO, CARL, EGEBY, EVA, NOON, Town, package_files
from raadhus.catalogue.public import PackageFiles, install_files, only_parts
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes
from raadhus.ui.testing import page_problems

SERVICE = "/console/activity/free-place-subsidy/"
MOST = 12


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby with one case that rules decided and one that waits for a caseworker."""
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


def page(browser: Client, url: str = SERVICE) -> html.HtmlElement:
    """Return a page that must be well made."""
    answer = browser.get(url)
    assert answer.status_code == 200, answer.content[:400]
    assert page_problems(answer.text) == ()
    return html.fromstring(answer.text)


def heading(shown: html.HtmlElement) -> str:
    """Return the sentence that the page begins with."""
    return " ".join(shown.findtext(".//h1").split())


def figures(shown: html.HtmlElement) -> dict[str, str]:
    """Return the figures on top by what they are called."""
    pairs = shown.xpath("(//dl[contains(@class, 'rh-activity__figures')])[1]/div")
    return {one.findtext("dt"): one.findtext("dd") for one in pairs}


def rows(shown: html.HtmlElement, caption: str) -> list[list[str]]:
    """Return the rows of a table."""
    table = next(one for one in shown.iter("table") if one.findtext("caption") == caption)
    return [[cell.text_content() for cell in row] for row in table.findall("tbody/tr")]


def test_the_figures_and_where_it_waits_come_first(leader):
    shown = page(leader)

    said = "In 12 months 2 came in and 1 went out; 1 case is open. Most wait at “Sagsbehandler afgør”: 1."
    assert heading(shown) == said
    assert figures(shown) == {
        "Came": "2",
        "Closed": "1",
        "Open now": "1",
        "Half are closed within": "at once",
        "Nine of ten within": "at once",
        "Decided by rules alone": "100%",
        "Deadlines kept": "100%",
    }


def test_each_step_stands_in_the_table_in_the_order_of_the_process(leader):
    told = rows(page(leader), "Step by step")

    assert [row[0] for row in told] == [
        "Saml oplysninger",
        "Partner bekræfter indkomst",
        "Beregn og vælg vej",
        "Partshøring",
        "Sagsbehandler afgør",
        "Send afgørelse",
    ]
    assert told[4] == ["Sagsbehandler afgør", "1", "0", "1", "–", "–"]
    assert told[5] == ["Send afgørelse", "1", "1", "0", "at once", "at once"]


def test_the_drawing_is_told_where_to_put_its_marks(leader):
    drawn = page(leader).xpath("//*[@data-behaviour='process-map']")[0]

    assert json.loads(drawn.get("data-marks")) == [{"element": "ask_unit", "text": "1 waits", "heat": 5}]
    source = leader.get(drawn.get("data-source"))
    assert source.status_code == 200
    assert 'id="ask_unit"' in source.text


def test_a_version_is_shown_by_itself_and_compared_with_the_others(leader, town):
    shown = page(leader, f"{SERVICE}?version={town.package_hash}")

    assert "Only version" in shown.text_content()
    assert [row[1:4] for row in rows(shown, "Before and after a change")] == [["2", "1", "1"]]
    assert rows(shown, "How they came") == [["Self-service", "2"]]


def test_versions_stand_beside_each_other_with_their_day_and_lead_to_what_was_changed(leader, town):
    files = dict(package_files().contents)
    files["service.yaml"] = files["service.yaml"].replace(b"version: 1.0.0", b"version: 1.1.0")
    files["process.bpmn"] = files["process.bpmn"].replace(
        "Sagsbehandler afgør".encode(), "Nogen afgør".encode()
    )
    with transaction(EGEBY), only_parts():
        town.package_hash = install_files(town.system, PackageFiles(files)).content_hash
        processes.store_model(town.system, files["process.bpmn"])
    town.move_in(BO)
    town.decide_application(BO)

    shown = page(leader)
    told = rows(shown, "Before and after a change")
    assert [(row[0], row[1], row[-1]) for row in told] == [
        ("1.1.0, from 5\u00a0November 2024", "1", "The process"),
        ("1.0.0, from 5\u00a0November 2024", "2", "–"),
    ]
    (way,) = shown.xpath("//a[text()='The process']/@href")
    changed = leader.get(way)
    assert changed.status_code == 200
    assert "<ins>Nogen afgør</ins>" in changed.text


def test_this_month_alone_can_be_asked_for(leader):
    assert heading(page(leader, f"{SERVICE}?months=1")).startswith("This month 2 came in and 1 went out")


@pytest.mark.parametrize("asked", ["?months=99", "?months=x", "?months=-1"])
def test_a_period_that_is_none_is_a_year(leader, asked):
    assert heading(page(leader, SERVICE + asked)).startswith("In 12 months")


def test_a_version_that_is_not_there_is_not_found(leader):
    assert leader.get(f"{SERVICE}?version={'0' * 64}").status_code == 404
    assert leader.get(f"{SERVICE}process.bpmn?version={'0' * 64}").status_code == 404
    assert leader.get(f"{SERVICE}?version=%00").status_code == 404
    assert leader.get("/console/activity/no-such-service/").status_code == 404


def test_all_services_are_listed_with_what_is_open(leader):
    shown = page(leader, "/console/activity/")

    assert heading(shown) == "1 case is open."
    assert SERVICE in [link.get("href") for link in shown.iter("a")]
    assert figures(shown)["Open now"] == "1"


def test_the_event_log_is_taken_from_the_page(leader, monkeypatch):
    monkeypatch.setattr("raadhus.statistics.use_cases.write_event_log.FEWEST", 2)
    link = next(one for one in page(leader).iter("a") if one.text_content() == "Take the event log (XES)")
    answer = leader.get(link.get("href"))
    log = b"".join(answer.streaming_content)

    assert answer["Content-Disposition"] == 'attachment; filename="free-place-subsidy-2023-12.xes"'
    assert log.count(b"<trace>") == 2
    assert log.endswith(b"</log>\n")


@pytest.mark.parametrize("url", [SERVICE, f"{SERVICE}log.xes", "/console/activity/"])
def test_nobody_but_leaders_sees_it(town, url):
    assert town.log_in(ANNE).get(url).status_code == 403
    assert town.log_in(EVA, groups=("Pladsanvisning-Sagsbehandlere",)).get(url).status_code == 403
    assert town.browser().get(url).status_code == 302


def test_the_page_asks_few_questions(leader):
    page(leader)
    with CaptureQueriesContext(connection) as asked:
        page(leader)

    assert len(asked) <= MOST


def test_the_figures_are_renewed_only_when_they_are_others(leader, town):
    renewing = page(leader).xpath("//*[@data-behaviour='renew']")[0]
    asks = f"{renewing.get('data-source')}&known={renewing.get('data-mark')}"
    assert (leader.get(asks).status_code, leader.get(asks).content) == (204, b"")

    town.decide_application(ANNE)
    answer = leader.get(asks)
    assert answer.status_code == 200
    renewed = html.fromstring(answer.text)
    assert renewed.get("data-mark") != renewing.get("data-mark")
    assert figures(renewed)["Came"] == "3"
    assert rows(renewed, "Step by step")[4] == ["Sagsbehandler afgør", "1", "0", "1", "–", "–"]
    assert renewed.find(".//html") is None


def test_renewing_asks_for_the_same_period_and_version(leader, town):
    asked = f"{SERVICE}?months=3&version={town.package_hash}"
    source = page(leader, asked).xpath("//*[@data-behaviour='renew']")[0].get("data-source")
    assert source == f"{SERVICE}figures/?months=3&version={town.package_hash}"


def test_whoever_is_logged_out_or_no_leader_any_more_is_told_nothing(leader, town):
    asks = f"{SERVICE}figures/?months=12"
    town.log_in(CARL, groups=("Pladsanvisning-Sagsbehandlere",))  # the directory took the role away
    assert leader.get(asks).status_code == 403
    leader.post("/logout/")
    assert leader.get(asks).status_code == 302
