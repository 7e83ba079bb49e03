"""What FEEL says when it cannot: located errors for texts, bounded errors for evaluations."""

from collections.abc import Mapping

_NO_WORDS: Mapping[str, str] = {}


class FeelError(Exception):
    """Base of all errors of the FEEL package."""


class FeelSyntaxError(FeelError):
    """A text is not FEEL: what is wrong, and where (line and column count from 1).

    `template` is the sentence before the `words` are filled in, for who says it in another language.
    """

    def __init__(self, template: str, text: str, offset: int, words: Mapping[str, str] = _NO_WORDS) -> None:
        """Locate the error at the character `offset` of `text`."""
        before = text[:offset]
        self.template = template
        self.words = words
        self.sentence = sentence = template % words if words else template
        self.line = before.count("\n") + 1
        self.column = offset - (before.rfind("\n") + 1) + 1
        super().__init__(f"{sentence} (line {self.line}, column {self.column})")


class FeelLimitExceeded(FeelError):
    """An evaluation needed more steps, depth or memory than a decision may take."""


class FeelTooSlow(FeelLimitExceeded):
    """An evaluation took longer than it may on this machine, just now: another time it may come to its end."""


class UnsupportedValue(FeelError):
    """A Python value has no exact meaning in FEEL (a binary float, for example)."""
