"""The demo registers: person, custody, income and exemption, answering over HTTP on loopback."""

import dataclasses
import datetime as dt
import hmac
import json
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from raadhus.adapters.in_memory.registers import RegisterBook
from raadhus.adapters.register_http import wire
from raadhus.registers.ports import Address, NotInRegister, PersonRecord

_SLOW_SECONDS = 5
Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class RegisterServer:
    """
    A WSGI application over one book.

    ``fault``: "" or one of ``down``, ``slow``, ``nonsense``, ``somebody-else``; what a bad day looks like, for tests.
    """

    def __init__(self, book: RegisterBook, token: str, fault: str = "") -> None:
        self._book = book
        self._token = token
        self._fault = fault
        self._answers: dict[str, Callable[[dict[str, str]], BaseModel]] = {
            "/v1/person": self._person,
            "/v1/household": self._household,
            "/v1/residents": self._residents,
            "/v1/children": self._children,
            "/v1/income": self._income,
            "/v1/exemption": self._exemption,
            "/desk/income": self._correct_income,
        }

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        status, body = self._respond(environ)
        start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def _respond(self, environ: Environ) -> tuple[str, bytes]:
        if environ["PATH_INFO"] == "/health":
            return "200 OK", b"{}"
        given = environ.get("HTTP_AUTHORIZATION", "")
        if not hmac.compare_digest(given, f"Bearer {self._token}"):
            return "401 Unauthorized", b"{}"
        answer = self._answers.get(environ["PATH_INFO"])
        if answer is None:
            return "404 Not Found", b"{}"
        if self._fault and not environ["PATH_INFO"].startswith("/desk/"):
            return self._bad_day()
        question = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
        try:
            return "200 OK", answer(question).model_dump_json().encode()
        except NotInRegister:
            return "404 Not Found", b"{}"

    def _bad_day(self) -> tuple[str, bytes]:
        if self._fault == "slow":
            time.sleep(_SLOW_SECONDS)
        if self._fault == "nonsense":
            return "200 OK", b'{"number": "0000000000", "monthly": -1, "adults": [], "exempt": "perhaps"}'
        if self._fault == "somebody-else":
            stranger = next(iter(self._book.persons.values()))
            return "200 OK", _person_message(stranger).model_dump_json().encode()
        return "503 Service Unavailable", b"{}"

    def _person(self, question: dict[str, str]) -> BaseModel:
        return _person_message(self._book.person(question["number"]))

    def _household(self, question: dict[str, str]) -> BaseModel:
        household = self._book.household(question["number"])
        return wire.HouseholdMessage(
            adults=tuple(_person_message(adult) for adult in household.adults),
            children=tuple(_child_messages(household.children)),
        )

    def _residents(self, question: dict[str, str]) -> BaseModel:
        address = Address(country="dk", **question)
        return wire.ResidentsMessage(
            adults=tuple(_person_message(adult) for adult in self._book.residents(address))
        )

    def _children(self, question: dict[str, str]) -> BaseModel:
        children = self._book.children_of(question["number"])
        return wire.ChildrenMessage(children=tuple(_child_messages(children)))

    def _income(self, question: dict[str, str]) -> BaseModel:
        income = self._book.income(question["number"], dt.date.fromisoformat(question["on"]))
        return wire.IncomeMessage(**_fields_of(income))

    def _exemption(self, question: dict[str, str]) -> BaseModel:
        return wire.ExemptionMessage(exempt=self._book.is_exempt_from_digital_post(question["number"]))

    def _correct_income(self, question: dict[str, str]) -> BaseModel:
        """Change what the income register knows, as its own desk would: the demo's proof draws an income by lot."""
        number = question["number"]
        known = self._book.income(number, dt.date.fromisoformat(question["on"]))
        corrected = dataclasses.replace(known, monthly=Decimal(question["monthly"]), complete=True)
        self._book = dataclasses.replace(self._book, incomes={**self._book.incomes, number: corrected})
        return wire.IncomeMessage(**_fields_of(corrected))


def _person_message(person: PersonRecord) -> wire.PersonMessage:
    fields = _fields_of(person)
    address = fields.pop("address")
    return wire.PersonMessage(
        **fields, address=wire.AddressMessage(**_fields_of(address)) if address else None
    )


def _child_messages(children: Iterable[Any]) -> Iterable[wire.ChildMessage]:
    return (wire.ChildMessage(**_fields_of(child)) for child in children)


def _fields_of(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}
