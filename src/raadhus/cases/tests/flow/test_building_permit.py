"""The building permit as its package draws it: neighbours heard at once, a clock that stands, a decision, a fee."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps

from raadhus.bus import due
from raadhus.bus.testing import run_all
from raadhus.cases.models import Case, Charge, Decision, Party, PutQuestion, Task, TimelineEntry
from raadhus.cases.queries.own_case_file import get_own_case
from raadhus.cases.queries.own_cases import list_own_cases
from raadhus.cases.tests.casekit import ANNE, BO, CARL, EVA, NOON, Resident
from raadhus.cases.tests.packagetown import PackageTown, typed
from raadhus.cases.use_cases.answer_completion import answer_completion
from raadhus.cases.use_cases.answer_question import QuestionAnswered, answer_question
from raadhus.cases.use_cases.letters.follow_letters import note_opened
from raadhus.cases.use_cases.show_question import get_own_question
from raadhus.cases.use_cases.staff.ask_to_complete import ask_to_complete
from raadhus.cases.use_cases.staff.decide_by_hand import HandDecision, decide_by_hand, send_by_hand
from raadhus.cases.use_cases.staff.do_work import do_work
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes

NEAR = Resident(number="6505851238", name="Nete Nabo", street="Åvej 3")
FAR = Resident(number="6606851239", name="Frank Nabo", street="Åvej 5")
ALSO_FAR = Resident(number="6707851240", name="Fie Nabo", street="Åvej 5")
PERMIT = HandDecision(
    percent=Decimal(100), valid_from=dt.date(2024, 12, 1), reasons=("Det passer ind på vejen.",)
)
REFUSAL = HandDecision(
    percent=Decimal(0), valid_from=dt.date(2024, 12, 1), reasons=("Det skygger for naboen.",)
)
SEEN = {
    "visit.on-day": ["4"],
    "visit.on-month": ["11"],
    "visit.on-year": ["2024"],
    "visit.as_drawn": ["no"],
    "visit.distance": ["240"],
    "visit.seen": ["Skuret står tættere på Åvej 3."],
}
"""What the form of a visit is filled in with."""


def answers(*streets: str, **building: object) -> dict[str, object]:
    told = {
        "kind": "extension",
        "floor_area": 200,
        "height": 350,
        "distance": 250,
        "description": "Et værelse",
    }
    home = {"postal_code": "9990", "city": "Egeby"}
    return {
        "applicant.name": ANNE.name,
        "applicant.address": {"street": ANNE.street, **home},
        "plot.is_home": True,
        "plot.area": 800,
        **{f"building.{name}": value for name, value in (told | building).items()},
        "neighbours": [
            {"_id": f"n{place}", "address": {"street": street, **home}}
            for place, street in enumerate(streets)
        ],
    }


@pytest.fixture
def town(towns, db):
    """Return Egeby with the building permit, Anne and her neighbours."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, BO, CARL, NEAR, FAR, ALSO_FAR)
        yield town


@pytest.fixture
def heard(town):
    """Return a case beyond the building rights, whose three neighbours on two plots are asked."""
    return town.send(ANNE, answers("Åvej 3", "Åvej 5", distance=200))


def of_unit(town, case):
    with transaction(town.tenant):
        return Task.objects.get(case=case, person_id=None, status="open")


def decide(town, case, given=PERMIT):
    with transaction(town.tenant):
        decide_by_hand(town.caseworker(CARL), of_unit(town, case).id, given)
    with transaction(town.tenant):
        send_by_hand(town.caseworker(CARL), of_unit(town, case).id)
    run_all()


def visit(town, case):
    """Look at the plot, as a caseworker does once the neighbours are heard."""
    with transaction(town.tenant):
        do_work(town.caseworker(CARL), of_unit(town, case).id, SEEN)
    run_all()


def happened(town, case):
    with transaction(town.tenant):
        return list(
            TimelineEntry.objects.filter(case=case).order_by("at", "id").values_list("what", flat=True)
        )


def letters_to(town, resident):
    with transaction(town.tenant):
        rows = apps.get_model("post", "Letter").objects.filter(recipient_id=town.people[resident.number])
        return list(rows.order_by("id"))


def test_within_the_building_rights_nobody_is_asked_and_the_unit_has_it_at_once(town):
    case = town.send(ANNE, answers("Åvej 3"))

    assert case.status == "with_unit"
    assert case.deadline_on == NOON.date() + dt.timedelta(days=28)
    assert of_unit(town, case).why == ["within-rights"]
    assert town.asked(case) == {}


