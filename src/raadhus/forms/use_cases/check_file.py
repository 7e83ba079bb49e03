"""Look at a file that somebody hands in before anything of it is kept: its size, what it really is, and harmful software."""

import dataclasses
from collections.abc import Iterator
from typing import Protocol

import structlog
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from raadhus.forms import wiring
from raadhus.forms.domain.files import HEAD_BYTES, clean_filename, sniff
from raadhus.forms.domain.reading import Trouble
from raadhus.forms.ports import ScannerUnavailable
from raadhus.platform.environment import current_environment
from raadhus.platform.file_limits import LARGEST_BYTES

log = structlog.get_logger("raadhus.forms")
_PIECE_BYTES = 64 * 1024

FILE_SENTENCES: dict[str, Promise] = {
    "file_too_large": _("Choose a smaller file: it can be at most %(limit_mb)s MB."),
    "file_empty": _("The file is empty. Choose another one."),
    "file_of_other_kind": _("Choose a PDF, JPEG or PNG. Other kinds of file cannot be taken."),
    "file_infected": _("The file holds harmful software and was not taken. Choose another one."),
    "file_cannot_be_scanned": _(
        "We cannot check files for harmful software just now, so the file was not taken. Try again in a few minutes."
    ),
}


class FileRefused(Exception):
    """A file that is not taken; ``trouble`` says why at its field. The rest of the page is kept."""

    def __init__(self, field_key: str, code: str, **params: object) -> None:
        self.trouble = Trouble(name=field_key, code=code, params=params)
        super().__init__(code)

    @property
    def said(self) -> str:
        """Return what to do about it, in the active language."""
        if self.trouble.code == "too_many_files":
            return room_for_files(int(self.trouble.params["limit"]))
        return str(FILE_SENTENCES[self.trouble.code]) % self.trouble.params


class Readable(Protocol):
    """Something whose bytes can be read, at most so many at a time."""

    def read(self, size: int, /) -> bytes:
        """Return the next ``size`` bytes, fewer at the end."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was sent: for which field, under which name."""

    field_key: str
    name: str
    content: Readable


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file that may be kept: under a safe name with the ending of its media type, and whether a scanner saw it."""

    name: str
    media_type: str
    content: bytes
    is_scanned: bool


def check_file(upload: Upload) -> CheckedFile:
    """
    Return what was handed in.

    Raises: FileRefused when it is too large, empty, nothing we take, infected, or cannot be scanned now.
    """
    key = upload.field_key
    data = upload.content.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise file_too_large(key)
    if not data:
        raise FileRefused(key, "file_empty")
    media_type = sniff(data[:HEAD_BYTES])
    if media_type is None:
        raise FileRefused(key, "file_of_other_kind")
    return CheckedFile(
        name=clean_filename(upload.name, media_type),
        media_type=media_type.value,
        content=data,
        is_scanned=_scan(key, data),
    )


def file_too_large(field_key: str) -> FileRefused:
    """Return the refusal of a file at ``field_key`` that outgrew the limit while it was read."""
    return FileRefused(field_key, "file_too_large", limit_mb=LARGEST_BYTES // 2**20)


def room_for_files(limit: int) -> str:
    """Say how many files there is room for."""
    return ngettext(
        "There is room for %(limit)s file. Remove it to attach another.",
        "There is room for %(limit)s files. Remove one to attach another.",
        limit,
    ) % {"limit": limit}


def _scan(field_key: str, data: bytes) -> bool:
    """Return whether the file was scanned. A scanner that is configured but silent lets nothing through."""
    scanner = wiring.scanner()
    if scanner is None:
        if current_environment().clamav_address:
            raise FileRefused(field_key, "file_cannot_be_scanned")
        return False
    try:
        found = scanner.find_in(_pieces(data))
    except ScannerUnavailable:
        log.exception("virus scanner unavailable")
        raise FileRefused(field_key, "file_cannot_be_scanned") from None
    if found:
        log.warning("infected file refused", found=found)
        raise FileRefused(field_key, "file_infected")
    return True


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _PIECE_BYTES):
        yield data[start : start + _PIECE_BYTES]
