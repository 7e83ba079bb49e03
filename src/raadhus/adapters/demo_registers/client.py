"""Asks the registers over HTTP; trusts no answer."""

import contextlib
import datetime as dt
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from raadhus.adapters.demo_registers import wire
from raadhus.registers.ports import (
    ChildRecord,
    Household,
    IncomeRecord,
    NotInRegister,
    PersonRecord,
    RegisterAnswerRefused,
    Registers,
    RegisterUnavailable,
)

_TIMEOUT = httpx.Timeout(2.0, connect=0.5)
_LARGEST_ANSWER = 256 * 1024
R = TypeVar("R")
M = TypeVar("M", bound=BaseModel)


class RegisterClient:
    """All registers of the demo town behind one address."""

    def __init__(self, url: str, token: str) -> None:
        self._http = httpx.HTTPTransport(trust_env=False)
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def person(self, number: str) -> PersonRecord:
        """Return one person. Raises: NotInRegister, RegisterUnavailable, RegisterAnswerRefused."""
        record = self._ask("person", {"number": number}, wire.PersonMessage).to_record()
        return _about(record, record.number, number)

    def household(self, number: str) -> Household:
        """Return one household. Raises: as ``person``."""
        record = self._ask("household", {"number": number}, wire.HouseholdMessage).to_record()
        return _about(record, record.adults[0].number, number)

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
            asked = httpx.Request(
                "POST",
                f"{self._url}/v1/{register}",
                headers=self._headers,
                json=question,
                extensions={"timeout": _TIMEOUT.as_dict()},
            )
            # the transport itself: redirects, cookies and logins of the client above it are not wanted here, nor their price
            with contextlib.closing(self._http.handle_request(asked)) as answer:
                answer.request = asked
                if answer.status_code == httpx.codes.NOT_FOUND:
                    raise NotInRegister(register)
                if answer.status_code != httpx.codes.OK:
                    raise RegisterUnavailable(f"{register} answered {answer.status_code}")
                body = b""
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > _LARGEST_ANSWER:
                        raise RegisterAnswerRefused(f"{register} answered too much")
                return body
        except httpx.HTTPError as error:
            raise RegisterUnavailable(f"{register}: {type(error).__name__}") from error


def registers_at(url: str, token: str) -> Registers:
    """Return the ports of the registers at ``url``."""
    client = RegisterClient(url, token)
    return Registers(person=client, custody=client, income=client, exemption=client)


def _about(record: R, answered: str, asked: str) -> R:
    """Return ``record`` when it is about the person asked for. Raises: RegisterAnswerRefused."""
    if answered != asked:
        raise RegisterAnswerRefused("The answer is about somebody else.")
    return record
