"""What people call the steps of a process, those of a called process after what calls it."""

from collections.abc import Mapping

from raadhus.processes.domain.movement import Program

_BETWEEN = " › "


def names_of(program: Program) -> dict[str, str]:
    """
    Return the name of each step by its element id, "" where the drawing gives none.

    A step within a call has the call's name before its own; of either that has none, its id in its own file.
    """
    own = {node.element_id: node.name for node in program.nodes}
    return {element: _in_full(element, own) for element in own}


def _in_full(element: str, own: Mapping[str, str]) -> str:
    parts = element.split("/")
    if len(parts) == 1:
        return own[element]
    ways = ("/".join(parts[: at + 1]) for at in range(len(parts)))
    return _BETWEEN.join(
        own.get(way, "") or part.rpartition(".")[2] for way, part in zip(ways, parts, strict=True)
    )
