"""A letter always arrives: in the mailbox, or on paper, once, with each step's time."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from unittest import mock
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from pypdf import PdfReader

from raadhus.adapters.in_memory.carriers import MailInMemory, PrintHouseInMemory, SmsInMemory
from raadhus.adapters.in_memory.registers import RegisterBook, registers_of
from raadhus.adapters.typst_press.press import TypstPress
from raadhus.bus import dead_letters, testing
from raadhus.bus.registry import GiveUp, RetryLater
from raadhus.catalogue import public as catalogue
from raadhus.identity import public as identity
from raadhus.notifications import public as notifications
from raadhus.notifications.ports import Carriers
from raadhus.organisation import demo
from raadhus.organisation.public import unit_by_key
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.post import public as post
from raadhus.post import wiring
from raadhus.post.domain.sample import sample_data
from raadhus.post.events import LetterDelivered, LetterFiled, LetterOpened
from raadhus.post.models import Letter
from raadhus.post.package_part import LettersPart
from raadhus.post.ports import PrintHouseUnavailable
from raadhus.post.use_cases.make_letter import make_letter_if_ordered
from raadhus.post.use_cases.print_letter import print_letter_if_filed
from raadhus.records.events import DocumentFiled
from raadhus.registers import public as registers

ONLINE, ON_PAPER = "7012851234", "6203501235"
TEMPLATE = b"""#import "/raadhus/letter.typ": *
#show: letter
= #data.heading
#data.lead
"""
JOB = Actor.system(demo.EGEBY, purpose="test")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]


def record(number: str, name: str) -> registers.PersonRecord:
    address = registers.Address(street="Lindevej 4", postal_code="9990", city="Egeby", country="dk")
    return registers.PersonRecord(
        number=number,
        given_name=name,
        family_name="Holm",
        birth_date=dt.date(1985, 12, 10),
        address=address,
        partner_number=None,
        name_protected=False,
        address_protected=False,
        country="dk",
    )


class Town:
    """A post room whose neighbours are in memory."""

    def __init__(self) -> None:
        self.sms, self.mail, self.house = SmsInMemory(), MailInMemory(), PrintHouseInMemory()
        self.book = RegisterBook(
            persons={ONLINE: record(ONLINE, "Amina"), ON_PAPER: record(ON_PAPER, "Else")},
            children={},
            incomes={},
            exempt=frozenset({ON_PAPER}),
        )

    def person(self, number: str) -> UUID:
        with transaction(demo.EGEBY):
            person = identity.person_by_number(JOB, number)
            identity.learn_person(JOB, self.book.person(number))
            notifications.set_contact_details(
                JOB, person, phone="20 30 40 50", email="amina@example.org", language="da", country="dk"
            )
        return person

    def send(self, person: UUID) -> UUID:
        with transaction(demo.EGEBY):
            return post.send_letter(
                JOB,
                post.LetterOrder(
                    recipient_id=person,
                    service_hash="0" * 64,
                    template="decision",
                    title="Afgørelse",
                    subject="application:1",
                    unit_key="pladsanvisningen",
                    language="da",
                    data={k: v for k, v in sample_data().items() if k in {"heading", "lead"}},
                    case_number="EGE-2024-000001",
                ),
            )


@pytest.fixture
def town(settings: Any) -> Iterator[Town]:
    town = Town()
    before = (
        registers.use(registers_of(town.book)),
        notifications.use_carriers(Carriers(sms=town.sms, email=town.mail)),
        wiring.use(
            wiring.PostRoom(press=TypstPress(settings.ASSETS / "fonts" / "letters"), print_house=town.house)
        ),
    )
    with transaction(demo.EGEBY):
        demo.load_units(demo.EGEBY)
    with mock.patch("raadhus.catalogue.public.package_file", return_value=TEMPLATE):
        yield town
    registers.use(before[0])
    notifications.use_carriers(before[1])
    wiring.use(before[2])


def reader_of(person: UUID) -> Actor:
    return Actor(tenant=demo.EGEBY, person_id=person, roles=frozenset({Role.CITIZEN}))


def test_a_letter_lies_in_the_mailbox_and_sms_and_email_say_so_but_not_what(town: Town) -> None:
    person = town.person(ONLINE)

    letter_id = town.send(person)
    testing.run_all()

    with transaction(demo.EGEBY):
        (letter,) = post.list_mailbox(reader_of(person))
        assert letter.id == letter_id
        assert letter.pages == 1
        assert post.count_unread(reader_of(person), cap=9) == 1
        text = PdfReader(BytesIO(post.open_letter(reader_of(person), letter_id))).pages[0].extract_text()
        assert "Amina Holm" in text
        assert "EGE-2024-000001" in text
        assert "Lindevej" not in text, "a letter that is read on a screen needs no address"
        assert [step.step for step in post.list_delivery_steps(JOB, letter_id)] == [
            "ordered",
            "filed",
            "delivered-mailbox",
            "opened",
        ]
        assert post.count_unread(reader_of(person), cap=9) == 0
        assert len(testing.emitted(LetterFiled)) == len(testing.emitted(LetterDelivered)) == 1
        assert len(testing.emitted(LetterOpened)) == 1
    ((phone, sms),) = town.sms.sent.values()
    assert phone == "+4520304050"
    assert "nyt brev fra Egeby Kommune" in sms
    assert "Afgørelse" not in sms + town.mail.sent[0][2]
    assert town.house.letters == {}


def test_a_citizen_without_digital_post_gets_paper_with_the_address_in_the_window(town: Town) -> None:
    letter_id = town.send(town.person(ON_PAPER))
    testing.run_all()

    order, pdf = town.house.letters[letter_id]
    assert order.sha256 == hashlib.sha256(pdf).hexdigest()
    assert "Lindevej 4" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert town.sms.sent == {}, "nobody is sent to a mailbox they do not use"
    with transaction(demo.EGEBY):
        assert testing.emitted(LetterDelivered)[0].channel == "print"


def test_a_template_that_makes_no_letter_stops_its_own_letter_only(town: Town) -> None:
    person = town.person(ONLINE)
    with mock.patch("raadhus.catalogue.public.package_file", return_value=b"#panic(sys.inputs.data)"):
        poisoned = town.send(person)
        with pytest.raises(GiveUp) as given_up:
            testing.run_all()
    fine = town.send(person)
    testing.run_all()
    operator = Actor(tenant=demo.EGEBY, staff_id=new_id(), roles=frozenset({Role.OPERATOR}))

    assert str(given_up.value) == "CannotRenderLetter", "what a template says may be the letter's own words"
    with transaction(demo.EGEBY):
        assert [letter.id for letter in post.list_mailbox(reader_of(person))] == [fine]
        assert [step.step for step in post.list_delivery_steps(JOB, poisoned)] == ["ordered"]
        (stopped,) = dead_letters.list_dead_jobs(operator)
        assert stopped.name == "post.make_letter"


def test_a_letter_made_days_later_bears_the_day_it_was_ordered(town: Town) -> None:
    person = town.person(ONLINE)
    ordered = dt.datetime(2024, 11, 5, 23, 30, tzinfo=dt.UTC)  # the sixth in the town
    with clock.frozen(ordered):
        letter_id = town.send(person)
    with clock.frozen(ordered + dt.timedelta(days=9)):
        testing.run_all()

    with transaction(demo.EGEBY):
        pdf = PdfReader(BytesIO(post.open_letter(reader_of(person), letter_id)))
    assert "6. november 2024" in " ".join(pdf.pages[0].extract_text().split())
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date == dt.datetime(2024, 11, 6, 12, tzinfo=dt.UTC)


def lint(text: str) -> list[tuple[int, str]]:
    files = catalogue.PackageFiles({"letters/decision.typ": text.encode()})
    return [(problem.line, problem.sentence) for problem in LettersPart().lint(files)]


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("code", "line", "sentence"),
    [
        ("#std.read(1)", 2, "std"),
        ('#json("a")', 2, "json"),
        ('#import\n"@preview/a:1.0.0"', 2, "imports"),
        ('#import ("/" + "x.typ")', 2, "imports"),
        ("#let r = read\n#r(1)", 0, "da, granted"),
        ("#(da: 1, nb: 1).at(data.language)", 0, "en, granted"),
        ("#(granted: 1, partly: 1).at(data.outcome)", 0, "da, rejected"),
    ],
)
def test_a_letter_is_tried_in_each_language_for_each_outcome(code: str, line: int, sentence: str) -> None:
    (found,) = lint(f'#import "/raadhus/letter.typ": *; #show: letter\n{code}')

    assert found[0] == line
    assert sentence in found[1]


@pytest.mark.usefixtures("town")
def test_a_letter_with_words_for_all_is_fine() -> None:
    assert lint(TEMPLATE.decode()) == []


def test_a_print_house_that_takes_nothing_keeps_the_letter_for_the_next_try(town: Town) -> None:
    town.house.errors.append(PrintHouseUnavailable("OSError: Permission denied"))
    letter_id = town.send(town.person(ON_PAPER))
    with pytest.raises(RetryLater):
        testing.run_all()

    with clock.frozen(clock.now() + dt.timedelta(minutes=16)), transaction(demo.EGEBY):
        assert post.list_stuck_letters(JOB)[0].id == letter_id
        assert post.list_delivery_steps(JOB, letter_id)[-1].note == "OSError: Permission denied"
    assert town.house.letters == {}


def test_the_print_house_gets_a_letter_once_however_often_the_job_runs(town: Town) -> None:
    letter_id = town.send(town.person(ON_PAPER))
    testing.run_all()
    print_letter_if_filed(JOB, letter_id, town.house)

    assert list(town.house.letters) == [letter_id]
    with transaction(demo.EGEBY):
        assert len(testing.emitted(LetterDelivered)) == 1


def test_a_full_disk_files_nothing_and_the_letter_is_made_later(town: Town) -> None:
    person = town.person(ONLINE)
    letter_id = town.send(person)
    with (
        mock.patch.object(
            default_storage._wrapped, "_save", side_effect=OSError(28, "No space left on device")
        ),
        pytest.raises(RetryLater),
    ):
        testing.run_all()
    with transaction(demo.EGEBY):
        assert Letter.objects.get().state == Letter.State.ORDERED
        assert testing.emitted(DocumentFiled) == []
        assert post.list_mailbox(reader_of(person)) == ()

    with transaction(demo.EGEBY):
        make_letter_if_ordered(JOB, letter_id)
        assert len(post.list_mailbox(reader_of(person))) == 1


def test_a_register_that_is_down_delays_the_letter_and_loses_nothing(town: Town) -> None:
    person = town.person(ONLINE)
    town.send(person)
    down = mock.Mock()
    down.is_exempt_from_digital_post.side_effect = registers.RegisterUnavailable("down")
    registers.use(registers.Registers(person=down, custody=down, income=down, exemption=down))

    with pytest.raises(RetryLater):
        testing.run_all()

    with transaction(demo.EGEBY):
        assert Letter.objects.get().state == Letter.State.ORDERED


@pytest.mark.parametrize(
    "stranger",
    [
        Actor(tenant=demo.EGEBY),
        Actor(tenant=demo.EGEBY, person_id=new_id(), roles=frozenset({Role.CITIZEN})),
        Actor(tenant=demo.EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.CASEWORKER})),
    ],
    ids=["anonymous", "another citizen", "a caseworker"],
)
def test_nobody_else_can_open_a_letter(town: Town, stranger: Actor) -> None:
    letter_id = town.send(town.person(ONLINE))
    testing.run_all()

    with transaction(demo.EGEBY):
        with pytest.raises(NotFoundHere):
            post.open_letter(stranger, letter_id)
        with pytest.raises(NotFoundHere):
            post.get_letter(stranger, letter_id)
        assert post.list_mailbox(stranger) == ()
        assert post.count_unread(stranger, cap=9) == 0
        assert Letter.objects.get().opened_at is None


def test_another_municipality_has_no_such_letter(town: Town) -> None:
    person = town.person(ONLINE)
    letter_id = town.send(person)
    testing.run_all()

    with transaction(demo.NORDBY), pytest.raises(NotFoundHere):
        post.open_letter(Actor(tenant=demo.NORDBY, person_id=person), letter_id)


def test_the_first_opening_is_the_one_that_is_noted(town: Town) -> None:
    person = town.person(ONLINE)
    letter_id = town.send(person)
    testing.run_all()

    for minute in (1, 2):
        with clock.frozen(dt.datetime(2024, 11, 5, 12, minute, tzinfo=dt.UTC)), transaction(demo.EGEBY):
            post.open_letter(reader_of(person), letter_id)

    with transaction(demo.EGEBY):
        assert post.get_letter(reader_of(person), letter_id).opened_at == dt.datetime(
            2024, 11, 5, 12, 1, tzinfo=dt.UTC
        )


def test_a_letter_that_is_read_on_a_page_counts_as_opened_once(town: Town) -> None:
    person = town.person(ONLINE)
    letter_id = town.send(person)
    testing.run_all()

    with transaction(demo.EGEBY):
        for _time in range(2):
            assert post.read_letter(reader_of(person), letter_id).data
        assert post.get_letter(reader_of(person), letter_id).opened_at is not None
        steps = [step.step for step in post.list_delivery_steps(reader_of(person), letter_id)]
        assert steps.count("opened") == 1
        assert len(testing.emitted(LetterOpened)) == 1


def test_only_the_unit_that_wrote_a_letter_follows_it_and_only_operators_see_what_is_stuck(
    town: Town,
) -> None:
    letter_id = town.send(town.person(ONLINE))
    with transaction(demo.EGEBY):
        letter = Letter.objects.get()
        unit = unit_by_key(JOB, letter.unit_key)

    def staff(role: Role, *units: UUID) -> Actor:
        return Actor(
            tenant=demo.EGEBY,
            person_id=new_id(),
            staff_id=new_id(),
            roles=frozenset({role}),
            units=frozenset(units),
        )

    with clock.frozen(clock.now() + dt.timedelta(minutes=16)), transaction(demo.EGEBY):
        assert post.list_delivery_steps(staff(Role.CASEWORKER, unit.id), letter_id)
        for stranger in (staff(Role.CASEWORKER, new_id()), staff(Role.LEADER, unit.id), staff(Role.OPERATOR)):
            with pytest.raises(NotFoundHere):
                post.list_delivery_steps(stranger, letter_id)
        assert [one.id for one in post.list_stuck_letters(staff(Role.OPERATOR))] == [letter_id]
        with pytest.raises(NotFoundHere):
            post.list_stuck_letters(staff(Role.CASEWORKER, unit.id))
