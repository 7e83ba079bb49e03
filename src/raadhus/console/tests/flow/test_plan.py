"""Now and planned: a leader enters minutes and cost, and sees what another process would save."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from lxml import html

from raadhus.cases.tests.casekit import ANNE, CARL, EVA, NOON, Town
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems

URL = "/console/activity/free-place-subsidy/plan/"
SENT = {
    "read": "0",
    "rate": "400",
    "minutes-gather": "0",
    "minutes-ask_unit": "90,5",
    "cost-ask_unit": "12",
    "planned-name-1": "Rules decide",
    "planned-share-1": "100",
    "planned-minutes-1": "",
    "planned-cost-1": "1.50",
    "planned-name-2": "  ",
    "planned-share-2": "7",
}


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby, where rules decided one case and a caseworker let go of another."""
    with clock.frozen(NOON):
        built = Town().build()
        built.move_in(CARL, ANNE, EVA)
        built.decide_application(ANNE)
        built.decide_application(EVA, contested=True)
        with transaction(built.tenant):
            counts = apps.get_model("statistics", "ActivityCount")
            counts.objects.create(
                service_key="free-place-subsidy",
                month=dt.date(2024, 10, 1),
                package_hash=built.package_hash,
                measure="left",
                place="ask_unit",
                number=8,
            )
        yield built


@pytest.fixture
def leader(town: Town) -> Client:
    """Return a leader's browser."""
    return town.log_in(CARL, groups=("Ledere",))


def page(browser: Client, url: str = URL) -> html.HtmlElement:
    """Return a page that must be well made."""
    answer = browser.get(url)
    assert answer.status_code == 200, answer.content[:400]
    assert page_problems(answer.text) == ()
    return html.fromstring(answer.text)


def heading(shown: html.HtmlElement) -> str:
    """Return the sentence that the page begins with."""
    return " ".join(shown.findtext(".//h1").replace("\xa0", " ").split())


def rows(shown: html.HtmlElement, caption: str) -> dict[str, list[str]]:
    """Return the rows of a table by their names."""
    table = next(one for one in shown.iter("table") if one.findtext("caption") == caption)
    return {
        row.find("th").text_content(): [
            cell.text_content().replace("\xa0", " ") for cell in row.findall("td")
        ]
        for row in table.findall("tbody/tr")
    }


def plans(town: Town) -> int:
    """Return how many plans are kept."""
    with transaction(town.tenant):
        return int(apps.get_model("statistics", "ServicePlan").objects.count())


def test_before_anything_is_entered_the_steps_of_today_are_the_plan(leader, town):
    shown = page(leader)

    assert heading(shown).startswith("What would another process save?")
    assert rows(shown, "Today")["Sagsbehandler afgør"] == ["8", "0", "DKK 0", "0", "DKK 0"]
    assert rows(shown, "Planned")["Sagsbehandler afgør"][0] == "400%"
    assert plans(town) == 0


def test_what_there_is_to_do_comes_first_until_something_is_entered(leader):
    def headings() -> list[str]:
        return [one.text_content() for one in page(leader).iter("h2")]

    before = headings()
    assert before.index("Enter the figures") < before.index("How it is counted")

    leader.post(URL, SENT)
    after = headings()
    assert after.index("How it is counted") < after.index("Change the figures")


def test_what_is_entered_is_kept_and_the_saving_is_computed(leader, town):
    assert leader.post(URL, SENT).status_code == 302
    shown = page(leader)

    assert heading(shown) == "The plan saves 12.1 hours of work and DKK 4,920 a year."
    assert rows(shown, "Today")["Sagsbehandler afgør"] == ["8", "90.5", "DKK 12", "12.1", "DKK 4,923"]
    assert rows(shown, "Planned") == {"Rules decide": ["100%", "2", "0", "DKK 1.50", "0", "DKK 3"]}
    assert rows(shown, "In a year")["Work and other cost"] == ["DKK 4,923", "DKK 3", "DKK 4,920"]
    assert "8 × (90.5 ÷ 60 × 400 + 12) = DKK" in shown.text_content()
    assert shown.xpath("//input[@name='minutes-ask_unit']/@value") == ["90.5"]
    with transaction(town.tenant):
        noted = apps.get_model("platform", "AuditEntry").objects.filter(act="statistics.save_plan")
        assert noted.count() == 1


