"""What FEEL says when it cannot: located errors for texts, bounded errors for evaluations."""


class FeelError(Exception):
    """Base of all errors of the FEEL package."""


class FeelSyntaxError(FeelError):
    """A text is not FEEL: what is wrong, and where (line and column count from 1)."""

    def __init__(self, sentence: str, text: str, offset: int) -> None:
        """Locate the error at the character `offset` of `text`."""
        before = text[:offset]
        self.sentence = sentence
        self.line = before.count("\n") + 1
        self.column = offset - (before.rfind("\n") + 1) + 1
        super().__init__(f"{sentence} (line {self.line}, column {self.column})")


class FeelLimitExceeded(FeelError):
    """An evaluation needed more steps, depth or memory than a decision may take."""


class UnsupportedValue(FeelError):
    """A Python value has no exact meaning in FEEL (a binary float, for example)."""