def test_everybody_on_the_plots_next_door_is_asked_at_the_same_time_each_by_letter(town, heard):
    asked = town.asked(heard)
    by_name = {town.people[one.number]: one for one in (NEAR, FAR, ALSO_FAR)}

    assert heard.status == "waiting"
    assert asked.keys() == by_name.keys()
    assert {task.due_on for task in asked.values()} == {NOON.date() + dt.timedelta(days=14)}
    for one in by_name.values():
        (letter,) = letters_to(town, one)
        assert letter.title == "Din nabo vil bygge. Hvad siger du?"
        assert any("200" in paragraph for paragraph in letter.data["paragraphs"]), "the distance is told"
    with transaction(town.tenant):
        assert Party.objects.filter(case=heard, role="neighbour").count() == 3


def test_a_letter_that_a_neighbour_opens_is_told_as_a_neighbours(town, heard):
    (letter,) = letters_to(town, NEAR)
    with transaction(town.tenant):
        note_opened(town.system, heard.id, letter.id, by=letter.recipient_id)

    with transaction(town.tenant):
        opened = TimelineEntry.objects.get(case=heard, what="letter_opened")
    assert opened.who == "neighbour"


def test_the_case_goes_on_when_the_last_has_answered_and_the_process_knows_codes_alone(town, heard):
    town.answer(NEAR, heard, "objection", "Det skygger for min terrasse.")
    town.answer(FAR, heard, "no-objection")
    assert town.again(heard).status == "waiting"
    town.answer(ALSO_FAR, heard, "no-objection")

    with transaction(town.tenant):
        everything = processes.variables(town.system, heard.process_id)
        said = PutQuestion.objects.get(case=heard, choice="objection").said
    assert town.again(heard).status == "with_unit"
    assert everything["neighbour_answers"] == ["objection", "no-objection", "no-objection"]
    assert "terrasse" not in str(everything)
    assert said == "Det skygger for min terrasse."


def test_each_deadline_is_its_own_and_silence_stops_nobody(town, heard):
    town.answer(NEAR, heard, "no-objection")
    with clock.frozen(town.days_later(13)):
        due.wake_due()
        run_all()
        assert town.again(heard).status == "waiting"
    with clock.frozen(town.days_later(15)):
        due.wake_due()
        run_all()

        assert town.again(heard).status == "with_unit"
    with transaction(town.tenant):
        known = processes.variables(town.system, heard.process_id)["neighbour_answers"]
    assert known == ["no-objection", "silent", "silent"]
    assert happened(town, heard).count("question_silent") == 2


def test_a_question_is_answered_once_by_whom_it_was_put_to_and_only_with_its_own_answers(town, heard):
    task = town.asked(heard)[town.people[NEAR.number]]
    with transaction(town.tenant), pytest.raises(NotFoundHere):
        answer_question(town.citizen(FAR), task.id, typed("objection", "Not mine."))
    with transaction(town.tenant):
        refused = answer_question(town.citizen(NEAR), task.id, typed("perhaps"))
    town.answer(NEAR, heard, "no-objection")
    with transaction(town.tenant), pytest.raises(QuestionAnswered):
        answer_question(town.citizen(NEAR), task.id, typed("objection", "After all."))

    with transaction(town.tenant):
        kept = PutQuestion.objects.get(task=task)
    assert not refused.is_in_order
    assert (kept.choice, kept.said) == ("no-objection", "")


def test_neighbours_see_what_the_package_tells_and_nothing_of_the_case(town, heard):
    task = town.asked(heard)[town.people[NEAR.number]]
    with transaction(town.tenant):
        shown = get_own_question(town.citizen(NEAR), task.id)
        cases = list_own_cases(town.citizen(NEAR))

    assert dict(shown.told)["Applicant"] == ANNE.name
    assert "Et værelse" not in str(shown.told), "the description is not among what is told"
    assert cases == ()


def test_a_protected_applicants_name_and_address_are_not_told(town):
    town.move_in(EVA.__class__(number=EVA.number, name=EVA.name, name_protected=True, street="Åvej 1"))
    told = answers("Åvej 3", distance=200) | {"applicant.name": EVA.name}
    case = town.send(EVA, told)
    (letter,) = letters_to(town, NEAR)

    assert EVA.name not in str(letter.data)
    assert "Åvej 1" not in str(letter.data)
    assert case.status == "waiting"


