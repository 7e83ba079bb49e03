"""Variables of a token's own: which are seen from a place, and where what is set there is kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from raadhus.processes.domain.state import ROOT, State, Token


class Framed(Protocol):
    """What a node says about the variables of a token that stands on it."""

    @property
    def captures(self) -> bool:
        """Tell whether what is set within stays with the token."""
        ...

    @property
    def isolates(self) -> bool:
        """Tell whether nothing around is seen from within."""
        ...


def seen_from(state: State, nodes: Sequence[Framed], token: Token) -> Mapping[str, object]:
    """Return the variables seen from where the token is: its own, those of the scopes around, the instance's."""
    layers: list[Mapping[str, object]] = []
    current = token
    while current.number != ROOT:
        own = state.frames.get(current.number)
        if own is not None:
            layers.append(own)
            if nodes[current.node].isolates:
                break
        if current.parent == ROOT:
            layers.append(state.variables)
            break
        current = state.tokens[current.parent]
    else:
        layers.append(state.variables)
    if len(layers) == 1:
        return layers[0]
    seen: dict[str, object] = {}
    for layer in reversed(layers):
        seen.update(layer)
    return seen


def own_of(state: State, nodes: Sequence[Framed], token: Token) -> dict[str, object]:
    """Return the variables into which what is set where the token is goes."""
    current = token
    while current.number != ROOT:
        own = state.frames.get(current.number)
        if own is not None and nodes[current.node].captures:
            return own
        if current.parent == ROOT:
            break
        current = state.tokens[current.parent]
    return state.variables


def frames_around(state: State, token: Token) -> dict[str, object]:
    """Return all variables that are not the instance's but of scopes around the token, the nearest winning."""
    around: dict[str, object] = {}
    current: Token | None = token if state.frames else None
    while current is not None:
        around = {**state.frames.get(current.number, {}), **around}
        current = state.tokens.get(current.parent)
    return {name: value for name, value in around.items() if not name.startswith("@")}
