"""Where a step takes place: the state and its time, and what of the variables is seen and set from each place."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.frames import Framed, own_of, seen_from
from raadhus.processes.domain.state import ROOT, State, Token, TokenStatus
from raadhus.processes.domain.timers import WorkingDays, moment_of, working_moment_of
from raadhus.processes.domain.work import StepFailed


class Surroundings:
    """The state of an instance at one time; ``changed`` are the variables set by each token and not yet noted."""

    __slots__ = ("changed", "framed", "now", "state", "working", "zone")

    def __init__(
        self,
        state: State,
        framed: Sequence[Framed],
        *,
        now: datetime,
        zone: tzinfo,
        working: WorkingDays | None = None,
    ) -> None:
        self.state = state
        self.framed = framed
        self.now = now
        self.zone = zone
        self.working = working
        self.changed: dict[int, dict[str, object]] = {}

    def scope_of(self, token: Token) -> Token:
        """Return the token of the scope around; the instance itself has one that is in no list."""
        return self.root() if token.parent == ROOT else self.state.tokens[token.parent]

    def root(self) -> Token:
        """Return the token that stands for the instance itself."""
        return Token(ROOT, -1, -1, -1, self.now, TokenStatus.SCOPE)

    def due_at(self, time: Expression, token: Token) -> datetime:
        """Return when a timer armed now is due. Raises: StepFailed."""
        return moment_of(time.evaluate(self.seen(token)), self.now, self.zone)

    def due_on_working_day(self, time: Expression, token: Token) -> datetime:
        """Return when a timer in working days armed now is due. Raises: StepFailed."""
        if self.working is None:
            raise StepFailed("Nobody says here which days are working days.")
        return working_moment_of(time.evaluate(self.seen(token)), self.now, self.zone, self.working)

    def is_true(self, condition: Expression, token: Token, where: str) -> bool:
        """Tell whether a condition is true. Raises: StepFailed when it is neither true nor false."""
        value = condition.evaluate(self.seen(token))
        if value is True or value is False:
            return value
        raise StepFailed(f"The condition of “{where}” is neither true nor false, but {value!r}.")

    def seen(self, token: Token) -> Mapping[str, object]:
        """Return the variables that are seen from where the token is."""
        return seen_from(self.state, self.framed, token) if self.state.frames else self.state.variables

    def set_values(self, token: Token, values: Mapping[str, object]) -> None:
        """Set variables where the token is, to be noted with its visit."""
        if values:
            into = own_of(self.state, self.framed, token) if self.state.frames else self.state.variables
            into.update(values)
            self.changed.setdefault(token.number, {}).update(values)
