"""The shape of ``form.json``: steps, fields, conditions, facts from registers, texts per language."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=80)]
PlainKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
Feel = Annotated[str, StringConstraints(min_length=1, max_length=500)]
RESERVED_STEPS = frozenset({"summary", "choose", "discard", "restore", "files", "sent", "left", "blank"})
RESERVED_NAMES = frozenset(
    {
        "csrfmiddlewaretoken",
        "item",
        "look",
        "shown",
        "version",
        "draft",
        "next",
        "leave",
        "add",
        "remove",
        "contest",
        "accept",
        "attach",
        "declared",
        "paper",
    }
)


def _texts_say_something(texts: dict[str, str]) -> dict[str, str]:
    if "en" not in texts or any(not text.strip() for text in texts.values()):
        raise ValueError("A text is given in English and in each language of the form, and is not empty")
    return texts


Texts = Annotated[dict[str, str], AfterValidator(_texts_say_something)]


class Part(BaseModel):
    """A piece of a form: nothing unknown in it, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Check(Part):
    """A rule in FEEL that the answers must meet; when it is false its message stands at the field."""

    rule: Feel
    message: Texts


class Contest(Part):
    """How a fact is contested: what the person may say, and whether they give their own answer."""

    reason: Texts
    own: Texts | None = None


class Fact(Part):
    """Where a field's answer is fetched, and how to say that it is not right; ``register`` names it to people."""

    source: str
    register_name: Texts
    contest: Contest | None = None


class Question(Part):
    """What all kinds of field have."""

    key: Key
    label: Texts
    hint: Texts | None = None
    required: bool = True
    visible_when: Feel | None = None
    required_when: Feel | None = None
    checks: tuple[Check, ...] = ()
    fact: Fact | None = None


class TextField(Question):
    """One line of text."""

    kind: Literal["text"]
    at_most: int = Field(default=120, ge=1, le=400)
    autocomplete: str = ""


class LongTextField(Question):
    """Text of several lines."""

    kind: Literal["long_text"]
    at_most: int = Field(default=2000, ge=1, le=20000)


class NameField(Question):
    """A person's name."""

    kind: Literal["name"]


class AddressField(Question):
    """A postal address."""

    kind: Literal["address"]


class DateField(Question):
    """A day, month and year. ``in_past``: the day may not lie after today."""

    kind: Literal["date"]
    in_past: bool = False
    earliest: dt.date = dt.date(1900, 1, 1)


class MonthField(Question):
    """One month out of ``count``, the first ``first`` months after the present one."""

    kind: Literal["month"]
    first: int = Field(default=1, ge=-24, le=24)
    count: int = Field(default=6, ge=1, le=24)


class MoneyField(Question):
    """An amount with øre; limits included."""

    kind: Literal["money"]
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(10_000_000)
    unit: Texts | None = None


class WholeNumberField(Question):
    """A whole number; limits included."""

    kind: Literal["whole_number"]
    minimum: int = 0
    maximum: int = 1_000_000


class YesNoField(Question):
    """Yes or no; texts when the plain words do not say enough."""

    kind: Literal["yes_no"]
    yes: Texts | None = None
    no: Texts | None = None


class Option(Part):
    """One of several answers."""

    value: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]
    label: Texts
    hint: Texts | None = None


class ChoiceField(Question):
    """One of a few answers."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=30)


class MultipleChoiceField(Question):
    """Any of a few answers."""

    kind: Literal["multiple_choice"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=30)


class PersonField(Question):
    """Somebody else, by name and identity number."""

    kind: Literal["person"]


class MediaType(StrEnum):
    """What may be attached."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"


class AttachmentField(Question):
    """Files of the person."""

    kind: Literal["attachment"]
    at_most: int = Field(default=5, ge=1, le=5)


_Simple = (
    TextField
    | LongTextField
    | NameField
    | AddressField
    | DateField
    | MonthField
    | MoneyField
    | WholeNumberField
    | YesNoField
    | ChoiceField
    | MultipleChoiceField
    | PersonField
    | AttachmentField
)
SimpleField = Annotated[_Simple, Field(discriminator="kind")]


class NoticeField(Part):
    """Something to know at this point; nothing is asked."""

    kind: Literal["notice"]
    key: Key
    label: Texts
    text: Texts
    visible_when: Feel | None = None


class GroupFact(Part):
    """Which register fills a group's items and which of their fields it knows; ``about`` stands over them."""

    source: str
    register_name: Texts
    about: Texts
    knows: tuple[Key, ...] = Field(min_length=1)
    contest_reason: Texts


class GroupField(Part):
    """Fields that are asked once for each of several things."""

    kind: Literal["group"]
    key: Key
    label: Texts
    hint: Texts | None = None
    item: Texts
    add: Texts
    empty: Texts | None = None
    minimum: int = Field(default=0, ge=0, le=20)
    maximum: int = Field(default=12, ge=1, le=20)
    visible_when: Feel | None = None
    checks: tuple[Check, ...] = ()
    filled_from: GroupFact | None = None
    fields: tuple[SimpleField, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _items_hold_simple_fields(self) -> "GroupField":
        keys = [field.key for field in self.fields]
        if len(set(keys)) != len(keys):
            raise ValueError("Two fields of the group have the same key")
        if any("." in key for key in keys):
            raise ValueError("A field of a group has a key without a dot")
        if any(field.kind == "attachment" or field.fact for field in self.fields):
            raise ValueError("A group holds neither attachments nor facts of its own; use filled_from")
        if self.filled_from and not set(self.filled_from.knows) <= set(keys):
            raise ValueError("filled_from knows a field that the group does not have")
        return self


AnyField = Annotated[_Simple | NoticeField | GroupField, Field(discriminator="kind")]


class Step(Part):
    """One page of questions."""

    key: PlainKey
    title: Texts
    intro: Texts | None = None
    fields: tuple[AnyField, ...] = Field(min_length=1)


class Declaration(Part):
    """What the person declares by sending."""

    intro: Texts
    points: tuple[Texts, ...] = Field(min_length=1)
    accept: Texts


class NextThing(Part):
    """One line of "what happens now"; ``within`` says by when."""

    what: Texts
    within: Texts | None = None
    visible_when: Feel | None = None


class Receipt(Part):
    """What the receipt tells."""

    next: tuple[NextThing, ...] = Field(min_length=1, max_length=5)


class Start(Part):
    """What stands before the first step: what to have at hand, what is fetched where."""

    at_hand: tuple[Texts, ...] = ()
    fetched: tuple[Texts, ...] = ()


class Form(Part):
    """A whole form."""

    format: Literal[1]
    languages: tuple[str, ...] = Field(min_length=1)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    country: Literal["dk", "no"]
    start: Start
    steps: tuple[Step, ...] = Field(min_length=1, max_length=12)
    declaration: Declaration
    receipt: Receipt
    keep_draft_days: int = Field(default=30, ge=1, le=180)
