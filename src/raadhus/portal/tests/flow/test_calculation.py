"""How a service is calculated, for everybody: the steps in words, examples, and what the rules say of figures of no case."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from raadhus.catalogue.demo import SERVICES
from raadhus.catalogue.public import PackageFiles, install_files, read_package
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems

URL = "/services/free-place-subsidy/calculation/"
PARTNER, CHILDREN, INCOME, MONTH = (
    "has-partner",
    "children-at-home",
    "monthly-household-income",
    "subsidy-month",
)
TYPED = {
    INCOME: "27.000",
    PARTNER: "yes",
    CHILDREN: "1",
    f"{MONTH}-day": "1",
    f"{MONTH}-month": "4",
    f"{MONTH}-year": "2024",
}
MOST = 7


def asked(visitor: Client, language: str = "en", path: str = URL, **typed: str):
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = visitor.post(path, TYPED | {key.replace("_", "-"): value for key, value in typed.items()})
    assert page_problems(answer.text) == ()
    return answer


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "da",
            ("Sådan regner vi", "Årets skala", "622.200\u00a0kr.", "højst din nederste grænse", "Prøv selv"),
        ),
        ("nb", ("Slik regner vi", "Tillegg til grensene", "622\u00a0200\u00a0danske kroner", "Prøv selv")),
        ("en", ("How we calculate", "Your limits", "DKK\u00a0622,200", "at most your lower limit", "32%")),
    ],
)
def test_everybody_reads_how_it_is_calculated(egeby, language, words):
    egeby.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = egeby.get(URL)

    assert answer.status_code == 200
    assert page_problems(answer.text) == ()
    for word in words:
        assert word in answer.text
    assert "FEEL" not in answer.text


def test_the_service_page_leads_there(egeby):
    assert f'href="{URL}"' in egeby.get("/services/free-place-subsidy/").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            {},
            ("Parents&#39; share: 32%", "We used the income scale for 2024.", "That makes 32% of the price."),
        ),
        ({"has_partner": "no"}, ("You are a single parent",)),
        ({"subsidy_month_year": "2020"}, ("We used the income scale for 2020.",)),
        ({"monthly_household_income": "60000"}, ("Parents&#39; share: 100%", "so there is no subsidy")),
        ({"monthly_household_income": "0"}, ("Parents&#39; share: 0%", "so you pay nothing")),
    ],
)
def test_the_rules_answer_what_a_visitor_types(egeby, typed, words):
    answer = asked(egeby, **typed)

    assert answer.status_code == 200
    for word in words:
        assert word in answer.text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"subsidy_month_year": "2026"}, "The rules hold no income scale for the year of the subsidy."),
        ({"children_at_home": "0"}, "No child under 18 has been stated to live at home."),
        ({"monthly_household_income": "1000001"}, "outside what rules alone may calculate with"),
    ],
)
def test_where_a_person_must_look_the_page_says_so_and_why(egeby, typed, reason):
    answer = asked(egeby, **typed)

    assert "The rules cannot tell this alone" in answer.text
    assert reason in answer.text
    assert "of the price." not in answer.text.partition("<form")[0]


@pytest.mark.parametrize("typed", ["-1", "12345678901234567890123456", "1000000001"])
def test_a_number_that_is_no_income_is_told_which_numbers_are(egeby, typed):
    answer = asked(egeby, monthly_household_income=typed)

    assert answer.status_code == 422
    assert "Write a number from 0 to 1,000,000,000." in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        {"monthly_household_income": ""},
        {"monthly_household_income": "-1"},
        {"monthly_household_income": "1e99"},
        {"monthly_household_income": "<script>"},
        {"monthly_household_income": "9" * 4000},
        {"has_partner": "perhaps"},
        {"children_at_home": "1,5"},
        {"subsidy_month_month": "13"},
        {"subsidy_month_year": "9" * 40},
        {"subsidy_month_day": ""},
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_calculated(egeby, typed):
    answer = asked(egeby, **typed)

    assert answer.status_code == 422
    assert "rh-field--wrong" in answer.text
    assert "share: " not in answer.text
    assert "<script>alert" not in answer.text


PERMIT = "/services/building-permit/calculation/"
SHED = {
    "kind": "secondary",
    "distance": "100",
    "height": "240",
    "floor-area": "180",
    "plot-area": "800",
    "secondary-area": "51",
}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, ("Fee in kroner: 1,500", "The fee is that for carports, garages and sheds.")),
        ({"secondary-area": "50"}, ("Fee in kroner: 0", "What needs no permit costs no fee.")),
        ({"kind": "house", "height": "851", "distance": "700"}, ("Fee in kroner: 6,000",)),
    ],
)
def test_one_of_several_answers_is_chosen_in_words(egeby, typed, words):
    egeby.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = html.fromstring(egeby.get(PERMIT).text)
    assert [
        label.text_content().strip() for label in page.xpath("//label[@for and ../input[@name='kind']]")
    ] == [
        "Carport, garage or shed",
        "Extension",
        "New house",
    ]
    answer = egeby.post(PERMIT, SHED | typed)

    assert answer.status_code == 200
    assert page_problems(answer.text) == ()
    for word in words:
        assert word in answer.text


@pytest.mark.parametrize("kind", ["", "castle", "<script>", "carport, garage or shed"])
def test_an_answer_that_is_not_offered_is_said_at_its_field(egeby, kind):
    egeby.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = egeby.post(PERMIT, SHED | {"kind": kind})

    assert answer.status_code == 422
    assert "Choose one of the answers." in answer.text
    assert "Fee in kroner: " not in answer.text


def test_nothing_that_a_visitor_types_is_kept(egeby):
    names = ("rules.DecisionLog", "cases.Case", "forms.Draft", "bus.OutboxEvent", "statistics.ContactCount")
    models = [model for model in apps.get_models() if model._meta.label in names]
    before = [model._default_manager.count() for model in models]
    answer = asked(egeby)

    assert [model._default_manager.count() for model in models] == before
    assert "no-store" in answer.headers["Cache-Control"]
    assert "session" not in answer.cookies


@pytest.mark.parametrize("path", ["/services/passport/calculation/", "/services/nothing/calculation/"])
def test_a_service_that_tells_no_calculation_has_no_such_page(egeby, path):
    assert egeby.get(path).status_code == 404


def test_another_country_does_not_offer_it(nordby):
    assert nordby.get(URL).status_code == 404


def test_a_version_of_another_service_or_of_nobody_is_not_there(egeby):
    passport = egeby.get("/services/passport/")
    assert passport.status_code == 200
    versions = dict(
        apps.get_model("catalogue.ServiceVersion").objects.values_list("service_key", "content_hash")
    )

    assert egeby.get(URL, {"version": versions.get("passport", "0" * 64)}).status_code == 404
    assert egeby.get(URL, {"version": "x"}).status_code == 404


def test_an_earlier_version_says_that_it_is_one(egeby):
    egeby.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    files = dict(read_package(SERVICES / "dk" / "free-place-subsidy").contents)
    before = _current()
    newer = files["service.yaml"].replace(b"version: 1.0.0", b"version: 1.0.1")
    association = Actor.system(ASSOCIATION, purpose="test")
    install_files(association, PackageFiles(files | {"service.yaml": newer}))

    old, new = egeby.get(URL, {"version": before}).text, egeby.get(URL).text
    assert "These are the rules of version 1.0.0" in old
    assert "These are the rules of version" not in new


def _current() -> str:
    with transaction(ASSOCIATION):
        service = apps.get_model("catalogue.Service").objects.get(key="free-place-subsidy")
        return str(service.current.content_hash)


def test_the_page_asks_little(egeby):
    egeby.get(URL)
    with CaptureQueriesContext(connection) as captured:
        egeby.get(URL)

    assert sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries) <= MOST


def test_too_many_tries_are_refused(egeby):
    statuses = [egeby.post(URL, TYPED).status_code for _ in range(61)]

    assert statuses[:60] == [200] * 60
    assert statuses[60] == 429
