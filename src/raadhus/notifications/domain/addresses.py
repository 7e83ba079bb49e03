"""Phone numbers and e-mail addresses as people type them."""

import re

_COUNTRY_CODES = {"dk": ("+45", 8), "no": ("+47", 8)}
_EMAIL = re.compile(
    r"[^@\s<>,;\"]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}\Z", re.IGNORECASE
)


def normal_phone(typed: str, country: str) -> str:
    """
    Return ``typed`` as +CountryNumber (E.164), empty for empty.

    Raises: ValueError when it is no number a message can go to.
    """
    digits = re.sub(r"[\s().-]", "", typed)
    if not digits:
        return ""
    code, length = _COUNTRY_CODES[country]
    if re.fullmatch(rf"[0-9]{{{length}}}", digits):
        return code + digits
    digits = re.sub(r"\A00", "+", digits)
    if re.fullmatch(r"\+[1-9][0-9]{6,14}", digits):
        return digits
    raise ValueError("not a phone number")


def normal_email(typed: str) -> str:
    """Return ``typed`` trimmed, empty for empty. Raises: ValueError when it is no e-mail address."""
    address = typed.strip()
    if address and not _EMAIL.match(address):
        raise ValueError("not an e-mail address")
    return address
