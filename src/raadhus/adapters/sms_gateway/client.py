"""Hands SMS to the gateway; its answers are sorted by what to do next."""

import json
from http import HTTPStatus
from http.client import HTTPException
from uuid import UUID

from raadhus.adapters.line import Answer, Line, TooMuch
from raadhus.notifications.ports import AddressRefused, TryAgain

_ANSWER_SECONDS, _CONNECT_SECONDS = 10.0, 2.0
_ADDRESS_REFUSED = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}


class SmsGatewayClient:
    """One gateway."""

    def __init__(self, url: str, token: str) -> None:
        self._line = Line(url, seconds=_ANSWER_SECONDS, connect_seconds=_CONNECT_SECONDS)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def close(self) -> None:
        """Close this thread's connection."""
        self._line.hang_up()

    def send(self, message_id: UUID, sender: str, phone: str, text: str) -> None:
        """
        Hand over one SMS; the gateway knows ``message_id`` again, so that the same one twice is one SMS.

        Raises: TryAgain, AddressRefused.
        """
        message = json.dumps({"sender": sender, "to": phone, "text": text}).encode()
        headers = {**self._headers, "Idempotency-Key": str(message_id)}
        try:
            answer = self._line.hand_over("/messages", message, headers)
        except (OSError, HTTPException, TooMuch) as error:
            raise TryAgain(f"the SMS gateway: {type(error).__name__}") from error
        if answer.status in _ADDRESS_REFUSED:
            raise AddressRefused("the SMS gateway does not take this number")
        if answer.status not in {HTTPStatus.OK, HTTPStatus.ACCEPTED}:
            raise TryAgain(f"the SMS gateway answered {answer.status}", _wait_asked_for(answer))


def _wait_asked_for(answer: Answer) -> int | None:
    asked = answer.headers.get("Retry-After") or ""
    return min(int(asked), 3600) if asked.isdigit() else None
