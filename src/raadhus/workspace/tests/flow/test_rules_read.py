"""Rules as staff read them: the tables of a version, and how they came to what they found in a case."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from raadhus.cases.tests.casekit import ANNE
from raadhus.workspace.tests.deskkit import LEADERS, all_of, page

TABLES = "/work/rules/free-place-subsidy/tables/"
MOST = {TABLES: 9, "case-rules": 24}


@pytest.fixture
def case(desk):
    """Return Anne's case, whose income is contested."""
    desk.town.move_in(ANNE)
    return desk.town.decide_application(ANNE, contested=True)


def rules_of(case):
    assessment = next(row for row in all_of("cases.Assessment") if row.case_id == case.id)
    return f"/work/cases/{case.id}/rules/{assessment.id}/"


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_the_tables_are_read_in_words(desk, language):
    shown = page(desk.staff(language=language), TABLES)

    words = {
        "da": ("Årets skala", "622.200\u00a0kr.", "højst din nederste grænse"),
        "nb": ("Årets skala", "622\u00a0200\u00a0danske kroner", "høyst din nederste grense"),
        "en": ("Scale of the year", "DKK\u00a0622,200", "at most your lower limit"),
    }
    assert all(part in shown for part in words[language])
    assert "<code>" not in shown


def test_feel_stands_beside_the_words_when_asked_for(desk):
    assert "<code>&lt;= Raised limits.first</code>" in page(desk.staff(LEADERS), f"{TABLES}?written=1")


def test_each_row_has_an_address_and_its_law_a_link(desk):
    shown = page(desk.staff(), TABLES)

    assert 'id="rule-share-part"' in shown
    assert '<a href="https://www.retsinformation.dk/eli/lta/2024/55">Day Care Act' in shown


@pytest.mark.parametrize("version", ["0" * 64, "x", "../etc"])
def test_a_version_that_nobody_published_is_not_there(desk, version):
    assert desk.staff().get(TABLES, {"version": version}).status_code == 404


def test_a_case_says_which_rows_fitted_and_why_others_did_not(desk, case):
    shown = page(desk.staff(), rules_of(case))

    for words in (
        "You have told us that the income is not right.",
        "Row 1 does not fit. Self-employed: no. The row wants: yes.",
        "We used the income scale for 2024.",
        "Row 1 does not fit. Year: 2024. The row wants: 2020.",
        "Fits",
        "Does not fit",
    ):
        assert words in shown
    fired = re.findall(r'<tr role="row" id="([^"]+)"[^>]*class="rh-rules__fired"', shown)
    assert "rule-reason-income-contested" in fired
    assert "rule-scale-2024" in fired
    assert "rule-scale-2020" not in fired
    assert '<a href="#rule-scale-2024">We used the income scale for 2024.</a>' in shown


def test_the_case_leads_there_and_there_leads_to_the_version_of_its_time(desk, case):
    assert rules_of(case) in page(desk.staff(), f"/work/cases/{case.id}/")
    assert f"{TABLES}?version={case.package_hash}" in page(desk.staff(), rules_of(case))


def test_reading_the_rules_of_a_case_is_a_look_at_it(desk, case):
    before = len(all_of("identity.SeenEntry"))
    page(desk.staff(), rules_of(case))

    assert len(all_of("identity.SeenEntry")) == before + 1


@pytest.mark.parametrize("what", list(MOST))
def test_the_pages_ask_little(desk, case, what):
    browser = desk.staff()
    url = what if what == TABLES else rules_of(case)
    page(browser, url)
    with CaptureQueriesContext(connection) as captured:
        page(browser, url)

    assert sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries) <= MOST[what]
