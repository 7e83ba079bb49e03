"""A process sends a letter of the package: to whom, with what, once, and to nobody who has no part in the case."""

import pytest
from django.apps import apps

from raadhus.bus.testing import run_all
from raadhus.cases.models import Party, TimelineEntry
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON, Resident
from raadhus.cases.tests.settown import APPLIED, SetTown
from raadhus.catalogue.public import PackageFiles
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes

NEAR = Resident(number="6505851238", name="Nete Nabo", street="Åvej 3")
SENDS = '<raadhus:task handler="cases.send_letter" letter="received" />'


class WritingTown(SetTown):
    """The town; ``task`` stands where the letter of receipt is sent."""

    def __init__(self, task: str = SENDS) -> None:
        super().__init__()
        self._task = task

    def package(self) -> PackageFiles:
        contents = dict(super().package().contents)
        contents["process.bpmn"] = contents["process.bpmn"].replace(SENDS.encode(), self._task.encode())
        return PackageFiles(contents)


@pytest.fixture
def town(towns, db):
    """Return a function that lays down a town whose process sends so, with Anne's case in it."""
    with clock.frozen(NOON):
        yield lambda task=SENDS: _begin(WritingTown(task).build())


def _begin(town):
    town.move_in(ANNE, BO, CARL, NEAR)
    return town, town.send(ANNE, APPLIED)


def letters(town):
    with transaction(town.tenant):
        return list(apps.get_model("post", "Letter").objects.order_by("ordered_at"))


def stopped(town, case):
    with transaction(town.tenant):
        return [one.sentence for one in processes.incidents(town.system) if one.business_key == case.id]


def test_the_applicant_is_told_the_number_of_the_case_and_by_when_it_is_decided(town):
    town, case = town()

    (letter,) = letters(town)

    assert letter.recipient_id == town.people[ANNE.number]
    assert (letter.title, letter.template, letter.language) == (
        "Vi har fået din ansøgning om at bygge",
        "received",
        "da",
    )
    assert letter.data["case_number"] == case.number
    assert letter.data["deadline"] == "3.\N{NO-BREAK SPACE}december 2024"
    assert letter.state == "delivered"
    with transaction(town.tenant):
        (told,) = TimelineEntry.objects.filter(case=case, what="letter_ordered")
    assert told.is_for_citizen
    assert told.detail == {"title": letter.title, "to_applicant": True}


def test_what_the_process_hands_over_stands_in_the_letter_in_words(town):
    task = (
        '<raadhus:task handler="cases.send_letter" letter="received"><raadhus:input name="amount" value="1216.5"/>'
        '<raadhus:input name="metres" value="1216.5"/>'
        '<raadhus:input name="by" value=\'date("2024-12-24")\'/></raadhus:task>'
    )
    town, _case = town(task)

    (letter,) = letters(town)

    assert letter.data["told"] == {
        "metres": "1.216,5",
        "amount": "1.216,50\N{NO-BREAK SPACE}kr.",
        "by": "24.\N{NO-BREAK SPACE}december 2024",
    }


def test_somebody_who_has_no_part_in_the_case_is_never_written_to(town):
    with clock.frozen(NOON):
        stranger = SetTown().build()
        stranger.move_in(BO)
    task = (
        '<raadhus:task handler="cases.send_letter" letter="received">'
        f'<raadhus:input name="person" value=\'"{stranger.people[BO.number]}"\'/></raadhus:task>'
    )
    town, case = town(task)

    assert letters(town) == []
    assert any("no part in the case" in one for one in stopped(town, case))
    with transaction(town.tenant):
        assert not Party.objects.filter(case=case, person_id=town.people[BO.number]).exists()


def test_a_letter_that_the_package_has_not_is_an_incident_and_nothing_is_sent(town):
    town, case = town('<raadhus:task handler="cases.send_letter" letter="farewell" />')

    assert letters(town) == []
    assert any("farewell" in one for one in stopped(town, case))


def test_a_process_that_is_worked_off_again_sends_it_once(town):
    town, _case = town()
    run_all()
    run_all()

    assert len(letters(town)) == 1
