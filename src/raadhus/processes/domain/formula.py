"""A FEEL text as it stands in a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """A FEEL text with the line it stands on."""

    text: str
    line: int
