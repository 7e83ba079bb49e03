"""Asks the registers over HTTP; trusts no answer."""

import datetime as dt
import json
from http import HTTPStatus
from http.client import HTTPException
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from raadhus.adapters.line import Line, TooMuch
from raadhus.adapters.register_http import wire
from raadhus.registers.ports import (
    Address,
    ChildRecord,
    Household,
    IncomeRecord,
    NotInRegister,
    PersonRecord,
    RegisterAnswerRefused,
    Registers,
    RegisterUnavailable,
)

R = TypeVar("R")
M = TypeVar("M", bound=BaseModel)


class RegisterClient:
    """All registers of the demo town behind one address."""

    def __init__(self, url: str, token: str) -> None:
        self._line = Line(url)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def close(self) -> None:
        """Close this thread's connection."""
        self._line.hang_up()

    def person(self, number: str) -> PersonRecord:
        """Return one person. Raises: NotInRegister, RegisterUnavailable, RegisterAnswerRefused."""
        record = self._ask("person", {"number": number}, wire.PersonMessage).to_record()
        return _about(record, record.number, number)

    def household(self, number: str) -> Household:
        """Return one household. Raises: as ``person``."""
        record = self._ask("household", {"number": number}, wire.HouseholdMessage).to_record()
        return _about(record, record.adults[0].number, number)

    def residents(self, address: Address) -> tuple[PersonRecord, ...]:
        """Return the adults who live at an address. Raises: as ``person``."""
        question = {"street": address.street, "postal_code": address.postal_code, "city": address.city}
        found = self._ask("residents", question, wire.ResidentsMessage).to_record()
        for person in found:
            _about(person, person.address.postal_code if person.address else "", address.postal_code)
        return found

    def children_of(self, number: str) -> tuple[ChildRecord, ...]:
        """Return the children of a parent. Raises: as ``person``."""
        return self._ask("children", {"number": number}, wire.ChildrenMessage).to_record()

    def income(self, number: str, on: dt.date) -> IncomeRecord:
        """Return an income. Raises: as ``person``."""
        question = {"number": number, "on": on.isoformat()}
        record = self._ask("income", question, wire.IncomeMessage).to_record()
        return _about(record, record.number, number)

    def is_exempt_from_digital_post(self, number: str) -> bool:
        """Tell whether letters go on paper. Raises: as ``person``."""
        return self._ask("exemption", {"number": number}, wire.ExemptionMessage).to_record()

    def _ask(self, register: str, question: dict[str, str], message: type[M]) -> M:
        body = self._fetch(register, question)
        try:
            return message.model_validate_json(body)
        except ValidationError as error:
            # the error's own text would quote the answer, which may hold personal data
            raise RegisterAnswerRefused(f"{register}: {error.error_count()} fields are wrong") from None

    def _fetch(self, register: str, question: dict[str, str]) -> bytes:
        try:
            status, body = self._line.post(f"/v1/{register}", json.dumps(question).encode(), self._headers)
        except (OSError, HTTPException) as error:
            raise RegisterUnavailable(f"{register}: {type(error).__name__}") from error
        except TooMuch as error:
            raise RegisterAnswerRefused(f"{register} answered too much") from error
        if status == HTTPStatus.NOT_FOUND:
            raise NotInRegister(register)
        if status != HTTPStatus.OK:
            raise RegisterUnavailable(f"{register} answered {status}")
        return body


def registers_at(url: str, token: str) -> Registers:
    """Return the ports of the registers at ``url``."""
    client = RegisterClient(url, token)
    return Registers(person=client, custody=client, income=client, exemption=client)


def _about(record: R, answered: str, asked: str) -> R:
    """Return ``record`` when it is about the person asked for. Raises: RegisterAnswerRefused."""
    if answered != asked:
        raise RegisterAnswerRefused("The answer is about somebody else.")
    return record
