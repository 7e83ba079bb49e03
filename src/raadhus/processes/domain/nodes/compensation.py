"""Compensation: what is over is taken back, the last first; and the cancelling of a transaction."""

from dataclasses import dataclass

from raadhus.processes.domain.movement import Movement, Node, NotWaiting
from raadhus.processes.domain.state import ROOT, InstanceStatus, Token, TokenStatus
from raadhus.processes.domain.work import Outcome, Thrown, ThrownKind

CANCEL_ALL = "#cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBackBy(Node):
    """The event on an activity's edge at which a token is kept when that is over; ``handler`` takes it back."""

    handler: int

    def enter(self, run: Movement, token: Token) -> None:
        """Be entered by nothing: a token is put here, kept, when the activity is over."""
        raise NotWaiting(f"No arrow leads to “{self.element_id}”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Node):
    """Takes back what is over in its scope, one after another; ``only`` are the edges it means, None all."""

    only: frozenset[int] | None

    def enter(self, run: Movement, token: Token) -> None:
        """Take back, staying until all is."""
        token.status = TokenStatus.SCOPE
        self.close(run, token)

    def close(self, run: Movement, token: Token) -> None:
        """Take back the next, or go on."""
        kept = run.state.kept_in(_scope_taken_back(run, token))
        wanted = [(one, edge) for one in kept if (edge := self._edge_of(run, one)) is not None]
        if not wanted:
            self.go_on(run, token)
            return
        last, edge = max(wanted, key=lambda pair: pair[0].number)
        frame = run.state.frames.get(last.number)
        run.note(last, Outcome.TAKEN_BACK)
        run.state.forget(last)
        taking = run.place(edge.handler, token.number)
        if frame is not None:
            run.state.frames[taking.number] = frame

    def go_on(self, run: Movement, token: Token) -> None:
        """Go on when all is taken back."""
        run.leave(token)

    def _edge_of(self, run: Movement, kept: Token) -> TakenBackBy | None:
        """Return the event at which it can be taken back, None when it cannot or is not meant."""
        edge = run.program.nodes[kept.node]
        is_meant = self.only is None or kept.node in self.only
        return edge if is_meant and isinstance(edge, TakenBackBy) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelEnd(TakeBack):
    """Cancels the transaction it ends: stops what goes on, takes back what is over, leaves by the cancel edge."""

    def enter(self, run: Movement, token: Token) -> None:
        """Stop all else within and take back."""
        run.cancel_within(token.parent, keep=token, keep_done=True)
        token.status = TokenStatus.SCOPE
        self.close(run, token)

    def go_on(self, run: Movement, token: Token) -> None:
        """Leave the transaction by its edge."""
        token.status = TokenStatus.READY
        run.throw(token, Thrown(ThrownKind.CANCEL))


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAll(TakeBack):
    """Cancels the instance by a person's decision: stops all, takes back whatever is over, in open sub-processes too."""

    def enter(self, run: Movement, token: Token) -> None:
        """Stop all else and take back."""
        run.state.hand_all_up()
        run.cancel_within(ROOT, keep=token, keep_done=True)
        run.state.waits.pop(ROOT, None)
        token.status = TokenStatus.SCOPE
        self.close(run, token)

    def go_on(self, run: Movement, token: Token) -> None:
        """End the instance."""
        run.note(token, Outcome.ENDED)
        run.state.remove(token)
        run.state.forget_kept(ROOT)
        run.state.status = InstanceStatus.CANCELLED


def _scope_taken_back(run: Movement, token: Token) -> int:
    """Return the scope whose done work is meant: for a token in an event sub-process, the one around that."""
    if token.parent == ROOT:
        return ROOT
    around = run.state.tokens[token.parent]
    return around.parent if run.program.nodes[around.node].by_event else around.number
