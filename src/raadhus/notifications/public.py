"""The door of the notifications."""

from raadhus.notifications.queries import (
    ContactInfo,
    MessageInfo,
    get_contact_details,
    list_messages_needing_a_person,
)
from raadhus.notifications.use_cases.notify import notify
from raadhus.notifications.use_cases.set_contact_details import CannotSetContactDetails, set_contact_details
from raadhus.notifications.use_cases.settle_message import settle_message
from raadhus.notifications.wiring import carriers, use_carriers

__all__ = [
    "CannotSetContactDetails",
    "ContactInfo",
    "MessageInfo",
    "carriers",
    "get_contact_details",
    "list_messages_needing_a_person",
    "notify",
    "set_contact_details",
    "settle_message",
    "use_carriers",
]
