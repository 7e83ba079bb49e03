"""Which login protocols this process speaks."""

from collections.abc import Mapping

from raadhus.identity.ports import LoginProtocol

_protocols: dict[str, LoginProtocol] = {}


def use_protocols(protocols: Mapping[str, LoginProtocol]) -> dict[str, LoginProtocol]:
    """Wire the protocols and return those before: ``config`` does it once, a test takes it back."""
    before = dict(_protocols)
    _protocols.clear()
    _protocols.update(protocols)
    return before


def protocol(name: str) -> LoginProtocol:
    """Return one protocol. Raises: RuntimeError when it is not wired."""
    if name not in _protocols:
        raise RuntimeError(f"The login protocol {name} is not wired: config does it at start.")
    return _protocols[name]
