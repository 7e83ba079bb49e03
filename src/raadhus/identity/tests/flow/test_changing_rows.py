"""Rows that are appended and changed by kept statements are what the model says, and never another municipality's."""

import pytest
from django.db import connection

from raadhus.identity.models import Person
from raadhus.identity.tests.flow.townkit import EGEBY, NORDBY
from raadhus.platform.tenancy.appending import append, append_all
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.django_db


def test_only_the_named_fields_are_written_and_sealed_ones_stay_sealed() -> None:
    with transaction(EGEBY):
        anna = append(Person(given_name="Anna", family_name="Berg"))
        anna.given_name, anna.family_name = "Anne", "Bjerg"
        change(anna, "given_name")

        kept = Person.objects.get()
        assert (kept.given_name, kept.family_name) == ("Anne", "Berg")
        with connection.cursor() as cursor:
            cursor.execute("SELECT given_name FROM identity_person")
            assert b"Anne" not in bytes(cursor.fetchone()[0])


def test_another_municipality_cannot_change_a_row_and_is_told_so() -> None:
    with transaction(EGEBY):
        anna = append(Person(given_name="Anna"))
    with transaction(NORDBY), pytest.raises(LookupError):
        change(Person(id=anna.id, given_name="Eva"), "given_name")

    with transaction(EGEBY):
        assert Person.objects.get().given_name == "Anna"


def test_several_rows_are_appended_at_once_and_none_is_no_statement(django_assert_num_queries) -> None:
    with transaction(EGEBY):
        with django_assert_num_queries(1):
            append_all([Person(given_name=name) for name in ("Anna", "Bo", "Eva")])
        with django_assert_num_queries(0):
            append_all([])

        assert sorted(person.given_name for person in Person.objects.all()) == ["Anna", "Bo", "Eva"]
