"""Which virus scanner looks at uploaded files in this process."""

from raadhus.forms.ports import VirusScanner

_wired: list[VirusScanner] = []


def use_scanner(scanner: VirusScanner | None) -> VirusScanner | None:
    """Let ``scanner`` look at every file and return the one before; None takes it away. ``config`` does it once."""
    before = _wired[-1] if _wired else None
    _wired[:] = [scanner] if scanner is not None else []
    return before


def scanner() -> VirusScanner | None:
    """Return the scanner, None when none is wired."""
    return _wired[-1] if _wired else None
