"""What a leader reads: a sentence, the months, the channels, the table, the file; and who else may."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from raadhus.cases.tests.casekit import CARL, NOON, Town, package_files
from raadhus.catalogue.public import PackageFiles, install_files, only_parts
from raadhus.identity.public import LoginClaims, sign_in
from raadhus.organisation import demo as organisation_demo
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Assurance
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics import demo as statistics_demo
from raadhus.statistics.public import Channel, Contact, Purpose, count_contact
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
    assert "of what people sent came digitally" in shown
    for month in ("August 2024", "September 2024", "October 2024"):
        assert month in shown
    assert "The thin line is the target, 80%." in shown
    assert "November 2024" not in shown.split("rh-bars", 1)[1].split("</ul>", 1)[0]


@pytest.fixture
def secretary(town: Town) -> Client:
    """Return the browser of somebody at the association, whose one counting member is Egeby."""
    claims = LoginClaims(
        issuer="https://eid.example",
        subject="sara",
        provider="staff",
        is_staff=True,
        name="Sara Lind",
        assurance=Assurance.SUBSTANTIAL,
        groups=frozenset({"Sekretariat"}),
    )
    browser = town.browser(host="kommunekredsen.localhost")
    browser.cookies[settings.SESSION_COOKIE_NAME] = sign_in(organisation_demo.ASSOCIATION, claims).session_key
    return browser


def count(channel: Channel, number: int, purpose: Purpose = Purpose.TRANSACTION) -> None:
    """Count contacts in Egeby on 3 December 2023, a month in which there are no others."""
    contact = Contact(on=dt.date(2023, 12, 3), channel=channel, task_code="28.03.00", purpose=purpose)
    with transaction(organisation_demo.EGEBY):
        count_contact(Actor.system(organisation_demo.EGEBY, purpose="test"), contact, number)


def test_a_small_number_of_a_member_is_never_a_nothing_and_hides_the_share(town, secretary):
    for channel, number in ((Channel.SELF_SERVICE, 37), (Channel.PHONE, 4), (Channel.LETTER, 4)):
        count(channel, number)
    count(Channel.PHONE, 90, Purpose.INFORMATION)

    shown = page(secretary, "/console/?month=2023-12")

    assert "some numbers are too small to be told, and the digital share with them" in heading(shown)
    assert cells(shown) == [
        ("Phone", "90", "under 5", "91–94"),
        ("Self-service", "0", "37", "37"),
        ("Letter", "0", "under 5", "under 5"),
    ]
    assert numbers_beside_the_bars(shown) == ["–", "91–94", "37", "under 5"]
    assert secretary.get("/console/channels.csv?month=2023-12").text.splitlines()[1:] == [
        "2023-12,phone,90,under 5",
        "2023-12,self_service,0,37",
        "2023-12,letter,0,under 5",
    ]


def test_where_no_service_sets_a_target_the_page_shows_none(town, secretary):
    count(Channel.SELF_SERVICE, 40)
    count(Channel.PHONE, 10)

    shown = page(secretary, "/console/?month=2023-12")

    assert heading(shown) == "December 2023: 80% of what people sent came digitally."
    assert "target" not in shown
    assert "<line" not in shown


def test_the_target_is_the_one_of_the_services(town, leader):
    stricter = package_files().contents["service.yaml"].replace(b"target_percent: 80", b"target_percent: 95")
    with transaction(organisation_demo.EGEBY), only_parts():
        install_files(town.system, PackageFiles({**package_files().contents, "service.yaml": stricter}))
    count(Channel.SELF_SERVICE, 45)
    count(Channel.PHONE, 5)

    shown = page(leader, "/console/?month=2023-12")

    assert heading(shown) == "December 2023: 90% of what people sent came digitally; the target is 95%."
    assert "The thin line is the target, 95%." in shown
    assert '<line x1="950"' in shown


def test_the_municipality_itself_reads_its_own_small_numbers(town, leader):
    for channel, number in ((Channel.SELF_SERVICE, 37), (Channel.PHONE, 4), (Channel.LETTER, 4)):
        count(channel, number)

    shown = page(leader, "/console/?month=2023-12")

    assert "December 2023: 82% of what people sent" in heading(shown)
    assert ("Phone", "0", "4", "4") in cells(shown)


def heading(shown: str) -> str:
    """Return the page's sentence."""
    return str(html.fromstring(shown).findtext(".//h1"))


def cells(shown: str) -> list[tuple[str, ...]]:
    """Return the table's rows."""
    rows = html.fromstring(shown).xpath("//tbody/tr")
    return [tuple(cell.text_content().strip() for cell in row) for row in rows]


def numbers_beside_the_bars(shown: str) -> list[str]:
    """Return what stands beside the bars of both pictures."""
    found = html.fromstring(shown).xpath("//*[@class='rh-bars__number']")
    return [number.text_content() for number in found]


def test_each_bar_has_its_number_beside_it_in_plain_text(leader):
    shown = page(leader, "/console/?month=2024-10")
    pictures = re.findall(r'<ul class="rh-bars.*?</ul>', shown)

    assert len(pictures) == 2
    for picture in pictures:
        assert picture.count("</li>") == picture.count("rh-bars__number") >= 3
    assert re.search(r"Website</span>.*?__number\">[\d,]+</span>", pictures[1])


def test_a_month_that_is_not_over_says_how_much_of_it_there_is(leader):
    assert "November 2024 until 5\u00a0November: " in page(leader)
    assert "until" not in heading(page(leader, "/console/?month=2024-10"))


def test_a_month_without_contacts_says_so(leader):
    shown = page(leader, "/console/?month=2023-01")

    assert "January 2023: nothing was counted." in shown
    assert "Nothing counted this month" in shown


@pytest.mark.parametrize("month", ["", "2031-01", "never", "2024-13", "-1", "0001-01", "1999-12"])
def test_what_is_no_month_yet_to_come_or_long_ago_is_this_month(leader, month):
    assert "November 2024 until 5\u00a0November: " in page(leader, f"/console/?month={month}")


def test_the_figures_come_as_a_file(leader):
    answer = leader.get("/console/channels.csv?month=2024-10")

    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.text.splitlines()[0] == "month,channel,information,transactions"
    assert "2024-10,self_service,0," in answer.text


def test_every_language_has_its_words(town, leader):
    for language, words in (("da", "Den tynde streg er målet"), ("nb", "Den tynne streken er målet")):
        leader.cookies["language"] = language
        assert words in page(leader)


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
