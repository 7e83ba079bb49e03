"""Persons, their numbers and names, and who lives with whom."""

import datetime as dt

import pytest
from django.db import connection

from raadhus.identity import public as identity
from raadhus.identity.models import IdentityNumber, Person, SeenEntry
from raadhus.identity.public import CannotReadNumber
from raadhus.identity.tests.flow.townkit import EGEBY, NORDBY, citizen, job, staff
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.models import AuditEntry
from raadhus.platform.refusals import NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import CannotSwitchTenant, transaction
from raadhus.registers.public import ChildRecord, Custody, Household, PersonRecord

pytestmark = pytest.mark.django_db
NUMBER = "6101900001"


def record(number: str = NUMBER, name: str = "Nadia Berg", *, is_hidden: bool = False) -> PersonRecord:
    given, family = name.split()
    return PersonRecord(
        number=number,
        given_name=given,
        family_name=family,
        birth_date=dt.date(1990, 1, 1),
        address=None,
        partner_number=None,
        name_protected=is_hidden,
        address_protected=is_hidden,
        country="dk",
    )


def child(number: str) -> ChildRecord:
    return ChildRecord(
        number=number,
        given_name="Milo",
        family_name="Berg",
        birth_date=dt.date(2020, 10, 10),
        custody=Custody.SOLE,
        lives_at_home=True,
    )


def test_a_number_leads_to_one_person_however_it_is_written() -> None:
    with transaction(EGEBY):
        person = identity.person_by_number(job(), "610190-0001")

        assert identity.person_by_number(job(), NUMBER) == person
        assert Person.objects.count() == 1


def test_the_same_number_is_another_person_in_another_municipality() -> None:
    with transaction(EGEBY):
        here = identity.person_by_number(job(), NUMBER)
    with transaction(NORDBY):
        there = identity.person_by_number(job(NORDBY), NUMBER)

        assert there != here
        assert not Person.objects.filter(id=here).exists()
        with pytest.raises(NotFoundHere):
            identity.identity_number_of(job(NORDBY), here, "test")


def test_a_number_is_nowhere_readable_in_the_database() -> None:
    with transaction(EGEBY):
        identity.person_by_number(job(), NUMBER)
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, lookup FROM identity_identitynumber")
            kept = b"".join(bytes(column) for column in cursor.fetchone())

    assert NUMBER.encode() not in kept


def test_an_unknown_number_is_not_found_when_nobody_is_to_be_made() -> None:
    with transaction(EGEBY):
        with pytest.raises(NotFoundHere):
            identity.person_by_number(job(), NUMBER, register_if_absent=False)
        assert Person.objects.count() == 0


def test_what_is_no_number_is_refused_and_makes_nobody() -> None:
    with transaction(EGEBY):
        with pytest.raises(CannotReadNumber):
            identity.person_by_number(job(), "12345")
        assert Person.objects.count() == 0


def test_an_actor_of_one_municipality_gets_nothing_in_the_transaction_of_another() -> None:
    with transaction(EGEBY), pytest.raises(CannotSwitchTenant):
        identity.person_by_number(job(NORDBY), NUMBER)


def test_rights_to_a_number() -> None:
    with transaction(EGEBY):
        person = identity.person_by_number(job(), NUMBER)
        other = identity.person_by_number(job(), "6102900002")

        assert identity.identity_number_of(job(), person, "test") == NUMBER
        assert identity.identity_number_of(citizen(person), person, "test") == NUMBER
        assert identity.identity_number_of(staff(other, Role.CASEWORKER), person, "test") == NUMBER
        for stranger in (citizen(other), Actor(tenant=EGEBY)):
            with pytest.raises(NotFoundHere):
                identity.identity_number_of(stranger, person, "test")


def test_a_look_at_a_number_by_staff_is_in_the_audit_trail_with_its_purpose() -> None:
    with transaction(EGEBY):
        person = identity.person_by_number(job(), NUMBER)
        identity.identity_number_of(staff(person, Role.CASEWORKER), person, "forms.prefill")

        entry = AuditEntry.objects.get(act="identity.read_number")
        assert (entry.purpose, entry.subject) == ("forms.prefill", f"person:{person}")


def test_a_protected_name_is_shown_to_few() -> None:
    with transaction(EGEBY):
        hidden = identity.learn_person(job(), record(is_hidden=True))
        other = identity.person_by_number(job(), "6102900002")

        for sees, actor in (
            (True, job()),
            (True, citizen(hidden)),
            (True, staff(other, Role.CASEWORKER, Role.CLEARED)),
            (False, citizen(other)),
            (False, staff(other, Role.CASEWORKER)),
            (False, Actor(tenant=EGEBY)),
        ):
            assert ("Nadia" in identity.display_names(actor, [hidden])[hidden]) is sees


