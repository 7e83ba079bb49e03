"""Where a page of a list by time begins."""

import datetime as dt


def read_moment(text: str) -> dt.datetime | None:
    """Return the instant in an address; None for anything else: the list then begins at its start."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
