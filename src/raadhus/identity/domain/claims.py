"""What a login provider says of somebody, brought into one shape whatever the provider calls it."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from raadhus.identity.domain.numbers import MalformedNumber, clean_number
from raadhus.platform.actor import Assurance
from raadhus.platform.text import clean_line

_LONGEST_SUBJECT = 255
_LONGEST_NAME = 200


class ClaimsRefused(ValueError):
    """The provider said something that cannot be used; the login is refused."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LoginClaims:
    """
    Who logged in, as the provider said it and the protocol proved it.

    subject: the provider's own id of the person; number: identity number or None; name: empty under name protection;
    groups: of staff, at their own directory; provider_session: the provider's ``sid``, for logout from there.
    """

    issuer: str
    subject: str
    provider: str
    is_staff: bool = False
    number: str | None = None
    name: str = ""
    assurance: Assurance = Assurance.NONE
    groups: frozenset[str] = frozenset()
    provider_session: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMap:
    """
    What one provider calls things.

    level: claim with the assurance; levels: its values → names of ``Assurance``; number, name, groups: claims, "" when
    the provider has none; country: whose identity numbers these are, empty when several.
    """

    level: str
    levels: Mapping[str, str]
    number: str = ""
    name: str = "name"
    groups: str = ""
    country: str = ""

    def level_names(self, at_least: Assurance) -> tuple[str, ...]:
        """Return the provider's names of the levels that suffice, lowest first."""
        known = {name: Assurance.from_name(level) for name, level in self.levels.items()}
        return tuple(sorted((name for name in known if known[name] >= at_least), key=known.__getitem__))

    def read(self, claims: Mapping[str, Any], *, issuer: str, provider: str, is_staff: bool) -> LoginClaims:
        """
        Return ``claims`` in our shape; the assurance is NONE when the provider's word for it is unknown.

        Raises: ClaimsRefused for a missing subject or a number that is none.
        """
        return LoginClaims(
            issuer=issuer,
            subject=_subject(claims.get("sub")),
            provider=provider,
            is_staff=is_staff,
            number=self._number(claims),
            name=clean_line(_text(claims, self.name))[:_LONGEST_NAME],
            assurance=Assurance.from_name(self.levels.get(_text(claims, self.level), "")),
            groups=_texts(claims.get(self.groups)) if self.groups else frozenset(),
            provider_session=_text(claims, "sid"),
        )

    def _number(self, claims: Mapping[str, Any]) -> str | None:
        said = _text(claims, self.number)
        if not said:
            return None
        try:
            return clean_number(said, self.country)
        except MalformedNumber as error:
            raise ClaimsRefused(f"The claim {self.number} is no identity number.") from error


def _subject(said: Any) -> str:
    if not isinstance(said, str) or not said.strip() or len(said) > _LONGEST_SUBJECT:
        raise ClaimsRefused("The login names no subject.")
    return said


def _text(claims: Mapping[str, Any], name: str) -> str:
    said = claims.get(name, "") if name else ""
    return said if isinstance(said, str) else ""


def _texts(said: Any) -> frozenset[str]:
    if not isinstance(said, list):
        return frozenset()
    return frozenset(group for group in said if isinstance(group, str))
