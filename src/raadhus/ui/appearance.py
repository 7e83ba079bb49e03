"""Light, dark, as the device says, and stronger contrast: a choice kept in a cookie, made without script."""

import dataclasses
from enum import StrEnum

from django.http import HttpRequest

COOKIE = "appearance"
MAX_AGE_SECONDS = 365 * 24 * 3600


class Scheme(StrEnum):
    """Which set of colours a page is drawn in."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclasses.dataclass(frozen=True, slots=True)
class Appearance:
    """What a person chose."""

    scheme: Scheme = Scheme.AUTO
    strong: bool = False

    def to_cookie(self) -> str:
        """Return the cookie's value, e.g. ``dark.strong``."""
        return f"{self.scheme}.strong" if self.strong else str(self.scheme)

    def choosing(self, word: str) -> "Appearance":
        """Return the appearance after a button was pressed; an unknown word changes nothing."""
        if word == "contrast":
            return Appearance(self.scheme, not self.strong)
        return Appearance(_scheme(word) or self.scheme, self.strong)


def appearance_of(request: HttpRequest) -> Appearance:
    """Read the choice from the request's cookie; anything else than our own words is the default."""
    word, _, strength = request.COOKIES.get(COOKIE, "").partition(".")
    return Appearance(_scheme(word) or Scheme.AUTO, strength == "strong")


def _scheme(word: str) -> Scheme | None:
    return Scheme(word) if word in set(Scheme) else None
