"""Work outside a step has ended: its answer takes the token on, its failure stops it or takes the error's edge."""

from collections.abc import Mapping

from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.nodes.activities import ServiceTask
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import Token, TokenStatus
from raadhus.processes.domain.work import StepFailed, Thrown, ThrownKind


def take_answer(run: Run, number: int, values: Mapping[str, object]) -> None:
    """Go on with an answer; one that cannot be taken stops it for a person. Raises: NotWaiting."""
    token, node = _asking(run, number)
    try:
        node.answer(run, token, values)
    except StepFailed as failure:
        run.stop(token, str(failure))
    run.follow()


def take_failure(run: Run, number: int, sentence: str, code: str | None = None) -> None:
    """Let the work have failed: by the edge that catches ``code``, else for a person. Raises: NotWaiting."""
    token, _ = _asking(run, number)
    if code is None or not run.throw(token, Thrown(ThrownKind.ERROR, code)):
        run.stop(token, sentence)
    run.follow()


def _asking(run: Run, number: int) -> tuple[Token, ServiceTask]:
    token = run.standing(number, TokenStatus.WAITING)
    node = run.program.nodes[token.node]
    if not isinstance(node, ServiceTask):
        raise NotWaiting(f"“{node.element_id}” has asked nothing outside.")
    return token, node
