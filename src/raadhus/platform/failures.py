"""What may be kept and shown of an error: its kind and its place, because its text may quote what people typed."""

import traceback
from pathlib import PurePath

from raadhus.platform.refusals import Refusal


def failure_in_words(error: BaseException) -> str:
    """Return ``ValueError in apply_rules.py:83``; a refusal's own sentence is ours and is told too."""
    kind = type(error).__name__
    if isinstance(error, Refusal):
        return f"{kind}: {error}"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "raadhus" in PurePath(frame.filename).parts]
    if not (told := ours or list(frames)):
        return kind
    return f"{kind} in {PurePath(told[-1].filename).name}:{told[-1].lineno}"
