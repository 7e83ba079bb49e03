"""What a view may rely on, and what it can ask of the middleware by a mark on itself."""

import dataclasses
import enum
from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from raadhus.platform.actor import Actor

V = TypeVar("V", bound=Callable[..., Any])


class Town(Protocol):
    """The municipality or association whose host was asked."""

    @property
    def id(self) -> UUID:
        """Return the tenant id."""

    @property
    def name(self) -> str:
        """Return what it is called."""

    @property
    def is_association(self) -> bool:
        """Tell whether it is an association of municipalities, where nobody applies."""

    @property
    def country(self) -> str:
        """Return whose law holds: "dk" or "no"."""

    @property
    def language(self) -> str:
        """Return its official language."""

    @property
    def zone(self) -> ZoneInfo:
        """Return its time zone."""


class TownRequest(HttpRequest):
    """
    A request as the middleware hands it to a view: in the transaction of ``tenant``, with the actor known.

    Only for typing: Django makes plain requests, the middleware sets these attributes.
    """

    tenant: UUID
    municipality: Town
    actor: Actor


class Whose(enum.Enum):
    """Whose calls are counted together: those of one network address, or of one logged-in browser."""

    ADDRESS = enum.auto()
    SESSION = enum.auto()


@dataclasses.dataclass(frozen=True, slots=True)
class RateLimit:
    """How often a view may be called: ``limit`` times in ``per_seconds``; no ``methods`` means every one."""

    name: str
    limit: int
    per_seconds: int
    methods: frozenset[str] = frozenset()
    whose: Whose = Whose.ADDRESS

    def counts(self, method: str) -> bool:
        """Tell whether a call by ``method`` is counted; HEAD does what GET does, OPTIONS does nothing."""
        asked = "GET" if method == "HEAD" else method
        return asked != "OPTIONS" and (not self.methods or asked in self.methods)


def rate_limited(
    name: str,
    *,
    limit: int,
    per_seconds: int,
    methods: frozenset[str] = frozenset(),
    whose: Whose = Whose.ADDRESS,
) -> Callable[[V], V]:
    """Let the middleware count calls of the view before its transaction begins: a refused one must stay counted."""

    def mark(view: V) -> V:
        marks = (*getattr(view, "rate_limits", ()), RateLimit(name, limit, per_seconds, methods, whose))
        setattr(view, "rate_limits", marks)  # noqa: B010 -- a function has no declared attributes
        return view

    return mark


def own_transactions(view: V) -> V:
    """
    Let the view open its tenant's transactions itself, because it waits for an outside system in between.

    Such a view has no session and an anonymous actor.
    """
    setattr(view, "opens_transactions", True)  # noqa: B010 -- a function has no declared attributes
    return view


def townless(view: V) -> V:
    """Let the view answer on every host, without a municipality: health, readiness, metrics."""
    setattr(view, "is_townless", True)  # noqa: B010 -- a function has no declared attributes
    return view
