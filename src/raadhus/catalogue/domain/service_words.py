"""What ``service.yaml`` is written with: keys, links, texts in languages, and parts in which nothing is left unread."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, StringConstraints

from raadhus.platform.text import clean

_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_HTTPS = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[^\s<>\"']*)?\Z")


def _is_clean(text: str) -> str:
    if clean(text) != text.strip():
        raise ValueError(
            "The text holds characters that cannot be seen or that turn the direction of writing."
        )
    if "\n" in text.strip():
        raise ValueError("The text stands on one line.")
    return text.strip()


def _is_https(text: str) -> str:
    if not _HTTPS.match(text):
        raise ValueError("A link begins with https:// and a full host name.")
    return text


def _has_languages(texts: dict[str, str]) -> dict[str, str]:
    wrong = [code for code in texts if not _LANGUAGE.match(code)]
    if wrong:
        raise ValueError(f"“{wrong[0]}” is not a language code such as da, nb or en.")
    return texts


Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Icon = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(_is_clean)]
Link = Annotated[str, StringConstraints(max_length=400), AfterValidator(_is_https)]
Texts = Annotated[dict[str, Line], Field(min_length=1), AfterValidator(_has_languages)]
Feel = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Fact = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=40)]
Days = Annotated[StrictInt, Field(ge=0, le=3_660)]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$")]


class Part(BaseModel):
    """A part of ``service.yaml``: nothing in it is left unread."""

    model_config = ConfigDict(extra="forbid", frozen=True)
