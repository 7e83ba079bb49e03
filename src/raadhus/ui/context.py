"""Context processor: gives every template its frame and the chosen appearance."""

from typing import Any

from django.http import HttpRequest

from raadhus.ui.appearance import appearance_of
from raadhus.ui.frame import NEUTRAL, Framed


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return ``frame``, ``appearance`` and ``here`` (where to come back to after a choice)."""
    return {
        "frame": request.frame if isinstance(request, Framed) else NEUTRAL,
        "appearance": appearance_of(request),
        "here": request.get_full_path() if request.method == "GET" else request.path,
    }
