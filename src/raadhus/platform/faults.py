"""What may be told of an unexpected error: its kind and where it was raised, never its own words."""

import traceback
from pathlib import PurePath

_ROOM = "raadhus"


def place_of(error: BaseException) -> str:
    """
    Return e.g. ``ValueError at cases/use_cases/decide.py:91``: the innermost place of our own, else the innermost of all.

    The text of an error may quote what a citizen typed, so it stands in no log, table or page.
    """
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _ROOM in PurePath(frame.filename).parts]
    name = type(error).__name__
    if not frames:
        return name
    frame = (own or frames)[-1]
    parts = PurePath(frame.filename).parts
    where = parts[parts.index(_ROOM) + 1 :] if own else parts[-1:]
    return f"{name} at {'/'.join(where)}:{frame.lineno}"
