"""Open data: everybody reads the figures of months that are over; nobody is in them, and no small number."""

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from lxml import html

from raadhus.cases.tests.casekit import EGEBY, NORDBY
from raadhus.platform.tenancy.scope import transaction
from raadhus.portal.web.open_data import COLUMNS
from raadhus.ui.testing import page_problems

pytestmark = pytest.mark.usefixtures("egeby")
KEY = "free-place-subsidy"
FILES = f"/open-data/{KEY}"
OCTOBER = dt.date(2024, 10, 1)
CHANNELS = {"self-service": 50, "desk": 12, "paper": 3}


def ask(path: str, host: str = "egeby.localhost", language: str = "en", **headers: str) -> Any:
    """Return what a stranger gets."""
    browser = Client(headers={"host": host})
    browser.cookies["language"] = language
    return browser.get(path, headers=headers)


def fold(measure: str, place: str = "", month: dt.date = OCTOBER, **of: int) -> None:
    """Lay down counts of a month that is over, by bucket."""
    buckets = {int(name.removeprefix("b")): number for name, number in of.items()}
    with transaction(EGEBY):
        apps.get_model("statistics", "ActivityFold").objects.create(
            service_key=KEY,
            month=month,
            package_hash="0" * 64,
            measure=measure,
            place=place,
            buckets=list(buckets),
            numbers=list(buckets.values()),
        )


@pytest.fixture
def october(egeby: Client) -> None:
    """Lay down October in Egeby: 65 came; 40 closed, 30 by rules, 2 of them late."""
    for channel, number in CHANNELS.items():
        fold("channel", channel, b0=number)
    fold("automatic", b0=30)
    fold("by_hand", b0=10)
    fold("in_time", b0=38)
    fold("late", b0=2)
    fold("stay", b0=30, b146=10)  # a million seconds and a bit: eleven and a half days
    fold("stay", "ask_unit", b146=10)
    fold("stay", "ask_partner", b146=9)


def figures() -> dict[tuple[str, str], tuple[str, str]]:
    """Return (measure, part) -> (value, status) of the file."""
    rows = list(csv.DictReader(io.StringIO(ask(f"{FILES}.csv").text)))
    return {(row["measure"], row["part"]): (row["value"], row["status"]) for row in rows}


def test_before_a_month_is_over_there_is_the_first_line_alone() -> None:
    assert ask(f"{FILES}.csv").text.split() == [",".join(COLUMNS)]


@pytest.mark.usefixtures("october")
def test_small_numbers_are_hidden_and_what_would_give_them_away() -> None:
    told = figures()

    assert told["came", ""] == ("65", "told")
    assert told["came_by_channel", "self-service"] == ("50", "told")
    assert told["came_by_channel", "desk"] == ("", "hidden")
    assert told["came_by_channel", "paper"] == ("", "hidden")
    assert told["closed", ""] == ("40", "told")
    assert told["closed_by_rules", ""] == ("30", "told")
    assert told["deadline_missed", ""] == ("", "hidden")
    assert told["deadline_kept", ""] == ("", "hidden")
    assert told["without_deadline", ""] == ("0", "told")


@pytest.mark.usefixtures("october")
def test_lengths_are_told_of_ten_stays_and_more() -> None:
    told = figures()

    assert told["median_days", ""] == ("0.00", "told")
    assert float(told["ninetieth_days", ""][0]) == pytest.approx(11.5, rel=0.15)
    assert ("step_median_days", "ask_unit") in told
    assert ("step_median_days", "ask_partner") not in told


