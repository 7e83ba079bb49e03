"""Gateways: one way, every true way, all ways, or the first event."""

from dataclasses import dataclass

from raadhus.processes.domain.movement import Flow, Movement, Node
from raadhus.processes.domain.state import Token, TokenStatus
from raadhus.processes.domain.upstream import Upstream
from raadhus.processes.domain.work import Outcome, StepFailed

MERGED = -1  # the way by which a token came that stands for several


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusive(Node):
    """Goes the first way whose condition is true, else the default; tokens pass through one by one."""

    default: Flow | None = None

    def enter(self, run: Movement, token: Token) -> None:
        """Choose one way. Raises: StepFailed when there is none."""
        for way in self.ways:
            if run.holds(way, token):
                run.leave(token, (way,))
                return
        if self.default is not None:
            run.leave(token, (self.default,))
        elif self.ways:
            raise StepFailed("No condition is true and there is no default way.")
        else:
            run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways(Node):
    """Goes every way whose condition is true, else the default; what a task with conditional arrows does."""

    default: Flow | None = None

    def enter(self, run: Movement, token: Token) -> None:
        """Choose the ways. Raises: StepFailed when there is none."""
        self.go_out(run, token)

    def go_out(self, run: Movement, token: Token) -> None:
        """Go the chosen ways. Raises: StepFailed when there is none."""
        chosen = tuple(way for way in self.ways if run.holds(way, token))
        if not chosen and self.default is not None:
            chosen = (self.default,)
        if not chosen and self.ways:
            raise StepFailed("No condition is true and there is no default way.")
        run.leave(token, chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel(Node):
    """Waits for one token from each way in, then goes all ways out."""

    incoming: int

    def enter(self, run: Movement, token: Token) -> None:
        """Join, and split when the last has come."""
        if self.incoming > 1:
            standing = run.state.stand_at_join(token)
            firsts = {one.via: one for one in reversed(standing)}
            if len(firsts) < self.incoming:
                return
            merge(run, token, list(firsts.values()))
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusive(Ways):
    """
    Joins whatever can still come, then goes every true way.

    ``upstream`` says for each way in the nodes from which a token can come to it without passing this
    gateway. The join lets go as BPMN 2.0 (10.6.3) says: no token elsewhere in the scope can reach a way in
    that is still empty, unless it can also reach one that is filled.
    """

    upstream: Upstream

    def enter(self, run: Movement, token: Token) -> None:
        """Join when quiet, or go straight on when there is but one way in."""
        if len(self.upstream.ways) > 1:
            run.state.stand_at_join(token)
        else:
            self.go_out(run, token)

    def retry(self, run: Movement, token: Token) -> None:
        """Choose the ways again when the join is done; join when the token never came to it."""
        if token.via == MERGED:
            self.go_out(run, token)
        else:
            self.enter(run, token)

    def settle(self, run: Movement, parent: int) -> bool:
        """Let the join go when nothing more can come."""
        standing = run.state.joining(self.number, parent)
        firsts = {one.via: one for one in reversed(standing)}
        filled = [self.upstream.nodes_of(via) for via in self.upstream.ways if via in firsts]
        empty = [self.upstream.nodes_of(via) for via in self.upstream.ways if via not in firsts]
        for other in run.state.children(parent):
            at_join = other.node == self.number and other.status is TokenStatus.JOINING
            if at_join or any(other.node in nodes for nodes in filled):
                continue
            if any(other.node in nodes for nodes in empty):
                return False
        token = next(iter(firsts.values()))
        merge(run, token, list(firsts.values()))
        token.via = MERGED
        try:
            self.go_out(run, token)
        except StepFailed as failure:
            run.stop(token, str(failure))
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBased(Node):
    """Waits for every event behind it at once; the first to happen takes the token."""

    def enter(self, run: Movement, token: Token) -> None:
        """Arm the events."""
        run.arm(token, (way.target for way in self.ways))
        token.status = TokenStatus.WAITING


def merge(run: Movement, token: Token, together: list[Token]) -> None:
    """Let ``token`` go on alone for all that stand together at the join."""
    standing = run.state.joining(token.node, token.parent)
    for one in together:
        if one is token:
            standing.remove(one)
            one.status = TokenStatus.READY
        else:
            run.note(one, Outcome.MERGED)
            run.state.remove(one)
