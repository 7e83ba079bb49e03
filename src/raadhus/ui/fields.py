"""View models of form fields: what a page builder fills in and ``{{ ui.field(f) }}`` draws."""

import dataclasses
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from raadhus.ui.parts import Problem


class Width(StrEnum):
    """How wide a field is: as wide as its answer."""

    FULL = "full"
    HALF = "half"
    SHORT = "short"
    TINY = "tiny"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several answers to choose from."""

    value: str
    label: str
    hint: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """A file that was uploaded already; ``key`` is what its Remove button posts as ``<name>-remove``."""

    key: str
    name: str
    size: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    What all fields share.

    name: posted name; error: one plain sentence; is_title: the label is the page's only heading (h1);
    ``element_id`` is where an error summary points to.
    """

    template: ClassVar[str] = ""
    name: str
    label: str
    hint: str = ""
    error: str = ""
    is_required: bool = True
    is_title: bool = False

    @property
    def is_impersonal(self) -> bool:
        """Tell whether nothing that a person wrote is in it: then it is drawn once for all."""
        return False

    @property
    def element_id(self) -> str:
        """Return the id of the (first) control."""
        return "f-" + re.sub(r"[^a-zA-Z0-9_-]+", "-", self.name)

    @property
    def described_by(self) -> str:
        """Return the ids of hint and error, for ``aria-describedby``."""
        ids = [f"{self.element_id}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.element_id}-error"] if self.error else ids)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """One line of text; ``kind`` is the input's type (text, email, tel, url, password, search)."""

    template: ClassVar[str] = "ui/fields/text.html"
    value: str = ""
    kind: str = "text"
    width: Width = Width.FULL
    autocomplete: str = ""
    input_mode: str = ""
    max_length: int | None = None

    @property
    def is_impersonal(self) -> bool:
        return not self.value


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A number with its unit ("m²", "hours a week"), written as people write it."""

    template: ClassVar[str] = "ui/fields/number.html"
    value: str = ""
    unit: str = ""
    width: Width = Width.SHORT
    input_mode: str = "numeric"

    @property
    def is_impersonal(self) -> bool:
        return not self.value


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MoneyField(NumberField):
    """An amount; ``unit`` is the currency as people write it ("kr.", "kr. a month")."""

    unit: str = "kr."
    width: Width = Width.HALF
    input_mode: str = "decimal"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A date in three boxes, posted as ``<name>-day``, ``<name>-month``, ``<name>-year``."""

    template: ClassVar[str] = "ui/fields/date.html"
    day: str = ""
    month: str = ""
    year: str = ""
    is_birthday: bool = False

    @property
    def is_impersonal(self) -> bool:
        return not (self.day or self.month or self.year)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of several, as radio buttons; ``is_inline`` for two or three short words."""

    template: ClassVar[str] = "ui/fields/choice.html"
    options: tuple[Option, ...]
    value: str = ""
    is_inline: bool = False

    @property
    def is_impersonal(self) -> bool:
        return True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChecksField(Field):
    """Any of several, as checkboxes."""

    template: ClassVar[str] = "ui/fields/checks.html"
    options: tuple[Option, ...]
    values: frozenset[str] = frozenset()

    @property
    def is_impersonal(self) -> bool:
        return True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CheckField(Field):
    """A single checkbox, e.g. a declaration; posted as ``yes`` when ticked."""

    template: ClassVar[str] = "ui/fields/check.html"
    is_checked: bool = False

    @property
    def is_impersonal(self) -> bool:
        return True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SelectField(Field):
    """One of many, as a list that folds out; ``empty_label`` is the first, empty row."""

    template: ClassVar[str] = "ui/fields/select.html"
    options: tuple[Option, ...]
    value: str = ""
    empty_label: str = ""
    width: Width = Width.HALF

    @property
    def is_impersonal(self) -> bool:
        return True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TextAreaField(Field):
    """Several lines of text; with ``max_length`` the characters left are told."""

    template: ClassVar[str] = "ui/fields/textarea.html"
    value: str = ""
    rows: int = 5
    max_length: int | None = None

    @property
    def is_impersonal(self) -> bool:
        return not self.value


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FileField(Field):
    """Files to hand in; ``accept`` as in HTML (".pdf,.jpg"), ``files`` those uploaded already."""

    template: ClassVar[str] = "ui/fields/file.html"
    accept: str = ""
    is_multiple: bool = False
    files: tuple[UploadedFile, ...] = ()

    @property
    def is_impersonal(self) -> bool:
        return not self.files


def problems_of(fields: Iterable[Field]) -> tuple[Problem, ...]:
    """Return the error summary's lines for the fields that have an error, in their order."""
    return tuple(Problem(text=field.error, href=f"#{field.element_id}") for field in fields if field.error)
