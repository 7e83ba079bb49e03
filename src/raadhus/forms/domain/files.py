"""What an uploaded file really is, and what to call it."""

import re

import puremagic

from raadhus.forms.domain.definition import MediaType
from raadhus.platform.text import clean_line

HEAD_BYTES = 4096
_NAME_AT_MOST = 100
_ENDINGS = {MediaType.PDF: ".pdf", MediaType.JPEG: ".jpg", MediaType.PNG: ".png"}
_BEGINNINGS = {
    MediaType.PDF: b"%PDF-",
    MediaType.JPEG: b"\xff\xd8\xff",
    MediaType.PNG: b"\x89PNG\r\n\x1a\n",
}
_UNSAFE = re.compile(r"[\\/:*?\"<>|;%\x00-\x1f]+")
_KNOWN_ENDING = re.compile(r"\.(pdf|jpe?g|png)\Z", re.IGNORECASE)


def sniff(head: bytes) -> MediaType | None:
    """
    Return what the file is by its first bytes, None when it is nothing we take.

    The signature must stand at the very beginning and the library must agree: a file that is also something else is not
    taken at its name.
    """
    found = next((kind for kind, beginning in _BEGINNINGS.items() if head.startswith(beginning)), None)
    if found is None:
        return None
    try:
        guesses = puremagic.magic_string(head[:HEAD_BYTES])
    except (puremagic.PureError, ValueError):
        return None
    return found if any(str(found) == guess.mime_type for guess in guesses) else None


def clean_filename(raw: str, media_type: MediaType) -> str:
    """Return a file name that is safe to show and to save: no path, no control character, the ending of its type."""
    name = clean_line(_UNSAFE.sub(" ", raw.replace("\\", "/").rpartition("/")[2]))
    bare = _KNOWN_ENDING.sub("", name).strip(". ")[:_NAME_AT_MOST].strip(". ")
    return f"{bare or 'file'}{_ENDINGS[media_type]}"
