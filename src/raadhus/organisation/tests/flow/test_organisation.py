"""Which municipality a host is, and what staff may do there."""

import datetime as dt

import pytest
from django.test import Client

from raadhus.identity import public as identity
from raadhus.organisation import demo, public
from raadhus.organisation.use_cases.welcome_staff import CannotWelcomeStaff, welcome_staff
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction

JOB = Actor.system(demo.EGEBY, purpose="test")


@pytest.fixture
def egeby(towns: None, db: None) -> public.MunicipalityInfo:
    demo.furnish_towns()
    return public.municipality(demo.EGEBY)


def test_a_host_leads_to_its_municipality_whatever_its_case(towns: None, db: None) -> None:
    assert public.municipality_by_host("EGEBY.localhost").name == "Egeby Kommune"
    assert public.municipality_by_host("nordby.localhost").country == "no"


def test_the_host_of_an_association_is_a_tenant_but_no_municipality(towns: None, db: None) -> None:
    assert public.municipality_by_host("kommunekredsen.localhost").is_association
    assert [town.slug for town in public.list_municipalities()] == ["egeby", "nordby"]


def test_a_strangers_host_is_nobodys(towns: None, db: None) -> None:
    with pytest.raises(NotFoundHere):
        public.municipality_by_host("localhost")
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 404


def test_the_demo_can_be_loaded_twice(egeby: public.MunicipalityInfo) -> None:
    demo.furnish_towns()

    with transaction(demo.EGEBY):
        assert [unit.key for unit in public.list_units(JOB)] == [
            "borgerservice",
            "byg-og-miljoe",
            "digitaliseringskontoret",
            "pladsanvisningen",
        ]


def test_a_unit_of_another_municipality_is_not_found(egeby: public.MunicipalityInfo) -> None:
    nordby = Actor.system(demo.NORDBY, purpose="test")
    with transaction(demo.NORDBY), pytest.raises(NotFoundHere):
        public.unit_by_key(nordby, "pladsanvisningen")


def test_the_desk_is_open_longer_on_thursday_and_closed_on_sunday(egeby: public.MunicipalityInfo) -> None:
    with transaction(demo.EGEBY):
        thursday = public.desk_today(demo.EGEBY, dt.date(2024, 11, 14))
        sunday = public.desk_today(demo.EGEBY, dt.date(2024, 11, 17))

    assert [(span.opens.hour, span.closes.hour) for span in thursday.desk] == [(10, 17)]
    assert sunday.phone == ()


def test_staff_get_the_roles_and_units_of_their_groups(egeby: public.MunicipalityInfo) -> None:
    with transaction(demo.EGEBY):
        person = identity.person_by_number(JOB, "6101800001")
        welcome_staff(JOB, person, "Mette Juhl", frozenset({"Pladsanvisning-Sagsbehandlere", "Ledere"}))
        staff = public.staff_for_person(JOB, person)
        unit = public.unit_by_key(JOB, "pladsanvisningen")

    assert staff is not None
    assert staff.roles == {Role.CASEWORKER, Role.LEADER}
    assert staff.units == {unit.id}


def test_a_role_goes_when_its_group_goes(egeby: public.MunicipalityInfo) -> None:
    with transaction(demo.EGEBY):
        person = identity.person_by_number(JOB, "6101800001")
        welcome_staff(JOB, person, "Mette Juhl", frozenset({"Pladsanvisning-Sagsbehandlere", "Ledere"}))
        welcome_staff(JOB, person, "Mette Juhl", frozenset({"Ledere"}))
        staff = public.staff_for_person(JOB, person)

    assert staff is not None
    assert staff.roles == {Role.LEADER}


def test_somebody_whose_groups_give_no_role_is_refused_and_nothing_changes(
    egeby: public.MunicipalityInfo,
) -> None:
    with transaction(demo.EGEBY):
        person = identity.person_by_number(JOB, "6101800001")
        with pytest.raises(CannotWelcomeStaff):
            welcome_staff(JOB, person, "Mette Juhl", frozenset({"Kantinen"}))

        assert public.staff_for_person(JOB, person) is None
