"""The hall as a visitor meets it, without a browser: what stands there, in which language, for whom."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from raadhus.catalogue.demo import SERVICES
from raadhus.catalogue.public import PackageFiles, install_files, read_package, withdraw_service
from raadhus.organisation.demo import ASSOCIATION, EGEBY
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.portal.web.most_used import forget_most_used
from raadhus.statistics.public import Channel, Contact, Purpose, count_contact
from raadhus.ui.testing import page_problems

PAGES = (
    "/",
    "/services/",
    "/services/free-place-subsidy/",
    "/services/report-a-move/",
    "/services/passport/",
    "/life/having-a-child/",
    "/open-data/",
    "/search/",
    "/search/?q=friplads",
    "/search/?q=firplads",
    "/search/?q=xyzzy",
)


def text_of(visitor, path: str, language: str = "en") -> str:
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_every_page_is_in_order_in_every_language(egeby, language):
    for path in PAGES:
        text = text_of(egeby, path, language)
        assert page_problems(text) == (), path
        assert f'<html lang="{language}"' in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", ("Hvad kan vi hjælpe dig med?", "Få barn", "Tal med et menneske")),
        ("nb", ("Hva kan vi hjelpe deg med?", "Begynne på skolen", "Reise ut")),
        ("en", ("What can we help you with?", "Having a child", 'href="tel:00000010"')),
    ],
)
def test_home_asks_one_question_and_shows_life_events_and_people(egeby, language, words):
    text = text_of(egeby, "/", language)

    for word in words:
        assert word in text
    assert text.count('class="rh-tile"') == 8


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", ("Kommunekredsen</h1>", "forening af kommuner", "Kommunernes tal")),
        ("nb", ("Kommunekredsen</h1>", "sammenslutning av kommuner", "Kommunenes tall")),
        ("en", ("Kommunekredsen</h1>", "association of municipalities", "See the figures")),
    ],
)
def test_home_of_an_association_says_what_it_is_and_leads_to_its_members_and_figures(egeby, language, words):
    egeby.defaults["SERVER_NAME"] = "kommunekredsen.localhost"
    text = text_of(egeby, "/", language)

    assert page_problems(text) == ()
    for word in (*words, 'href="/console/"', 'href="http://egeby.localhost/"'):
        assert word in text
    assert "rh-tile" not in text
    assert "/services/free-place-subsidy/" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "da",
            (
                "Søg økonomisk friplads",
                "622.200\u00a0kr.",
                "Cirka 10 minutter",
                "MitID",
                "4 uger",
                "Ankestyrelsen",
            ),
        ),
        ("nb", ("Søk om friplass i barnehage", "622\u00a0200", "Omtrent 10 minutter", "4 uker")),
        (
            "en",
            (
                "Apply for cheaper day care",
                "DKK\u00a0622,200",
                "About 10 minutes",
                "4 weeks",
                "1\u00a0October 2024",
            ),
        ),
    ],
)
def test_a_service_page_says_who_what_how_long_and_how_to_appeal(egeby, language, words):
    text = text_of(egeby, "/services/free-place-subsidy/", language)

    for word in words:
        assert word in text, word


def test_a_waiting_list_says_that_nobody_knows_how_long_and_what_each_step_is(egeby):
    shown = text_of(egeby, "/services/senior-housing/")
    assert "This is a waiting list, so we cannot say when it is your turn." in shown
    tops = re.findall(r'class="rh-steps__title">(.*?)</p>', shown)
    assert [" ".join(top.split()).rstrip(".") for top in tops] == [
        "You are on the list",
        "We ask every year",
        "You get an offer",
    ]


def test_what_stands_first_on_a_service_page_comes_first(egeby):
    text = text_of(egeby, "/services/free-place-subsidy/")

    order = [
        "Who can get it",
        "Start</span>",
        "MitID",
        "What happens next",
        "What it costs",
        "What the law says",
        "Last checked",
    ]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)
    assert 'href="/apply/free-place-subsidy/"' in text


def test_a_day_of_review_that_the_town_has_not_reached_is_not_shown(egeby):
    with clock.frozen(dt.datetime(2024, 3, 5, 12, tzinfo=dt.UTC)):
        assert "Last checked" not in text_of(egeby, "/services/free-place-subsidy/")
    with clock.frozen(dt.datetime(2024, 10, 2, 12, tzinfo=dt.UTC)):
        assert "Last checked" in text_of(egeby, "/services/free-place-subsidy/")


def test_an_information_service_leads_to_where_it_is_done(egeby):
    text = text_of(egeby, "/services/report-a-move/")

    assert 'href="https://www.borger.dk/bolig-og-flytning/flytning"' in text
    assert "/apply/" not in text
    assert "If you cannot do it online" in text


def test_home_shows_what_people_of_this_town_read_most(egeby, nordby):
    assert "Often needed" in text_of(egeby, "/")
    with transaction(EGEBY):
        for task, times in (("23.15.00", 3), ("02.34.02", 5)):  # the passport's and the building permit's
            count_contact(Actor.system(EGEBY, purpose="test"), read_today(task), times)
    forget_most_used()

    text = text_of(egeby, "/")
    most_used = text[text.index("Most used now") :]
    assert most_used.index("building-permit") < most_used.index("passport")
    assert "school-start" not in most_used
    assert "Often needed" in text_of(nordby, "/")


def read_today(task_code: str) -> Contact:
    on = clock.today(ZoneInfo("Europe/Copenhagen"))
    return Contact(on=on, channel=Channel.WEB, task_code=task_code, purpose=Purpose.INFORMATION)


def test_a_life_event_shows_its_services(egeby):
    text = text_of(egeby, "/life/moving/", "da")

    assert "Meld flytning" in text
    assert "Få nyt pas" not in text


@pytest.mark.parametrize("path", ["/services/%s/", "/life/%s/"])
def test_withdrawn_foreign_and_absent_look_the_same(egeby, nordby, path):
    withdraw_service(Actor.system(ASSOCIATION, purpose="test"), "building-permit")
    key = "building-permit" if "services" in path else "building"
    answers = [
        egeby.get(path % key),
        egeby.get(path % "no-such-thing"),
        nordby.get(path % key),
        nordby.get(path % ("passport" if "services" in path else "travelling")),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert egeby.get(path % key).content.count(b"<h1") == 1


def test_each_town_shows_its_own_services_only(egeby, nordby):
    assert "Søk om redusert foreldrebetaling" in text_of(nordby, "/services/", "nb")
    assert "Søg økonomisk friplads" not in text_of(nordby, "/services/", "da")
    assert "Nordby" not in text_of(egeby, "/services/", "da")
    assert "Vi fant ikke noe" in text_of(nordby, "/search/?q=xyzzy", "nb")


def test_a_misspelt_search_says_what_was_perhaps_meant(egeby):
    text = text_of(egeby, "/search/?q=firplads", "da")

    assert "Mente du »friplads«?" in text
    assert 'href="/search/?q=friplads"' in text
    assert "/services/free-place-subsidy/" in text
    assert "/services/waste-and-recycling/" not in text


def test_a_search_for_nothing_known_offers_other_ways(egeby):
    text = text_of(egeby, "/search/?q=xyzzy", "da")

    assert "Vi fandt ikke noget" in text
    assert text.count('class="rh-tile"') == 8


def test_what_is_typed_is_shown_as_text_and_never_as_markup(egeby):
    text = text_of(egeby, "/search/?q=<script>alert(1)</script>{{ 7 }}")

    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("typed", ["%00", "%ff", "x" * 5000, "'%22%3Cb%3E", "%E2%80%AEabc", "a+%26+%7C+!"])
def test_odd_searches_are_answered_calmly(egeby, typed):
    assert egeby.get(f"/search/?q={typed}").status_code == 200
    assert egeby.get(f"/search/suggestions.json?q={typed}").status_code == 200


def test_suggestions_are_titles_with_addresses(egeby):
    egeby.cookies[settings.LANGUAGE_COOKIE_NAME] = "da"
    rows = egeby.get("/search/suggestions.json?q=fripl").json()

    assert rows[0]["title"] == "Søg økonomisk friplads"
    assert rows[0]["url"] == "/services/free-place-subsidy/"
    assert set(rows[0]) == {"title", "text", "url"}


def test_a_service_without_a_translation_is_shown_in_the_official_language_and_says_so(egeby):
    files = read_package(SERVICES / "dk" / "passport").contents
    service = files["service.yaml"].decode()
    danish_and_english = "\n".join(
        line for line in service.split("\n") if not line.lstrip().startswith("nb:")
    )
    install_files(
        Actor.system(EGEBY, purpose="test"),
        PackageFiles(
            {name: content for name, content in files.items() if name != "texts/nb.md"}
            | {"service.yaml": danish_and_english.encode()}
        ),
    )

    page = text_of(egeby, "/services/passport/", "nb")
    assert "Siden er ikke oversatt ennå" in page
    assert '<article class="rh-flow" lang="da">' in page
    assert page_problems(page) == ()
    assert '<li lang="da"><a href="/services/passport/">' in text_of(egeby, "/services/", "nb")


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_only_read(egeby, path):
    assert egeby.post(path).status_code in {403, 405}


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 2),
        ("/services/free-place-subsidy/", 1),
        ("/life/moving/", 2),
        ("/search/?q=friplads", 2),
        ("/search/suggestions.json?q=fri", 2),
    ],
)
def test_a_page_costs_few_queries(egeby, path, most):
    text_of(egeby, path, "da")  # what is kept per process is read now
    with CaptureQueriesContext(connection) as told:
        text_of(egeby, path, "da")

    asked = [
        one["sql"] for one in told.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    own = [sql for sql in asked if "set_config" not in sql and "platform_ratecount" not in sql]
    assert len(own) <= most, own
