"""What stands in a letter besides the package's words: sender, recipient, date, case, contact."""

from typing import Any

from raadhus.catalogue import public as catalogue
from raadhus.identity import public as identity
from raadhus.organisation import public as organisation
from raadhus.platform.actor import Actor
from raadhus.post.domain.words import date_in_words, hold_together, noon_of, words_for
from raadhus.post.models import Letter
from raadhus.registers import public as registers
from raadhus.ui.themes import colour_of


def compose_letter(actor: Actor, letter: Letter, *, on_paper: bool) -> dict[str, Any]:
    """
    Return all data of ``letter``; it bears the day it was ordered, whenever it is made.

    The address is fetched only for paper: it must stand in the window there, and nowhere else.
    Raises: RegisterUnavailable, NotInRegister when the letter goes on paper and the address cannot be had.
    """
    town = organisation.municipality(actor.tenant)
    unit = organisation.unit_by_key(actor, letter.unit_key)
    words = words_for(letter.language)
    day = letter.ordered_at.astimezone(town.zone).date()
    name = identity.person(actor, letter.recipient_id).name
    phone = unit.phone or town.phone
    contact = f"{unit.name}, {phone}"
    data = {
        **letter.data,
        "title": letter.title,
        "timestamp": noon_of(day),
        "language": letter.language,
        "sender": {
            "name": town.name,
            "unit": unit.name,
            "address": town.desk_address,
            "phone": town.phone,
            "colour": colour_of(town.theme),
        },
        "recipient": {"name": name, "lines": [name, *(_address(actor, letter) if on_paper else ())]},
        "labels": {"phone": words.phone, "page": words.page},
        "reference": [
            {"label": words.date, "value": date_in_words(day, letter.language)},
            *([{"label": words.case, "value": letter.case_number}] if letter.case_number else []),
            {"label": words.contact, "value": contact},
        ],
        "closing": {"greeting": words.greeting, "name": town.name, "phone": phone},
    }
    return {name: hold_together(part) for name, part in data.items()}


def template_of(letter: Letter) -> bytes:
    """Return the template the letter is made from, by the version its case runs on."""
    return catalogue.package_file(letter.service_hash, f"letters/{letter.template}.typ")


def _address(actor: Actor, letter: Letter) -> tuple[str, ...]:
    purpose = "post.address"
    number = identity.identity_number_of(actor, letter.recipient_id, purpose=purpose)
    address = registers.look_up_person(actor, number, purpose=purpose).address
    if address is None:
        raise registers.NotInRegister("The register has no address.")
    return address.lines()
