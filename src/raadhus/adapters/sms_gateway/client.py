"""Hands SMS to the gateway; its answers are sorted by what to do next."""

import json
from http import HTTPStatus
from http.client import HTTPException
from uuid import UUID

from raadhus.adapters.line import Answer, Line
from raadhus.notifications.ports import AddressRefused, TryAgain

_SECONDS, _CONNECT_SECONDS = 10.0, 2.0
_ADDRESS_REFUSED = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}


class SmsGatewayClient:
    """One gateway."""

    def __init__(self, url: str, token: str, *, seconds: float = _SECONDS) -> None:
        self._line = Line(url, seconds=seconds, connect_seconds=_CONNECT_SECONDS)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def close(self) -> None:
        """Close this thread's connection."""
        self._line.hang_up()

    def send(self, message_id: UUID, sender: str, phone: str, text: str) -> None:
        """Hand over one SMS; the gateway knows ``message_id`` again. Raises: TryAgain, AddressRefused."""
        message = json.dumps({"sender": sender, "to": phone, "text": text}).encode()
        try:
            answer = self._line.put(
                "/messages", message, {**self._headers, "Idempotency-Key": str(message_id)}
            )
        except (OSError, HTTPException, ValueError) as error:  # ValueError: more than any answer has
            raise TryAgain(f"the SMS gateway: {type(error).__name__}") from error
        if answer.status in _ADDRESS_REFUSED:
            raise AddressRefused("the SMS gateway does not take this number")
        if answer.status not in {HTTPStatus.OK, HTTPStatus.ACCEPTED}:
            raise TryAgain(f"the SMS gateway answered {answer.status}", _wait_asked_for(answer))


def _wait_asked_for(answer: Answer) -> int | None:
    asked = answer.headers.get("retry-after", "")
    return min(int(asked[:9]), 3600) if asked.isascii() and asked.isdigit() else None