def test_an_address_where_nobody_lives_is_noted_and_holds_nothing_up(town):
    case = town.send(ANNE, answers("Ingensteds 99", distance=200))

    assert case.status == "with_unit"
    with transaction(town.tenant):
        entry = TimelineEntry.objects.get(case=case, what="neighbours_found")
    assert entry.detail == {"found": 0, "empty": 1}


def test_whoever_lives_with_the_applicant_or_applies_is_no_neighbour(town):
    case = town.send(ANNE, answers(ANNE.street, "Åvej 3", distance=200))

    assert town.people[ANNE.number] not in town.asked(case)


def test_the_clock_stands_while_the_applicant_completes(town):
    case = town.send(ANNE, answers("Åvej 3"))
    before = case.deadline_on
    with transaction(town.tenant):
        asked = ask_to_complete(town.caseworker(CARL), of_unit(town, case).id, "En tegning med mål.")
    with clock.frozen(town.days_later(10)), transaction(town.tenant):
        answer_completion(town.citizen(ANNE), asked.task_id, "Her er den.")

    found = town.again(case)
    assert found.status == "with_unit"
    assert found.deadline_on == before + dt.timedelta(days=10)
    assert of_unit(town, case).due_on == found.deadline_on


def test_the_decision_is_followed_by_a_fee_once(town):
    case = town.send(ANNE, answers("Åvej 3"))
    decide(town, case)

    with transaction(town.tenant):
        charge = Charge.objects.get(case=case)
        decision = Decision.objects.get(case=case)
    _receipt, _permit, bill = letters = letters_to(town, ANNE)
    assert [letter.title for letter in letters] == [
        "Vi har fået din ansøgning om at bygge",
        "Du får byggetilladelse",
        "Gebyr for behandling af din sag",
    ]
    assert "er 3.000\u00a0kr." in bill.data["paragraphs"][0], (
        "the amount is said as the letter's language says it"
    )
    assert (charge.amount, charge.currency) == (Decimal("3000.00"), "DKK")
    assert charge.due_on == NOON.date() + dt.timedelta(days=30)
    assert decision.law
    assert town.again(case).status == "closed"


def test_a_refusal_has_its_reasons_and_appeal_and_costs_the_same(town):
    case = town.send(ANNE, answers("Åvej 3"))
    decide(town, case, REFUSAL)

    decision_letter = letters_to(town, ANNE)[1]
    assert decision_letter.title == "Du får ikke byggetilladelse"
    assert decision_letter.data["reasons"] == ["Det skygger for naboen."]
    assert "fire uger" in decision_letter.data["appeal"]
    with transaction(town.tenant):
        assert Charge.objects.filter(case=case).count() == 1


def test_what_needs_no_permit_costs_nothing(town):
    case = town.send(ANNE, answers("Åvej 3", kind="secondary", secondary_area=20, height=240, distance=0))
    decide(town, case)

    with transaction(town.tenant):
        assert not Charge.objects.filter(case=case).exists()
    assert of_closed(town, case) == "closed"


def of_closed(town, case):
    with transaction(town.tenant):
        return Case.objects.get(id=case.id).status


def test_the_applicant_is_not_told_how_many_neighbours_were_asked_or_have_answered(town, heard):
    town.answer(NEAR, heard, "objection", "Det skygger.")
    town.answer(FAR, heard, "no-objection")
    with transaction(town.tenant):
        told = [one.what for one in get_own_case(town.citizen(ANNE), heard.id).happened]

    assert told.count("question_put") == 1
    assert told.count("question_answered") == 1
    assert told.count("letter_ordered") == 1  # the one that confirms the application
    assert told.count("letter_delivered") == 1


def test_a_neighbour_reads_the_plan_no_longer_than_it_can_be_appealed(town, heard):
    for one in (NEAR, FAR, ALSO_FAR):
        town.answer(one, heard, "no-objection")
    visit(town, heard)
    decide(town, heard, REFUSAL)
    with transaction(town.tenant):
        task_id = PutQuestion.objects.get(person_id=town.people[NEAR.number]).task_id
        assert get_own_question(town.citizen(NEAR), task_id).told
    with clock.frozen(NOON + dt.timedelta(days=60)), transaction(town.tenant):
        own = get_own_question(town.citizen(NEAR), task_id)
    assert (own.told, own.choice) == ((), "no-objection")
