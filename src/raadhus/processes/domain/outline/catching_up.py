"""A draft of an older file brought up to the file in force: what both changed is told, all else goes together."""

import re

from raadhus.processes.domain.document.compare import Difference, Loss
from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.outline.difference import places
from raadhus.processes.domain.outline.outline import outline_of
from raadhus.processes.domain.outline.redrawing import redrawn

_IDENTITY = re.compile(r"\[@id='([^']*)'\]")


class ChangedByBoth(Exception):
    """Both files change the same places; ``names`` are those of the steps, or the ids of what is none."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(", ".join(names))


def caught_up(begun_from: bytes, draft: bytes, now: bytes) -> bytes:
    """
    Return the file that holds ``now`` with all that a draft changed of the file it was ``begun_from``.

    Where both moved a shape in the drawing, it lies where the draft has it. Raises: ChangedByBoth; ModelRefused.
    """
    both = _overlap(places(begun_from, draft), places(begun_from, now))
    if both:
        names = {
            one.id: one.name for source in (draft, now) for one in outline_of(read_document(source)).steps
        }
        raise ChangedByBoth(tuple(dict.fromkeys(names.get(one) or one for one in both)))
    return redrawn(now, begun_from, draft)


def _overlap(mine: list[Difference], theirs: list[Difference]) -> list[str]:
    """Return the ids of what both change: the same place, or one that stands within what the other took away or added."""
    first, second = _paths(mine), _paths(theirs)
    found = [one for one in first if _stands_in(one, second)] + [
        one for one in second if _stands_in(one, first)
    ]
    return list(dict.fromkeys(_identity(one) for one in found))


def _paths(differences: list[Difference]) -> dict[str, None]:
    return dict.fromkeys(one.path for one in differences if one.loss is not Loss.REORDERED)


def _stands_in(path: str, others: dict[str, None]) -> bool:
    parts = path.split("/")
    return any("/".join(parts[:length]) in others for length in range(2, len(parts) + 1))


def _identity(path: str) -> str:
    found = _IDENTITY.findall(path)
    return found[-1] if found else path