@pytest.mark.usefixtures("october")
def test_the_same_stands_in_json_with_whose_it_is_and_the_licence() -> None:
    answer = ask(f"{FILES}.json")
    told = answer.json()
    of_csv = [list(row.values()) for row in csv.DictReader(io.StringIO(ask(f"{FILES}.csv").text))]

    assert [[value or "" for value in row.values()] for row in told["figures"]] == of_csv
    assert told["publisher"] == "Egeby Kommune"
    assert told["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["hidden_below"] == 5
    step = next(row for row in told["figures"] if row["part"] == "ask_unit")
    assert step["name"] == "Sagsbehandler afgør"


@pytest.mark.usefixtures("october")
@pytest.mark.parametrize("path", [f"{FILES}.csv", f"{FILES}.json", "/open-data/catalog.jsonld"])
def test_an_answer_may_be_kept_and_is_not_sent_again_unchanged(path: str) -> None:
    first = ask(path)
    assert first["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in first
    again = ask(path, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    fold("channel", "phone", b0=77)
    changed = ask(path, **{"if-none-match": first["ETag"]}).status_code
    assert changed == (304 if path.endswith("jsonld") else 200)


@pytest.mark.usefixtures("october")
def test_no_cell_of_the_file_is_a_formula_for_whoever_opens_it_as_a_sheet() -> None:
    fold("channel", '=HYPERLINK("https://example.org")', b0=77)
    rows = list(csv.reader(io.StringIO(ask(f"{FILES}.csv").text)))

    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.usefixtures("october")
def test_another_town_has_its_own_figures() -> None:
    with transaction(NORDBY):
        assert not apps.get_model("statistics", "ActivityFold").objects.exists()
    assert ask(f"{FILES}.csv", host="nordby.localhost").status_code == 404
    assert ask("/open-data/no-such-service.csv").status_code == 404


@pytest.mark.parametrize("language", ["da", "nb", "en"])
@pytest.mark.parametrize("host", ["egeby.localhost", "nordby.localhost", "kommunekredsen.localhost"])
def test_the_page_leads_to_every_file_and_says_what_each_word_means(host: str, language: str) -> None:
    answer = ask("/open-data/", host, language)
    assert answer.status_code == 200
    assert page_problems(answer.text) == ()
    shown = html.fromstring(answer.text)
    words = {row.find("th").text_content() for row in shown.findall(".//tbody/tr")}
    assert set(COLUMNS) <= words

    links = [link.get("href") for link in shown.iter("a") if str(link.get("href")).startswith("/open-data/")]
    assert "/open-data/catalog.jsonld" in links
    assert (f"{FILES}.csv" in links) == (host != "nordby.localhost")
    assert {ask(link, host).status_code for link in links} == {200}


def test_every_word_of_a_file_is_explained() -> None:
    from_page = ask("/open-data/").text
    measures = {measure for measure, _part in figures()}
    assert all(f">{measure}<" in from_page for measure in measures)


def test_the_catalogue_names_each_service_with_its_files_in_the_words_of_dcat() -> None:
    told = json.loads(ask("/open-data/catalog.jsonld").text)

    assert told["@type"] == "dcat:Catalog"
    assert told["dct:publisher"]["foaf:name"] == "Egeby Kommune"
    assert {one["@language"]: one["@value"] for one in told["dct:title"]} == {
        "da": "Egeby Kommune: åbne data",
        "nb": "Egeby Kommune: åpne data",
        "en": "Egeby Kommune: open data",
    }
    mine = next(one for one in told["dcat:dataset"] if one["@id"].endswith(f"#{KEY}"))
    assert {title["@language"] for title in mine["dct:title"]} >= {"da", "en"}
    addresses = [one["dcat:accessURL"]["@id"] for one in mine["dcat:distribution"]]
    assert addresses == [f"http://egeby.localhost{FILES}.{kind}" for kind in ("csv", "json")]


def test_a_town_sets_its_own_licence() -> None:
    with transaction(EGEBY):
        apps.get_model("organisation", "OwnText").objects.create(
            page="licence", language="da", text="Brug dem. [CC0](https://example.org/cc0) siger det."
        )
    assert "Brug dem." in ask("/open-data/", language="da").text
    told = [ask(f"{FILES}.json", language=code).json()["licence"] for code in ("da", "en")]
    assert told == ["https://example.org/cc0"] * 2  # it is kept on the way, so it is the same for everybody


def test_every_page_of_the_hall_leads_to_the_open_data() -> None:
    foot = html.fromstring(ask("/about/privacy/").text).find(".//footer")
    assert "/open-data/" in [link.get("href") for link in foot.iter("a")]


def test_the_page_of_a_service_leads_to_its_figures() -> None:
    assert f'href="/open-data/#{KEY}"' in ask(f"/services/{KEY}/").text
