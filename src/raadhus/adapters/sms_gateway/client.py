"""Hands SMS to the gateway; its answers are sorted by what to do next."""

import contextlib
from http import HTTPStatus
from uuid import UUID

import httpx

from raadhus.notifications.ports import AddressRefused, TryAgain

_TIMEOUT = httpx.Timeout(10.0, connect=2.0)
_ADDRESS_REFUSED = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}


class SmsGatewayClient:
    """One gateway."""

    def __init__(self, url: str, token: str) -> None:
        self._http = httpx.HTTPTransport(trust_env=False)
        self._url = f"{url.rstrip('/')}/messages"
        self._headers = {"Authorization": f"Bearer {token}"}

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def send(self, message_id: UUID, sender: str, phone: str, text: str) -> None:
        """Hand over one SMS; the gateway knows ``message_id`` again. Raises: TryAgain, AddressRefused."""
        message = {"sender": sender, "to": phone, "text": text}
        try:
            answer = self._hand_over(message_id, message)
        except httpx.HTTPError as error:
            raise TryAgain(f"the SMS gateway: {type(error).__name__}") from error
        if answer.status_code in _ADDRESS_REFUSED:
            raise AddressRefused("the SMS gateway does not take this number")
        if answer.status_code not in {HTTPStatus.OK, HTTPStatus.ACCEPTED}:
            raise TryAgain(f"the SMS gateway answered {answer.status_code}", _wait_asked_for(answer))

    def _hand_over(self, message_id: UUID, message: dict[str, str]) -> httpx.Response:
        """Return the gateway's answer; the transport alone, since nothing of the client above it is wanted here."""
        asked = httpx.Request(
            "POST",
            self._url,
            headers={**self._headers, "Idempotency-Key": str(message_id)},
            json=message,
            extensions={"timeout": _TIMEOUT.as_dict()},
        )
        answer = self._http.handle_request(asked)
        with contextlib.closing(answer):
            answer.read()
        return answer


def _wait_asked_for(answer: httpx.Response) -> int | None:
    asked = answer.headers.get("Retry-After", "")
    return min(int(asked), 3600) if asked.isdigit() else None
