"""A virus scanner in memory, for tests: it knows what it was told."""

from collections.abc import Iterable, Mapping

from raadhus.forms.ports import ScannerUnavailable


class KnownSignatures:
    """Finds ``signatures`` (name -> bytes); with ``is_down`` it does not answer."""

    def __init__(self, signatures: Mapping[str, bytes], *, is_down: bool = False) -> None:
        self._signatures = signatures
        self.is_down = is_down

    def find_in(self, content: Iterable[bytes]) -> str:
        """Return the name of the first signature in the file, empty for none. Raises: ScannerUnavailable."""
        if self.is_down:
            raise ScannerUnavailable("down")
        whole = b"".join(content)
        return next((name for name, mark in self._signatures.items() if mark in whole), "")