def test_what_is_no_number_is_told_beside_it_and_nothing_is_kept(leader, town):
    wrong = SENT | {"rate": "much", "minutes-ask_unit": "-3", "planned-share-1": "1001"}
    answer = leader.post(URL, wrong)
    assert answer.status_code == 422
    assert page_problems(answer.text) == ()
    shown = html.fromstring(answer.text)
    assert {link.get("href") for link in shown.xpath("//*[contains(@class, 'rh-error-summary')]//a")} == {
        "#f-rate",
        "#f-minutes-ask_unit",
        "#f-planned-share-1",
    }
    assert shown.xpath("//input[@name='rate']/@value") == ["much"]
    assert plans(town) == 0


def test_a_form_without_rows_is_told_like_any_other(leader, town):
    answer = leader.post(URL, {"rate": "much"})
    assert answer.status_code == 422
    assert html.fromstring(answer.text).xpath("//input[@name='planned-name-1']/@value") == [""]
    assert plans(town) == 0


def test_who_read_before_somebody_else_saved_is_told_and_keeps_what_they_typed(leader):
    leader.post(URL, SENT)
    answer = leader.post(URL, SENT | {"rate": "1"})

    assert answer.status_code == 422
    assert "Somebody else has changed these figures" in answer.text
    assert html.fromstring(answer.text).xpath("//input[@name='rate']/@value") == ["1"]
    assert page(leader).xpath("//input[@name='rate']/@value") == ["400"]
    assert leader.post(URL, SENT | {"rate": "1", "read": "1"}).status_code == 302
    assert page(leader).xpath("//input[@name='rate']/@value") == ["1"]


def test_both_sides_are_taken_as_a_file(leader):
    leader.post(URL, SENT | {"planned-name-1": "=Rules decide"})
    link = next(one.get("href") for one in page(leader).iter("a") if "CSV" in one.text_content())
    told = list(csv.DictReader(io.StringIO(leader.get(link).text)))

    unit = next(row for row in told if row["step"] == "Sagsbehandler afgør")
    assert (unit["side"], unit["times"], unit["minutes_each"], unit["money"]) == (
        "today",
        "8.0",
        "90.50",
        "4923",
    )
    planned = next(row for row in told if row["side"] == "planned")
    assert (planned["step"], planned["share_percent"]) == ("'=Rules decide", "100.00")
    assert [row["money"] for row in told if row["step"] == "total"] == ["4923", "3", "4920"]


def test_the_page_of_figures_leads_there(leader):
    assert URL in [
        link.get("href") for link in page(leader, "/console/activity/free-place-subsidy/").iter("a")
    ]


@pytest.mark.parametrize("url", [URL, f"{URL[:-1]}.csv"])
def test_nobody_but_leaders_sees_or_saves_it(town, url):
    clerk = town.log_in(EVA, groups=("Pladsanvisning-Sagsbehandlere",))
    assert clerk.get(url).status_code == 403
    assert clerk.post(URL, SENT).status_code == 403
    assert town.browser().get(url).status_code == 302
    assert plans(town) == 0


def test_a_service_that_is_not_there_is_not_found(leader):
    assert leader.get("/console/activity/no-such-service/plan/").status_code == 404
    assert leader.post("/console/activity/no-such-service/plan/", SENT).status_code == 404


def test_signs_that_no_database_holds_and_names_too_long_are_no_trouble(leader, town):
    assert leader.post(URL, SENT | {"planned-name-1": "Rules\x00 decide\n"}).status_code == 302
    assert list(rows(page(leader), "Planned")) == ["Rules decide"]
    answer = leader.post(URL, SENT | {"read": "1", "planned-name-1": "x" * 200})
    assert answer.status_code == 422
    assert "at most 120 characters" in answer.text
