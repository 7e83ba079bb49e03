"""Two versions of a model beside each other: what they differ in, part by part, row by row, cell by cell."""

from raadhus.rules.domain.editing.compare_parts import compare_parts
from raadhus.rules.domain.editing.compare_tables import compare_tables
from raadhus.rules.domain.editing.differences import Difference
from raadhus.rules.domain.editing.document import open_document


def difference(before: bytes, after: bytes) -> Difference:
    """Compare two models. Raises: CannotLoadModel when one of them is no model."""
    old, new = open_document(before), open_document(after)
    found = Difference(tuple(compare_parts(old, new)), tuple(compare_tables(old, new)))
    return Difference(is_layout_only=before != after) if found.is_empty else found
