"""What is drafted here: the rules, and whatever other file of a service says how it decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from raadhus.platform.actor import Actor

RULES = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """
    What a drafted file stands among: the key of its ``service``, and the files ``beside`` it that it may call, by name.

    Of a file that others call: the ``name`` they call it by, and ``leading``, the file that the service begins with.
    """

    service: str = ""
    beside: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""
    leading: bytes = b""


ALONE = Surroundings()


class Drafted(Protocol):
    """
    One kind of file that is changed by two pairs of eyes, looked after by the room that can read it.

    The acts on drafts ask it what a file must be; they keep the steps, the entries and who may do what.
    """

    kind: str
    is_tried_by_members: bool

    def taken_in(self, source: bytes) -> bytes:
        """Return a file as a draft keeps it. Raises: CannotReadRules, or one of its kind, when it is none."""
        ...

    def store(self, actor: Actor, source: bytes, around: Surroundings) -> str:
        """Store a file, checked in its place, before somebody else reads it; return its hash. Raises: CannotSubmitDraft."""
        ...


_kinds: dict[str, Drafted] = {}


def register_drafted(drafted: Drafted) -> None:
    """Let a kind of file be drafted from now on. Raises: ValueError when this kind is registered."""
    if drafted.kind in _kinds:
        raise ValueError(f"Two kinds of drafts are called {drafted.kind}.")
    _kinds[drafted.kind] = drafted


def drafted_as(kind: str) -> Drafted:
    """Return who looks after a kind of draft."""
    return _kinds[kind]
