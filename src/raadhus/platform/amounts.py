"""Amounts as people write them in Danish, Norwegian and English: ``12.345,50``, ``12,345.50`` and ``12 345`` kroner."""

import re
import unicodedata
from decimal import Decimal

LONGEST = 24  # more signs than any amount, fewer digits than a decimal holds exactly
_UNIT = re.compile(
    r"^(?:dkk|nok|kroner|kr\.?)?\s*(.*?)\s*(?:,-|\.-)?\s*(?:dkk|nok|kroner|kr\.?)?$", re.IGNORECASE
)
_SPACES = re.compile(r"[\s'’]")
_PLAIN = re.compile(r"[0-9]+\Z")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+\Z")
_DECIMALS = re.compile(r"([0-9][0-9.,]*?)[.,]([0-9]{1,2})\Z")
_MINUS = "-−–"


class CannotReadAmount(ValueError):
    """The text is no amount; ``code`` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def parse_amount(text: str) -> Decimal:
    """
    Return the amount in ``text`` with two decimals: ``24.300,50``, ``24 300,50``, ``24,300.50``, ``24300``, ``1.850 kr.``

    The last separator with one or two digits behind it is the decimal one; a separator before exactly three digits
    groups, in every language: nobody writes thousandths of a krone, and a wrong guess would show in the summary.
    Raises: CannotReadAmount with code ``not_an_amount`` or ``too_long``.
    """
    _expect_short(text)  # before anything searches in it
    bare = unicodedata.normalize("NFKC", text).strip()
    _expect_short(bare)  # one sign may have become several: ⑳ is 20
    sign, bare = _take_sign(bare)
    found = _UNIT.match(bare)
    digits = _SPACES.sub("", found.group(1) if found else bare)
    if sign == 1:  # "kr. -12" as well as "-12 kr."
        sign, digits = _take_sign(digits)
    return sign * _read_digits(digits).quantize(Decimal("0.01"))


def _expect_short(text: str) -> None:
    if len(text) > LONGEST:
        raise CannotReadAmount("too_long")


def _take_sign(text: str) -> tuple[int, str]:
    return (-1, text[1:].strip()) if text[:1] and text[0] in _MINUS else (1, text)


def _read_digits(digits: str) -> Decimal:
    if _PLAIN.match(digits):
        return Decimal(digits)
    if _GROUPED.match(digits) and _uses_one(digits):
        return Decimal(re.sub(r"[.,]", "", digits))
    decimals = _DECIMALS.match(digits)
    if decimals is None:
        raise CannotReadAmount("not_an_amount")
    whole, part = decimals.groups()
    separator = digits[len(whole)]
    if separator in whole or not (_PLAIN.match(whole) or (_GROUPED.match(whole) and _uses_one(whole))):
        raise CannotReadAmount("not_an_amount")
    return Decimal(f"{re.sub(r'[.,]', '', whole)}.{part}")


def _uses_one(digits: str) -> bool:
    return not ("." in digits and "," in digits)
