"""Phone numbers and e-mail addresses as people type them."""

import re

_COUNTRY_CODES = {"dk": ("+45", 8), "no": ("+47", 8)}
# The EEA with Greenland, the Faroes, the United Kingdom, Switzerland and Ukraine: the municipality pays for an SMS to a
# satellite or to the other end of the world. Source: ITU-T E.164, list of country codes.
_REACHED = (
    *(
        "+30",
        "+31",
        "+32",
        "+33",
        "+34",
        "+36",
        "+39",
        "+40",
        "+41",
        "+43",
        "+44",
        "+45",
        "+46",
        "+47",
        "+48",
        "+49",
    ),
    *("+298", "+299", "+351", "+352", "+353", "+354", "+356", "+357", "+358", "+359"),
    *("+370", "+371", "+372", "+380", "+385", "+386", "+420", "+421", "+423"),
)
# Source: Energistyrelsen's and Nkom's numbering plans: numbers that cost extra to reach.
_COSTS_EXTRA = ("+4590", "+4782")
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"  # Source: RFC 5322, atext: what every mail server takes without being asked
_EMAIL = re.compile(
    rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+[a-z]{{2,24}}\Z",
    re.IGNORECASE | re.ASCII,
)
_LONGEST = 254  # Source: RFC 5321, section 4.5.3.1.3


def normal_phone(typed: str, country: str) -> str:
    """
    Return ``typed`` as +CountryNumber (E.164), empty for empty.

    Raises: ValueError when it is no number a message can go to at an ordinary price.
    """
    if len(typed) > _LONGEST:
        raise ValueError("not a phone number")
    digits = re.sub(r"[\s().-]", "", typed)
    if not digits:
        return ""
    code, length = _COUNTRY_CODES[country]
    number = code + digits if re.fullmatch(rf"[0-9]{{{length}}}", digits) else re.sub(r"\A00", "+", digits)
    is_number = re.fullmatch(r"\+[1-9][0-9]{6,14}", number)
    if is_number and number.startswith(_REACHED) and not number.startswith(_COSTS_EXTRA):
        return number
    raise ValueError("not a phone number")


def normal_email(typed: str) -> str:
    """Return ``typed`` trimmed, empty for empty. Raises: ValueError when it is no e-mail address."""
    address = typed.strip()
    if address and (len(address) > _LONGEST or not _EMAIL.match(address)):
        raise ValueError("not an e-mail address")
    return address