def test_a_household_is_known_from_any_of_its_members() -> None:
    with transaction(EGEBY):
        anna, bo = record(name="Anna Berg"), record("6102900002", "Bo Berg")
        people = identity.learn_household(
            job(),
            identity.learn_person(job(), anna),
            Household(adults=(anna, bo), children=(child("6110204009"),)),
        )
        her, him, kid = people[anna.number], people[bo.number], people["6110204009"]
        stranger = identity.person_by_number(job(), "6103900003")

        assert identity.household_of(job(), her) == {him, kid}
        assert identity.household_of(job(), him) == {her, kid}
        assert identity.household_of(job(), kid) == {her, him}
        assert identity.household_of(job(), stranger) == frozenset()


def test_somebody_who_moved_out_is_no_longer_of_the_household() -> None:
    with transaction(EGEBY):
        anna, bo = record(name="Anna Berg"), record("6102900002", "Bo Berg")
        her = identity.learn_person(job(), anna)
        people = identity.learn_household(job(), her, Household(adults=(anna, bo), children=()))
        identity.learn_household(job(), her, Household(adults=(anna,), children=()))

        assert people[bo.number] not in identity.household_of(job(), her)


def test_somebody_sees_who_has_looked_and_nobody_else_does() -> None:
    with transaction(EGEBY):
        person = identity.person_by_number(job(), NUMBER)
        other = identity.person_by_number(job(), "6102900002")
        looker = staff(other, Role.CASEWORKER)
        identity.note_seen(looker, person, "case")
        identity.note_seen(citizen(person), person, "case")

        (seen,) = identity.list_seen(citizen(person))
        assert (seen.what, seen.by_staff_id) == ("case", looker.staff_id)
        assert identity.list_seen(citizen(other)) == ()
        with pytest.raises(NotAllowed):
            identity.list_seen(Actor(tenant=EGEBY))


def test_a_look_cannot_be_undone_by_the_application() -> None:
    with transaction(EGEBY):
        person = identity.person_by_number(job(), NUMBER)
        identity.note_seen(staff(person, Role.CASEWORKER), person, "case")
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(current_user, 'identity_seenentry', 'UPDATE, DELETE')")
            assert cursor.fetchone() == (False,)
        assert SeenEntry.objects.count() == 1


def test_a_new_number_replaces_the_old_which_still_finds_its_person() -> None:
    claims = identity.LoginClaims(issuer="https://eid", subject="s", provider="mitid", number=NUMBER)
    changed = identity.LoginClaims(issuer="https://eid", subject="s", provider="mitid", number="6102900002")
    with clock.frozen(dt.datetime(2024, 3, 5, 12, tzinfo=dt.UTC)):
        person = identity.sign_in(EGEBY, claims).person_id
    with clock.frozen(dt.datetime(2024, 6, 5, 12, tzinfo=dt.UTC)):
        identity.sign_in(EGEBY, changed)

    with transaction(EGEBY):
        assert identity.identity_number_of(job(), person, "test") == "6102900002"
        assert identity.person_by_number(job(), NUMBER) == person
        held = IdentityNumber.objects.order_by("valid_from").values_list("valid_from", "valid_until")
        assert list(held) == [(dt.date(2024, 3, 5), dt.date(2024, 6, 5)), (dt.date(2024, 6, 5), None)]


def test_a_login_whose_number_is_another_persons_is_refused_and_nothing_changes() -> None:
    with transaction(EGEBY):
        identity.person_by_number(job(), "6102900002")
    first = identity.LoginClaims(issuer="https://eid", subject="s", provider="mitid", number=NUMBER)
    stolen = identity.LoginClaims(issuer="https://eid", subject="s", provider="mitid", number="6102900002")
    person = identity.sign_in(EGEBY, first).person_id

    with pytest.raises(identity.CannotSignIn):
        identity.sign_in(EGEBY, stolen)

    with transaction(EGEBY):
        assert identity.identity_number_of(job(), person, "test") == NUMBER
        assert Person.objects.count() == 2


def test_a_login_without_number_gets_one_with_a_later_login() -> None:
    without = identity.LoginClaims(issuer="https://eid", subject="s", provider="idporten", name="Kari Moe")
    later = identity.LoginClaims(issuer="https://eid", subject="s", provider="idporten", number=NUMBER)
    person = identity.sign_in(EGEBY, without).person_id
    with transaction(EGEBY), pytest.raises(NotFoundHere):
        identity.identity_number_of(job(), person, "test")

    assert identity.sign_in(EGEBY, later).person_id == person
    with transaction(EGEBY):
        assert identity.identity_number_of(job(), person, "test") == NUMBER
