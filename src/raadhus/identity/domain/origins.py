"""Where a page comes from."""

from urllib.parse import urlsplit


def origin_of(url: str) -> str:
    """Return e.g. ``https://eid.example``; empty for an address without a host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
