"""Who a rule says that a task is for: a unit, whoever has a role in it, or whose turn it is."""

import dataclasses
from collections.abc import Iterable, Mapping

_IN_TURN = "in-turn"


class NobodyNamed(ValueError):
    """What a rule says names nobody that a task can be given to; the message is what it says."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """``unit``: by its key, empty where the rule says none; ``role``: of somebody in it; ``in_turn``: whose turn it is."""

    unit: str = ""
    role: str = ""
    in_turn: bool = False


def read_assigned(said: object) -> Assigned:
    """
    Return who is meant by ``said``: null, a text ("unit:building role:leader", "in-turn"), or a context with these names.

    Raises: NobodyNamed.
    """
    if said is None:
        return Assigned()
    if isinstance(said, str):
        return _of_words(said.split())
    if isinstance(said, Mapping):
        words = [f"{name}:{value}" for name, value in said.items() if name in {"unit", "role"} and value]
        turns = [_IN_TURN for name in (_IN_TURN, "in turn") if said.get(name) is True]
        if said.keys() <= {"unit", "role", _IN_TURN, "in turn"}:
            return _of_words([*words, *turns])
    raise NobodyNamed(str(said)[:80])


def _of_words(words: Iterable[str]) -> Assigned:
    found: dict[str, str] = {}
    in_turn = False
    for word in words:
        kind, colon, name = word.partition(":")
        if word == _IN_TURN:
            in_turn = True
        elif colon and name and kind in {"unit", "role"} and kind not in found:
            found[kind] = name
        else:
            raise NobodyNamed(word[:80])
    return Assigned(unit=found.get("unit", ""), role=found.get("role", ""), in_turn=in_turn)
