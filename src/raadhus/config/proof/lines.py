"""What a proof says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing that was looked at: said when it is as promised, otherwise what is wrong."""

    what: str
    said: str
    is_true: bool = True


def judge(what: str, said: str, wrong: str) -> Line:
    """Return the line ``what``: true when nothing is ``wrong``; otherwise that is said."""
    return Line(what, wrong or said, is_true=not wrong)
