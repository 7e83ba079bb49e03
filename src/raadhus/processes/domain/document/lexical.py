"""Values of attributes as the file spells them: the spelling is kept, the value is read from it."""

import math
from typing import Self


class Lexical(str):
    """A text that stands for a value; it may be spelt wrongly, and is kept then too."""

    __slots__ = ()


class Flag(Lexical):
    """A truth value."""

    __slots__ = ()

    @property
    def value(self) -> bool:
        """Tell whether it is true; anything but ``true`` and ``1`` is not."""
        return self.strip() in {"true", "1"}

    @property
    def is_sound(self) -> bool:
        """Tell whether it is spelt as a truth value at all."""
        return self.strip() in {"true", "1", "false", "0"}

    @classmethod
    def of(cls, value: bool) -> Self:
        """Return the usual spelling of a truth value."""
        return cls("true" if value else "false")


class Number(Lexical):
    """A coordinate, a length or a count."""

    __slots__ = ()

    @property
    def value(self) -> float:
        """Return the number. Raises: ValueError when the text is none."""
        return float(self)

    @property
    def is_sound(self) -> bool:
        """Tell whether it is spelt as a number at all, and one that is somewhere."""
        try:
            return math.isfinite(float(self))
        except ValueError:
            return False

    @classmethod
    def of(cls, value: float) -> Self:
        """Return the shortest spelling of a number."""
        return cls(f"{value:.15g}")


class QName(Lexical):
    """The name of another element, perhaps with a prefix of the place where it is written."""

    __slots__ = ()

    @property
    def prefix(self) -> str:
        """Return what stands before the colon, "" when there is none."""
        return self.strip().rpartition(":")[0]

    @property
    def local(self) -> str:
        """Return the name without its prefix."""
        return self.strip().rpartition(":")[2]
