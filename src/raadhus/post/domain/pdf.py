"""What the post room reads from its own PDFs."""

import re

_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF of the press has: its page objects are never packed into streams."""
    return len(_PAGE.findall(pdf))
