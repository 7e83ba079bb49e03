"""What the site says of itself, from every page's foot: accessibility, data, cookies."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation

from raadhus.organisation import demo
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.portal.web.about import TITLES
from raadhus.ui.testing import page_problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]
_WORD_AT_320 = 17  # letters of a title in a row 320 px wide
PAGES = ("accessibility", "privacy", "cookies")
ALL = (*PAGES, "licence")


def opened(page: str, *, host: str = "egeby.localhost", language: str = "en") -> str:
    """Return a page that must be well made."""
    browser = Client(headers={"host": host})
    browser.cookies["language"] = language
    answer = browser.get(f"/about/{page}/")
    assert answer.status_code == 200
    assert page_problems(answer.text) == ()
    return str(answer.text)


@pytest.mark.parametrize("language", ["da", "nb", "en"])
@pytest.mark.parametrize("host", ["egeby.localhost", "nordby.localhost", "kommunekredsen.localhost"])
@pytest.mark.parametrize("page", ALL)
def test_each_is_whole_in_every_language_for_every_town(page: str, host: str, language: str) -> None:
    text = opened(page, host=host, language=language).split("<main", 1)[1]

    assert "{" not in text
    assert "dk: " not in text
    assert "no: " not in text
    assert text.count("<h2>") >= 2


def test_the_foot_of_every_page_leads_there() -> None:
    home = Client(headers={"host": "egeby.localhost"}).get("/").text

    assert [f'href="/about/{page}/"' in home for page in PAGES] == [True] * 3


@pytest.mark.parametrize(
    ("host", "law", "oversight"),
    [
        ("egeby.localhost", "lov nr. 692 af 8. juni 2018", "https://digst.dk/"),
        ("nordby.localhost", "ligestillings- og diskriminationslov", "https://www.diskrimineringsnemnda.no/"),
    ],
)
def test_accessibility_names_the_countrys_law_and_where_to_complain(
    host: str, law: str, oversight: str
) -> None:
    shown = opened("accessibility", host=host, language="da")

    assert law in shown
    assert f'href="{oversight}"' in shown
    assert "mailto:" in shown
    assert "EN 301 549" in shown


def test_a_day_that_the_town_has_not_reached_stands_in_no_statement() -> None:
    with clock.frozen(dt.datetime(2024, 11, 14, 12, tzinfo=dt.UTC)):
        before = opened("accessibility")
    with clock.frozen(dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)):
        after = opened("accessibility", language="da")

    assert "2026" not in before
    assert "We have assessed the site ourselves." in before
    assert "Erklæringen er lavet den 22.&nbsp;november 2026." in after


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_a_long_word_in_a_title_says_where_a_narrow_screen_may_part_it(language: str) -> None:
    with translation.override(language):
        words = [word for title in TITLES.values() for word in re.split(r"[\s\u00ad]+", str(title))]

    assert [word for word in words if len(word) > _WORD_AT_320] == []


def test_the_municipalitys_own_text_stands_instead_in_its_language_alone() -> None:
    with transaction(demo.EGEBY):
        apps.get_model("organisation.OwnText").objects.create(
            page="cookies", language="da", text="Vi *bruger* <script>alert(1)</script> ingen."
        )

    shown = opened("cookies", language="da")
    assert "Vi <em>bruger</em>" in shown
    assert "<script>alert" not in shown
    assert "appearance" in opened("cookies", language="en")
    assert "appearance" in opened("cookies", language="da", host="nordby.localhost")


def test_what_is_no_page_is_not_found() -> None:
    assert Client(headers={"host": "egeby.localhost"}).get("/about/secrets/").status_code == 404
