"""What a leader reads: a sentence, the months, the channels, the table, the file; and who else may."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from raadhus.cases.tests.casekit import CARL, NOON, Town
from raadhus.platform import clock
from raadhus.statistics import demo as statistics_demo
from raadhus.ui.testing import page_problems

MOST = 10


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby at noon on 5 November 2024, with the contacts of ten weeks."""
    with clock.frozen(NOON):
        built = Town().build()
        built.move_in(CARL)
        statistics_demo.load()
        yield built


@pytest.fixture
def leader(town: Town) -> Client:
    """Return a leader's browser."""
    return town.log_in(CARL, groups=("Ledere",))


def page(browser: Client, url: str = "/console/") -> str:
    """Return a page that must be well made."""
    answer = browser.get(url)
    assert answer.status_code == 200, answer.content[:400]
    assert page_problems(answer.text) == ()
    return str(answer.text)


def test_the_month_is_said_in_a_sentence_with_the_months_before_it(leader):
    shown = page(leader, "/console/?month=2024-10")

    assert "October 2024: " in shown
    assert "of the applications came digitally" in shown
    for month in ("August 2024", "September 2024", "October 2024"):
        assert month in shown
    assert "The thin line is the target, 80 %." in shown
    assert "November 2024" not in shown.split("rh-bars", 1)[1].split("</ul>", 1)[0]


def test_each_bar_has_its_number_beside_it_in_plain_text(leader):
    shown = page(leader, "/console/?month=2024-10")
    pictures = re.findall(r'<ul class="rh-bars.*?</ul>', shown)

    assert len(pictures) == 2
    for picture in pictures:
        assert picture.count("</li>") == picture.count("rh-bars__number") >= 3
    assert re.search(r"Website</span>.*?__number\">[\d,]+</span>", pictures[1])


def test_a_month_without_contacts_says_so(leader):
    shown = page(leader, "/console/?month=2023-01")

    assert "nothing has been counted yet" in shown
    assert "Nothing counted this month" in shown


@pytest.mark.parametrize("month", ["", "2031-01", "never", "2024-13", "-1", "0001-01", "1999-12"])
def test_what_is_no_month_yet_to_come_or_long_ago_is_this_month(leader, month):
    assert "November 2024: " in page(leader, f"/console/?month={month}")


def test_the_figures_come_as_a_file(leader):
    answer = leader.get("/console/channels.csv?month=2024-10")

    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.text.splitlines()[0] == "month,channel,information,transactions"
    assert "2024-10,self_service,0," in answer.text


def test_every_language_has_its_words(town, leader):
    for language, words in (("da", "Målet"), ("nb", "Målet")):
        leader.cookies["language"] = language
        assert words in page(leader) or "målet" in page(leader)


@pytest.mark.parametrize("group", ["Pladsanvisning-Sagsbehandlere", "Drift", "Borgerservice-Medarbejdere"])
def test_others_at_work_read_no_figures(town, group):
    browser = town.log_in(CARL, groups=(group,))

    assert browser.get("/console/").status_code == 403
    assert browser.get("/console/channels.csv").status_code == 403


def test_the_page_asks_as_much_for_a_busy_month_as_for_an_empty_one(leader):
    page(leader)
    asked = []
    for month in ("2024-10", "2023-01"):
        with CaptureQueriesContext(connection) as captured:
            page(leader, f"/console/?month={month}")
        asked.append(sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries))

    assert asked[0] == asked[1] <= MOST
