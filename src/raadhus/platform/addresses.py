"""Addresses that pages lead to again and again: put together once a process, not for every link drawn."""

import functools

from django.urls import reverse


@functools.lru_cache(maxsize=2_000)
def address_of(name: str, *keys: str) -> str:
    """Return the address of the view ``name`` with ``keys`` of ours in it; for ids of rows ``reverse`` serves as well."""
    return reverse(name, args=keys)
