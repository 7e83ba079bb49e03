"""What every model declares: its kind, and for what, on which basis and how long personal data is kept."""

import dataclasses
from enum import StrEnum


class Kind(StrEnum):
    """Who may see a row."""

    TENANT = "tenant"  # one municipality's (or association's) own rows
    SHARED = "shared"  # written by its owner, published rows readable by members
    PUBLISHED = "published"  # aggregates a municipality released itself
    REFERENCE = "reference"  # the same for all, no personal data


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DataPolicy:
    """
    Declaration of one model's data. Source: GDPR articles 5, 6, 17 and 30.

    ``eraser``: dotted path of the function that erases a person's rows; may still be empty.
    ``append_only``: the app role can neither change nor delete rows.
    ``app_writes``: the app role may write a REFERENCE table (job bookkeeping, not facts).
    """

    purpose: str
    legal_basis: str
    retention: str
    personal: bool = True
    eraser: str = ""
    append_only: bool = False
    app_writes: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """
    Declaration of a model whose rows have a sealed file each: keys can be rotated, and files without a row removed.

    ``folder``: where they lie in the file storage, ``<folder>/<tenant>/…``, each named after its row's id; ``name_field``:
    the field with that name; ``context``: what it is sealed for, ``{id}`` is the row's.
    """

    folder: str
    name_field: str
    context: str
