"""What stands around a page: the town's name and crest, the person, the ways to reach somebody."""

import dataclasses
import datetime as dt
from typing import Protocol, runtime_checkable


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language a page can be read in: its code and its own name for itself."""

    code: str
    name: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a person; every field is a finished text, empty when that way does not exist."""

    phone: str = ""
    phone_hours: str = ""
    desk: str = ""
    desk_hours: str = ""
    chat_url: str = ""
    chat_hours: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NavLink:
    """An entry of a menu; ``count`` is shown beside it when not None."""

    label: str
    url: str
    icon: str = ""
    is_current: bool = False
    count: int | str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """The person who is logged in; ``links`` are the entries of their menu. ``logout_url`` takes a POST."""

    name: str
    logout_url: str
    links: tuple[NavLink, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Somebody else for whom the person acts, ``how``; ``stop_url`` takes a POST and ends it, which ``stop`` says."""

    name: str
    stop_url: str
    stop: str = ""
    how: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """
    The frame of every page; ``config`` builds one per request and sets it as ``request.frame``.

    theme: a key of ``themes.json``; crest: a file in ``crests/``; town_day: the day in this town when its
    clock was moved; menu: the main menu of the desk and the console; footer: links at the bottom.
    """

    name: str = "Rådhus"
    theme: str = "egeby"
    crest: str = "raadhus"
    home_url: str = "/"
    login_url: str = ""
    user: User | None = None
    acting: Acting | None = None
    town_day: dt.date | None = None
    languages: tuple[Language, ...] = ()
    contact: Contact = dataclasses.field(default_factory=Contact)
    menu: tuple[NavLink, ...] = ()
    footer: tuple[NavLink, ...] = ()


NEUTRAL = Frame()


@runtime_checkable
class Framed(Protocol):
    """A request that carries its frame."""

    frame: Frame
