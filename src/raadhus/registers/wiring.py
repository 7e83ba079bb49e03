"""Which registers this process asks."""

from raadhus.registers.ports import Registers

_wired: list[Registers] = []


def use(registers: Registers) -> Registers | None:
    """Wire the town hall to ``registers`` and return those wired before: ``config`` does it once, a test takes it back."""
    before = _wired[-1] if _wired else None
    _wired[:] = [registers]
    return before


def wired() -> Registers:
    """Return the registers. Raises: RuntimeError when none are wired."""
    if not _wired:
        raise RuntimeError("No registers are wired: config calls registers.public.use at start.")
    return _wired[-1]
