"""Which virus scanner looks at uploaded files in this process, and who tells what became of applications."""

from raadhus.forms.ports import CaseTeller, VirusScanner

_wired: list[VirusScanner] = []
_tellers: list[CaseTeller] = []


def use_scanner(scanner: VirusScanner | None) -> VirusScanner | None:
    """Let ``scanner`` look at every file and return the one before; None takes it away. ``config`` does it once."""
    before = _wired[-1] if _wired else None
    _wired[:] = [scanner] if scanner is not None else []
    return before


def scanner() -> VirusScanner | None:
    """Return the scanner, None when none is wired."""
    return _wired[-1] if _wired else None


def use_case_teller(teller: CaseTeller) -> None:
    """Let ``teller`` say on receipts and start pages what became of applications; the room of the cases does it once."""
    _tellers[:] = [teller]


def case_teller() -> CaseTeller | None:
    """Return who tells what became of applications, None when nobody does."""
    return _tellers[-1] if _tellers else None
