"""Two versions of a model beside each other: what they differ in, part by part, row by row, cell by cell."""

from dataclasses import replace

from raadhus.rules.domain.dmn.xml import parse
from raadhus.rules.domain.editing.compare_meaning import compare_meaning
from raadhus.rules.domain.editing.compare_parts import compare_parts
from raadhus.rules.domain.editing.compare_tables import compare_tables
from raadhus.rules.domain.editing.differences import Difference


def difference(before: bytes, after: bytes) -> Difference:
    """
    Compare two models as they are written, and then as they are read: nothing that decides differs untold.

    Raises: CannotLoadModel when one of them is no model.
    """
    written = _as_written(before, after)
    found = replace(written, parts=(*written.parts, *compare_meaning(before, after, written)))
    return Difference(is_layout_only=before != after) if found.is_empty else found


def differ(before: bytes, after: bytes) -> bool:
    """Tell whether anything that decides or is told differs; as ``difference`` does, mostly in less time.

    Raises: CannotLoadModel when one of them is no model.
    """
    return before != after and not (
        _as_written(before, after).is_empty and difference(before, after).is_empty
    )


def _as_written(before: bytes, after: bytes) -> Difference:
    # Read as the engine reads them: a remark of the file parts no text.
    old, new = parse(before), parse(after)
    return Difference(tuple(compare_parts(old, new)), tuple(compare_tables(old, new)))
