"""One step of one instance: one thing happens, and every token is followed until all wait."""

from collections.abc import Mapping

from raadhus.processes.domain.movement import Movement, NotWaiting
from raadhus.processes.domain.state import ROOT, InstanceStatus, TokenStatus, Wait, WaitKind
from raadhus.processes.domain.work import StepFailed

MOST_VISITS_A_STEP = 10_000


class Run(Movement):
    """Everything that follows from one thing happening; what happens from outside does the whole step."""

    __slots__ = ()

    def start(self, node: int) -> None:
        """Start the instance at this start event."""
        if self.program.watches:
            self.arm(self.root(), self.program.watches.get(-1, ()))
        self.place(node, ROOT)
        self.follow()

    def complete(self, number: int, values: Mapping[str, object]) -> None:
        """Go on after the person's task of this token.

        Raises: NotWaiting; StepFailed when the answer cannot be taken; then nothing has changed.
        """
        token = self.standing(number, TokenStatus.WAITING)
        self.program.nodes[token.node].complete(self, token, values)
        self.follow()

    def fire(self, wait: Wait, values: Mapping[str, object]) -> None:
        """Go on because a time has come or a message arrived. Raises: NotWaiting, and nothing has changed."""
        if not self.fire_if_waiting(wait, values):
            raise NotWaiting("Nothing waits for this any more.")
        self.follow()

    def signal(self, name: str) -> None:
        """Go on wherever this instance waits for the signal. Raises: NotWaiting, and nothing has changed."""
        if not self.fire_signal(name):
            raise NotWaiting("Nothing waits for this signal.")
        self.follow()

    def begin(self, scope: int, node: int) -> None:
        """Begin one activity of an ad-hoc sub-process by a person's choice. Raises: NotWaiting."""
        token = self.standing(scope, TokenStatus.SCOPE)
        self.program.nodes[token.node].begin(self, token, node)
        self.follow()

    def retry(self, number: int) -> None:
        """Do again what failed. Raises: NotWaiting, and then nothing has changed."""
        token = self.standing(number, TokenStatus.INCIDENT)
        token.status = TokenStatus.READY
        try:
            self.program.nodes[token.node].retry(self, token)
        except StepFailed as failure:
            self.stop(token, str(failure))
        self.follow()

    def cancel_all(self) -> None:
        """End the instance by a person's decision."""
        self.cancel_within(ROOT)
        self.state.waits.pop(ROOT, None)
        self.state.status = InstanceStatus.CANCELLED

    def follow(self) -> None:
        """Follow every token that is on its way until all wait."""
        nodes, tokens, ready = self.program.nodes, self.state.tokens, self.ready
        limit = len(self.visits) + MOST_VISITS_A_STEP
        while ready or (self._settled() and ready):
            token = ready.popleft()
            if tokens.get(token.number) is not token:
                continue
            try:
                nodes[token.node].enter(self, token)
            except StepFailed as failure:
                self.stop(token, str(failure))
            if len(self.visits) > limit:
                self._stop_circle()

    def _stop_circle(self) -> None:
        while self.ready:
            token = self.ready.popleft()
            if self.state.tokens.get(token.number) is token:
                self.stop(token, f"{MOST_VISITS_A_STEP:,} steps without a wait: the model goes in a circle.")

    def _settled(self) -> bool:
        """Let go every join that nothing more can reach, again until none is left; tell whether one went."""
        some = False
        if self.program.has_conditions:
            self._fire_conditions()
            some = bool(self.ready)
        while self.program.settles and not self.ready:
            standing = self.state.joins_in_reach()
            if not any(self.program.nodes[node].settle(self, parent) for node, parent in standing):
                break
            some = True
        return some

    def _fire_conditions(self) -> None:
        """Fire every wait whose condition has become true; one that cannot be computed is not true."""
        for wait in self.state.waiting_for(WaitKind.CONDITION):
            if wait in self.state.waits.get(wait.token, ()):
                token = self.root() if wait.token == ROOT else self.state.tokens[wait.token]
                self.program.nodes[wait.node].look(self, token, wait)
