"""Search as a citizen uses it: other forms of words, other keyboards, misspellings; never what is not offered."""

import pytest
from django.db import DatabaseError, connection, connections
from django.db import transaction as database

from raadhus.catalogue.public import install_files, install_package, search, withdraw_service
from raadhus.catalogue.tests.packagekit import SERVICES, package_files
from raadhus.organisation.demo import EGEBY, NORDBY
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.django_db

TOWN = NORDBY
INSTALLER = Actor.system(TOWN, purpose="test")
CITIZEN = Actor(tenant=TOWN)


@pytest.fixture
def town(db, towns):
    install_package(INSTALLER, SERVICES / "dk" / "free-place-subsidy")
    install_files(INSTALLER, package_files())
    with transaction(TOWN):
        yield


def keys(typed: str, language: str) -> list[str]:
    return [hit.key for hit in search(CITIZEN, typed, language).hits]


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("friplads", "da"),
        ("fripladser", "da"),  # stemmed
        ("børnehaver", "da"),
        ("boernehave", "da"),  # a keyboard without ø
        ("BØRNEHAVE", "da"),
        ("hvordan søger jeg friplads til mit barn?", "da"),
        ("fripl", "da"),  # still typing
        ("barnehager", "nb"),
        ("friplassen", "nb"),
        ("kindergartens", "en"),
        ("paying for childcare", "en"),
        ("kindergart", "en"),
    ],
)
def test_a_service_is_found_by_any_form_of_its_words(town, typed, language):
    assert keys(typed, language)[0] == "free-place-subsidy"


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("firplads", "da", "friplads"),
        ("fripalds", "da", "friplads"),
        ("bornehave", "da", "børnehave"),
        ("vugestue", "da", "vuggestue"),
        ("dagpelje", "da", "dagpleje"),
        ("barnehgae", "nb", "barnehage"),
        ("kindergarden", "en", "kindergarten"),
        ("kindergrten", "en", "kindergarten"),
        ("childmindr", "en", "childminder"),
    ],
)
def test_a_misspelling_finds_what_it_resembles_and_says_the_right_word(town, typed, language, meant):
    result = search(CITIZEN, typed, language)

    assert result.hits[0].key == "free-place-subsidy"
    assert result.meant == meant


def test_a_word_spelt_right_is_not_corrected(town):
    assert search(CITIZEN, "friplads", "da").meant == ""


def test_the_service_whose_title_has_the_word_comes_first(town):
    assert keys("lån en cykel", "da")[0] == "borrow-a-bike"


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("hjælp til at betale for børnehave", "da"),
        ("hjelp til å betale for barnehage", "nb"),
        ("help to pay for kindergarten", "en"),
    ],
)
def test_one_common_word_in_the_text_is_no_answer(typed, language):
    for name in ("free-place-subsidy", "day-care-place", "passport", "waste-and-recycling"):
        install_package(INSTALLER, SERVICES / "dk" / name)

    with transaction(TOWN):
        found = keys(typed, language)

    assert found[0] == "free-place-subsidy"
    assert set(found) <= {"free-place-subsidy", "day-care-place"}


def test_a_common_word_alone_still_finds_what_speaks_of_it():
    install_package(INSTALLER, SERVICES / "dk" / "passport")

    with transaction(TOWN):
        assert keys("betaler", "da") == ["passport"]


def test_a_language_without_the_words_falls_back_to_the_official_one(town):
    (hit,) = search(CITIZEN, "cykel", "nb").hits

    assert (hit.key, hit.title, hit.is_fallback) == ("borrow-a-bike", "Lån en cykel", True)


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "?", "og", "xyzzyqqq", "'; DROP TABLE x; --", "a & | ! ( :*", "\u202e\x00", "ß" * 500],
)
def test_words_that_say_nothing_find_nothing_and_break_nothing(town, typed):
    assert search(CITIZEN, typed, "da").hits == ()


def test_a_withdrawn_service_is_not_found(town):
    withdraw_service(INSTALLER, "free-place-subsidy")

    assert keys("friplads", "da") == []


@pytest.mark.usefixtures("towns")
def test_what_another_municipality_offers_is_not_found_here():
    install_files(Actor.system(EGEBY, purpose="test"), package_files())

    with transaction(NORDBY):
        assert search(Actor(tenant=NORDBY), "cykel", "da").hits == ()
    with transaction(EGEBY):
        assert [hit.key for hit in search(Actor(tenant=EGEBY), "cykel", "da").hits] == ["borrow-a-bike"]


def test_the_function_refuses_to_speak_for_another_tenant(town):
    with (
        pytest.raises(DatabaseError, match="another tenant"),
        transaction(TOWN),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM catalogue_search(%s, %s, 'da', 'friplads', 5)", [new_id(), [TOWN]])


def test_the_function_refuses_outside_a_tenants_transaction():
    with (
        pytest.raises(DatabaseError, match="another tenant"),
        database.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM catalogue_search(%s, %s, 'da', 'friplads', 5)", [TOWN, [TOWN]])


FILL = """
INSERT INTO catalogue_serviceversion (id, owner_id, is_published, service_key, version, country, content_hash, stored_at)
VALUES (%(version)s, %(owner)s, true, 'x', '1.0.0', 'dk', 'x', now());
INSERT INTO catalogue_service (id, owner_id, is_published, key, country, current_id, card, life_events, position)
SELECT gen_random_uuid(), %(owner)s, true, 'filler-' || n, 'dk', %(version)s, '{}', '{}', 0 FROM generate_series(1, 3000) n;
INSERT INTO catalogue_searchtext (id, owner_id, is_published, service_id, language, title, words, summary, body)
SELECT gen_random_uuid(), owner_id, true, id, 'da', 'emne' || md5(key), md5(key || 'w'), md5(key || 's'), md5(key || 'b')
FROM catalogue_service WHERE key LIKE 'filler-%%'
"""


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
@pytest.mark.parametrize(
    ("function", "index"),
    [
        ("catalogue_found", "catalogue_searchtext_document"),
        ("catalogue_resembling", "catalogue_searchtext_folded"),
    ],
)
def test_search_reads_its_index_and_not_the_table(function, index):
    owner = new_id()
    with connections["owner"].cursor() as cursor:
        given = {"owner": owner, "version": new_id()}
        for statement in FILL.split(";"):
            cursor.execute(statement, given)
        cursor.execute("ANALYZE catalogue_searchtext")
        cursor.execute("ANALYZE catalogue_service")
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [function])
        (body,) = cursor.fetchone()
        cursor.execute(f"PREPARE body (uuid[], text, text, int) AS {body}")
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        cursor.execute("EXPLAIN EXECUTE body (ARRAY[%s]::uuid[], 'da', 'friplads', 10)", [owner])
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("DEALLOCATE body")
        cursor.execute("RESET plan_cache_mode")

    assert f"Bitmap Index Scan on {index}" in plan, plan
    assert "Seq Scan on catalogue_searchtext" not in plan, plan


def test_a_question_of_a_million_signs_is_searched_by_its_beginning(town):
    assert keys("friplads " + "\u0301\u0323" * 500_000, "da")[0] == "free-place-subsidy"
