"""Which answers of a service's form are amounts: told by the field, never by what an answer looks like."""

import functools

from raadhus.forms.public import definition


@functools.lru_cache(maxsize=256)
def amount_keys(package_hash: str) -> frozenset[str]:
    """Return the keys of the fields that ask for an amount of money. Raises: NotFoundHere, CannotReadForm."""
    return frozenset(field.key for field in definition(package_hash).fields() if field.spec.kind == "money")
