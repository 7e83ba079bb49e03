"""What a person may do by hand: put a token elsewhere, let failed work count as done, cancel and take all back."""

from collections.abc import Iterator, Mapping

from raadhus.processes.domain.movement import Node, NotWaiting, Program
from raadhus.processes.domain.nodes.activities import Task, UserTask
from raadhus.processes.domain.nodes.compensation import CancelAll, TakenBackBy
from raadhus.processes.domain.nodes.events import Boundary, Send, Watch
from raadhus.processes.domain.nodes.gateways import Inclusive, Parallel
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import ROOT, Token, TokenStatus
from raadhus.processes.domain.work import Outcome

_NOWHERE = (TakenBackBy, CancelAll, Boundary, Watch)


def move_token(run: Run, number: int, node: int, values: Mapping[str, object]) -> None:
    """
    Stop what a token is doing and put it before another step of the same sub-process, with values set first.

    Raises: NotWaiting when it stands there no more, or may not be put there; nothing has changed.
    """
    token = _standing(run, number)
    target = run.program.nodes[node]
    if target not in places_for(run.program, token.node):
        raise NotWaiting(f"A token at “{_id_of(run, token)}” cannot be put before “{target.element_id}”.")
    if token.status is TokenStatus.JOINING:
        run.state.joining(token.node, token.parent).remove(token)
        token.status = TokenStatus.READY
    run.set_values(token, values)
    run.interrupt(token, Outcome.MOVED)
    run.move(token, node)
    run.follow()


def go_on_without(run: Run, number: int, values: Mapping[str, object]) -> None:
    """
    Let a step that failed count as done, with these values as its answer.

    Raises: NotWaiting when it does not stand there failed, or is no piece of work; nothing has changed.
    """
    token = _standing(run, number)
    if token.status is not TokenStatus.INCIDENT or not can_go_on_without(run.program.nodes[token.node]):
        raise NotWaiting(f"“{_id_of(run, token)}” is no work that failed.")
    run.set_values(token, values)
    run.leave(token, outcome=Outcome.BY_HAND)
    run.follow()


def cancel_taking_back(run: Run) -> None:
    """End the instance, once all that can be taken back is, the last first. Raises: NotWaiting when that goes on."""
    if any(isinstance(run.program.nodes[token.node], CancelAll) for token in run.state.children(ROOT)):
        raise NotWaiting("It is being cancelled.")
    run.place(run.program.canceller, ROOT)
    run.follow()


def can_go_on_without(node: Node) -> bool:
    """Tell whether a node is work whose answer a person can give; a choice of ways is not."""
    return isinstance(node, Task | Send) and not isinstance(node, UserTask)


def places_for(program: Program, node: int) -> tuple[Node, ...]:
    """Return the nodes before which a token at this node may be put by hand: those of the same sub-process."""
    return tuple(_places_in(program, program.nodes[node].scope))


def _places_in(program: Program, scope: int) -> Iterator[Node]:
    reached = {flow.target for flow in program.flows}
    for node in program.nodes:
        joins = (isinstance(node, Parallel) and node.incoming > 1) or (
            isinstance(node, Inclusive) and len(node.upstream.ways) > 1
        )
        is_a_place = node.number in reached and not isinstance(node, _NOWHERE)
        if node.scope == scope and is_a_place and not joins:
            yield node


def _standing(run: Run, number: int) -> Token:
    token = run.state.tokens.get(number)
    if token is None or token.status in {TokenStatus.KEPT, TokenStatus.READY}:
        raise NotWaiting("Nothing stands here any more.")
    if isinstance(run.program.nodes[token.node], CancelAll):
        raise NotWaiting("It is being cancelled.")
    return token


def _id_of(run: Run, token: Token) -> str:
    return run.program.nodes[token.node].element_id
