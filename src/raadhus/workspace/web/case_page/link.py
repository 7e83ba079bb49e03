"""A title and where it leads."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str
    delete_url: str = ""
