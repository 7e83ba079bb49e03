"""A short message goes out once, or a person is told that nobody knows."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from raadhus.adapters.in_memory.carriers import MailInMemory, SmsInMemory
from raadhus.bus import testing
from raadhus.bus.registry import RetryLater
from raadhus.identity import public as identity
from raadhus.notifications import public as notifications
from raadhus.notifications.events import MessageDoubtful, MessageFailed, MessageSent
from raadhus.notifications.models import ContactDetails, Message
from raadhus.notifications.ports import AddressRefused, Carriers, Doubtful, TryAgain
from raadhus.notifications.use_cases.send_messages import send_messages
from raadhus.organisation import demo
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import transaction

JOB = Actor.system(demo.EGEBY, purpose="test")
LETTER = new_id()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("towns")]


@pytest.fixture
def carriers() -> Iterator[Carriers]:
    carriers = Carriers(sms=SmsInMemory(), email=MailInMemory())
    before = notifications.use_carriers(carriers)
    yield carriers
    if before:
        notifications.use_carriers(before)


@pytest.fixture
def person() -> UUID:
    with transaction(demo.EGEBY):
        person = identity.person_by_number(JOB, "7012851234")
        notifications.set_contact_details(
            JOB, person, phone="20304050", email="amina@example.org", language="en", country="dk"
        )
        notifications.notify(JOB, person, "letter_arrived", about=LETTER, subject="application:1")
    return person


def states() -> dict[str, str]:
    with transaction(demo.EGEBY):
        return dict(Message.objects.values_list("channel", "state"))


def send_again(person: UUID, carriers: Carriers) -> None:
    send_messages(JOB, person, LETTER, "letter_arrived", carriers)


def test_both_messages_go_out_in_the_persons_language(person: UUID, carriers: Carriers) -> None:
    testing.run_all()

    assert states() == {"sms": "sent", "email": "sent"}
    assert carriers.email.sent[0][2].startswith("You have a new letter from Egeby Kommune")
    with transaction(demo.EGEBY):
        assert len(testing.emitted(MessageSent)) == 2


def test_the_same_news_is_told_once(person: UUID, carriers: Carriers) -> None:
    with transaction(demo.EGEBY):
        notifications.notify(JOB, person, "letter_arrived", about=LETTER, subject="application:1")
    testing.run_all()
    send_again(person, carriers)

    assert len(carriers.sms.sent) == len(carriers.email.sent) == 1


def test_a_gateway_that_is_down_is_tried_again_and_the_email_goes_out_meanwhile(
    person: UUID, carriers: Carriers
) -> None:
    carriers.sms.errors.append(TryAgain("503", after_seconds=7))
    with pytest.raises(RetryLater) as later:
        testing.run_all()
    assert later.value.after_seconds == 7
    assert states() == {"sms": "queued", "email": "sent"}

    send_again(person, carriers)

    assert states() == {"sms": "sent", "email": "sent"}
    assert len(carriers.email.sent) == 1


def test_a_refused_number_is_failed_and_shown_to_a_person(person: UUID, carriers: Carriers) -> None:
    carriers.sms.errors.append(AddressRefused("no such number"))
    testing.run_all()

    with transaction(demo.EGEBY):
        assert len(testing.emitted(MessageFailed)) == 1
        clerk = Actor(
            tenant=demo.EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.CASEWORKER})
        )
        (shown,) = notifications.list_messages_needing_a_person(clerk)
        assert (shown.channel, shown.note) == ("sms", "no such number")


def test_a_broken_connection_leaves_the_email_doubtful_and_it_is_never_sent_again_by_itself(
    person: UUID, carriers: Carriers
) -> None:
    carriers.email.errors.append(Doubtful("the connection broke"))
    testing.run_all()
    send_again(person, carriers)

    assert states()["email"] == "doubtful"
    assert carriers.email.sent == []
    with transaction(demo.EGEBY):
        assert len(testing.emitted(MessageDoubtful)) == 1


def test_a_sender_killed_between_sending_and_noting_sends_one_sms_and_leaves_the_email_to_a_person(
    person: UUID, carriers: Carriers
) -> None:
    with transaction(demo.EGEBY):
        message = Message.objects.get(channel="sms")
        carriers.sms.send(message.id, "Egeby", "+4520304050", "sent before the kill")
        Message.objects.update(state=Message.State.SENDING)

    send_again(person, carriers)

    assert states() == {"sms": "sent", "email": "doubtful"}
    assert [text for _, text in carriers.sms.sent.values()] == ["sent before the kill"]


def test_a_person_settles_a_doubtful_message_by_sending_it_once_more(
    person: UUID, carriers: Carriers
) -> None:
    carriers.email.errors.append(Doubtful("the connection broke"))
    testing.run_all()
    operator = Actor(
        tenant=demo.EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.OPERATOR})
    )
    with transaction(demo.EGEBY):
        (doubtful,) = notifications.list_messages_needing_a_person(operator)
        notifications.settle_message(operator, doubtful.id, send_again=True)
    testing.run_all()

    assert states()["email"] == "sent"


def test_a_citizen_cannot_settle_messages_nor_see_them(person: UUID, carriers: Carriers) -> None:
    citizen = Actor(tenant=demo.EGEBY, person_id=person, roles=frozenset({Role.CITIZEN}))
    with transaction(demo.EGEBY):
        message = Message.objects.first()
        assert message is not None
        with pytest.raises(NotAllowed):
            notifications.settle_message(citizen, message.id, send_again=True)
        with pytest.raises(NotFoundHere):
            notifications.list_messages_needing_a_person(citizen)


@pytest.mark.parametrize(
    ("phone", "email", "field"),
    [
        ("12", "", "phone"),
        ("20304050; drop", "", "phone"),
        ("", "not an address", "email"),
        ("", "a@b", "email"),
    ],
)
def test_details_no_message_can_go_to_are_refused_and_the_old_ones_stand(
    person: UUID, phone: str, email: str, field: str
) -> None:
    citizen = Actor(tenant=demo.EGEBY, person_id=person)
    with transaction(demo.EGEBY):
        with pytest.raises(notifications.CannotSetContactDetails) as refused:
            notifications.set_contact_details(
                citizen, person, phone=phone, email=email, language="da", country="dk"
            )
        assert refused.value.field == field
        assert ContactDetails.objects.get().phone == "+4520304050"


def test_nobody_else_sees_or_changes_contact_details(person: UUID) -> None:
    stranger = Actor(tenant=demo.EGEBY, person_id=new_id())
    with transaction(demo.EGEBY):
        with pytest.raises(NotFoundHere):
            notifications.get_contact_details(stranger, person)
        with pytest.raises(NotAllowed):
            notifications.set_contact_details(stranger, person, phone="", email="", language="", country="dk")
        assert ContactDetails.objects.get().phone == "+4520304050"
