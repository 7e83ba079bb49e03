"""View models of the other components: frozen values that ``components`` draw."""

import dataclasses
import datetime as dt
from enum import StrEnum


class Tone(StrEnum):
    """What a status or notice means; never told by colour alone."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


class State(StrEnum):
    """Where a step of a time line stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    STOPPED = "stopped"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A line of the error summary: the sentence and the field it points to."""

    text: str
    href: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of "where am I"; the last one has no url."""

    label: str
    url: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A large quiet way in: a title, a few words, an icon."""

    title: str
    url: str
    text: str = ""
    icon: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """
    Something known already, and from where.

    source: "the income register"; source_on: the day it was fetched; contest_url: a link "This is not right";
    contest_name: instead, a submit button of that name inside the page's form;
    contested: what the person says.
    """

    label: str
    value: str
    source: str = ""
    source_on: dt.date | None = None
    contest_url: str = ""
    contest_name: str = ""
    contest_value: str = ""
    contested: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A row of the summary; ``change_url`` shows *Change* for this row alone."""

    label: str
    value: str
    change_url: str = ""
    note: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """The answers of one step, with one *Change* for the step."""

    title: str
    answers: tuple[Answer, ...]
    change_url: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A step of a time line: at most five words, when, and perhaps a sentence or a link."""

    title: str
    state: State = State.DONE
    when: str = ""
    text: str = ""
    url: str = ""
    icon: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab that is a link to its own page."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; numbers stand to the right."""

    label: str
    is_number: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of finished texts (or safe HTML); the first cell names the row. Becomes cards when narrow."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    is_caption_hidden: bool = False

    @property
    def named_rows(self) -> tuple[tuple[tuple[Column, str], ...], ...]:
        """Return each cell with its column."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where the pages before and after begin (by cursor), empty at the ends; ``shown`` is e.g. "1–50"."""

    previous_url: str = ""
    next_url: str = ""
    shown: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A keyboard shortcut and what it does."""

    keys: str
    does: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A queue in the desk's left pane."""

    label: str
    url: str
    count: int | str
    is_current: bool = False
    late: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """A row of the desk's list: what, whose, at which step, by when; ``pick``: what its box posts as ``task``."""

    key: str
    title: str
    url: str
    person: str
    step: str
    due_on: dt.date | None = None
    preview_url: str = ""
    is_current: bool = False
    is_unread: bool = False
    pick: str = ""
    is_picked: bool = False
