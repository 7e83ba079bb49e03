"""Papers that come with what somebody answers."""

from enum import StrEnum

AT_MOST = 5  # files with one answer


class PaperKind(StrEnum):
    """What such a paper is called in the records."""

    ANSWER = "answer_paper"  # sent by who answered
    SCAN = "answer_scan"  # the answer itself, on paper, scanned at the desk


def is_handed_in(document_kind: str) -> bool:
    """Tell whether a document was not written by the municipality: its name, and what it holds, are somebody else's."""
    return document_kind in set(PaperKind)
