"""Which carriers this process uses."""

from raadhus.notifications.ports import Carriers

_carriers: list[Carriers] = []


def use_carriers(carriers: Carriers) -> Carriers | None:
    """Wire the carriers and return those before: ``config`` does it once, a test takes it back."""
    before = _carriers[-1] if _carriers else None
    _carriers[:] = [carriers]
    return before


def carriers() -> Carriers:
    """Return the carriers. Raises: RuntimeError when none are wired."""
    if not _carriers:
        raise RuntimeError("No carriers are wired: config calls notifications.public.use_carriers at start.")
    return _carriers[-1]
