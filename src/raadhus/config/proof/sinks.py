"""What reached the town's neighbours: SMS, e-mail, letters on paper; the income register's desk; the clock on the wall."""

import datetime as dt
import email
import email.policy
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

from raadhus.config.proof.page import CannotGoOn
from raadhus.config.town.ports import HOST
from raadhus.config.town.town import Town

CIVIL_DAY = "2024-01-01"
ZONE = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class Sms:
    """One message as the gateway got it."""

    key: str
    to: str
    text: str


@dataclass(frozen=True)
class PrintedLetter:
    """One letter in the print house's folder."""

    manifest: Mapping[str, object]
    pdf: bytes

    @property
    def name(self) -> str:
        """The letter's own name, the same however often it is delivered."""
        return str(self.manifest["letter"])


def read_sms(town: Town) -> list[Sms]:
    """Return all messages that the SMS gateway took, oldest first."""
    messages = json.loads(_ask(town, "sms", "/messages", "RAADHUS_SMS_GATEWAY_TOKEN"))
    return [Sms(key=one["key"], to=one["to"], text=one["text"]) for one in messages]


def read_mail(town: Town) -> list[EmailMessage]:
    """Return all messages that the mail server took, oldest first."""
    files = sorted((town.state / "sinks" / "mail").glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


def read_print_house(town: Town) -> list[PrintedLetter]:
    """Return all letters in the print house's folder: a letter is there when its manifest is."""
    letters = []
    for file in sorted(Path(town.told["RAADHUS_PRINT_FOLDER"]).glob("*.json")):
        manifest = json.loads(file.read_text())
        letters.append(PrintedLetter(manifest=manifest, pdf=(file.parent / manifest["file"]).read_bytes()))
    return letters


def read_day(town: Town) -> dt.date:
    """Return which day it is in the town, as its clock was set."""
    moved = json.loads(Path(town.told["RAADHUS_CLOCK_FILE"]).read_text())["offset_seconds"]
    return (dt.datetime.now(ZONE) + dt.timedelta(seconds=moved)).date()


def set_registered_income(town: Town, number: str, monthly: Decimal) -> None:
    """Let the income register know another income of an invented person.

    Raises: CannotGoOn when the register does not take it.
    """
    question = {"number": number, "monthly": str(monthly), "on": CIVIL_DAY}
    _ask(town, "registers", "/desk/income", "RAADHUS_REGISTER_TOKEN", json.dumps(question).encode())


def _ask(town: Town, peer: str, path: str, token: str, body: bytes = b"") -> bytes:
    connection = http.client.HTTPConnection(HOST, town.ports[peer], timeout=10)
    try:
        told = {"Authorization": f"Bearer {town.told[token]}", "Content-Type": "application/json"}
        connection.request("POST" if body else "GET", path, body or None, told)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise CannotGoOn(f"The {peer} answered {answer.status} at {path}.")
    return content
