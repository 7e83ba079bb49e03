"""Outside systems, and our way to them, on a bad day."""

import dataclasses
import pkgutil
from collections.abc import Mapping
from typing import Any, Never
from uuid import UUID

from raadhus.identity.ports import LoginProtocol, Proven, Registration
from raadhus.notifications.ports import SmsGateway
from raadhus.post.ports import Press, PrintHouse, PrintHouseUnavailable, PrintOrder

PEOPLE, SOMEBODY_ELSE = "raadhus.adapters.demo_people", "amina"
"""Named, and loaded only when somebody is mistaken for her: production has no invented people."""


class MisprintingPress:
    """Prints every figure one too high."""

    def __init__(self, press: Press) -> None:
        self._press = press

    def render(self, template: bytes, data: Mapping[str, Any]) -> bytes:
        """Return a letter with wrong figures. Raises: CannotRenderLetter."""
        return self._press.render(template, {name: _misprint(value) for name, value in data.items()})


class ClosedPrintHouse:
    """Takes nothing."""

    def __init__(self, _house: PrintHouse) -> None:
        """Stand in for the print house."""

    def deliver(self, order: PrintOrder, pdf: bytes) -> Never:
        """Refuse. Raises: PrintHouseUnavailable."""
        raise PrintHouseUnavailable("the print house is closed")


class TalkativeGateway:
    """Says in each SMS what there is to read."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway

    def send(self, message_id: UUID, sender: str, phone: str, text: str) -> None:
        """Hand over one SMS that tells too much. Raises: TryAgain, AddressRefused."""
        self._gateway.send(message_id, sender, phone, f"{text} Det handler om økonomisk friplads.")


class MistakenProtocol:
    """Takes every citizen of a Danish town for the same one, as after a mix-up of sessions."""

    def __init__(self, protocol: LoginProtocol) -> None:
        self._protocol = protocol
        self._other = pkgutil.resolve_name(PEOPLE).find(SOMEBODY_ELSE)
        self.begin = protocol.begin
        self.logout_address = protocol.logout_address

    def finish(self, registration: Registration, **told: Any) -> Proven:
        """Return what is proven of another. Raises: LoginRefused, LoginCancelled, ProviderUnavailable."""
        proven = self._protocol.finish(registration, **told)
        known = registration.claims
        if registration.is_for_staff or known.country != "dk":
            return proven
        other = self._other
        mistaken = {"sub": f"session-of-{other.key}", known.number: other.number, known.name: other.name}
        return dataclasses.replace(proven, claims={**proven.claims, **mistaken})


def _misprint(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _misprint(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_misprint(one) for one in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return value.translate(str.maketrans("0123456789", "1234567890"))
    return value + 1
