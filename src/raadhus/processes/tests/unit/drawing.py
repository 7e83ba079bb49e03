"""Short ways to write a model, and a world in memory to run it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from raadhus.processes.domain.formulas import Language
from raadhus.processes.domain.library import load
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import State, TokenStatus
from raadhus.processes.domain.work import StepFailed, Take, Visit, Work
from raadhus.processes.tests.unit import tinyfeel

NOW = datetime(2024, 5, 1, 10, 0, tzinfo=UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def model(body: str, declarations: str = "", process: str = "P") -> bytes:
    """Return a BPMN file around the body of one process."""
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:raadhus="urn:raadhus:bpmn:1" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:test">\n'
        f'{declarations}<process id="{process}" isExecutable="true">\n{body}\n</process></definitions>'
    ).encode()


def arrows(*pairs: str) -> str:
    """Return sequence flows from texts as ``a > b`` or ``a > b ? condition``; the id is ``a_b``."""
    lines = []
    for pair in pairs:
        way, _, condition = pair.partition(" ? ")
        source, target = way.split(" > ")
        escaped = condition.replace("&", "&amp;").replace("<", "&lt;")
        inner = f"<conditionExpression>{escaped}</conditionExpression>" if condition else ""
        lines.append(
            f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
            f"{inner}</sequenceFlow>"
        )
    return "\n".join(lines)


def service(identity: str, handler: str = "work", extra: str = "") -> str:
    """Return a service task."""
    return (
        f'<serviceTask id="{identity}" {extra}><extensionElements><raadhus:task handler="{handler}"/>'
        "</extensionElements></serviceTask>"
    )


def user(identity: str, extra: str = "") -> str:
    """Return a user task."""
    return f'<userTask id="{identity}" {extra}/>'


@dataclass
class MemoryWorld:
    """Handlers are functions of the work; everything asked is kept."""

    handlers: dict[str, Callable[[Work], Mapping[str, object]]] = field(default_factory=dict)
    served: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)
    signals: list[str] = field(default_factory=list)

    def run_service(self, work: Work, take: Take, /) -> Mapping[str, object]:
        values = take(self.handlers[work.handler](work) if work.handler in self.handlers else {})
        self.served.append(work.element_id)
        return values

    def open_task(self, work: Work, /) -> None:
        if work.handler in self.handlers:
            self.handlers[work.handler](work)
        self.opened.append(work.element_id)

    def withdraw_task(self, work: Work, /) -> None:
        self.withdrawn.append(work.element_id)

    def send(self, message: str, key: str, /) -> None:
        self.sent.append((message, key))

    def broadcast(self, signal: str, /) -> None:
        self.signals.append(signal)

    def decide(self, work: Work, take: Take, /) -> Mapping[str, object]:
        if work.handler not in self.handlers:
            raise StepFailed(f"No decision {work.handler}.")
        return take({work.result: self.handlers[work.handler](work)})


class Course:
    """One instance in memory, driven step by step."""

    language: Language = staticmethod(tinyfeel.parse)

    def __init__(self, source: bytes, variables: Mapping[str, object] | None = None, **handlers) -> None:
        self.program: Program = next(iter(load(source, self.language).programs.values()))
        self.state = State(business_key="key", variables=dict(variables or {}))
        self.world = MemoryWorld(dict(handlers))
        self.visits: list[Visit] = []
        self.incidents: list[str] = []
        self.now = NOW

    def start(self) -> "Course":
        return self.step(lambda run: run.start(self.program.starts[0]))

    def complete(self, element: str, **values: object) -> "Course":
        return self.complete_token(self.token_at(element), **values)

    def complete_token(self, number: int, **values: object) -> "Course":
        return self.step(lambda run: run.complete(number, values))

    def fire(self, event: str, **values: object) -> "Course":
        wait = next(
            one for waits in self.state.waits.values() for one in waits if self.name(one.node) == event
        )
        return self.step(lambda run: run.fire(wait, values))

    def retry(self, element: str) -> "Course":
        return self.step(lambda run: run.retry(self.token_at(element)))

    def step(self, act: Callable[[Run], None]) -> "Course":
        run = Run(self.program, self.state, self.world, now=self.now, zone=COPENHAGEN)
        act(run)
        self.visits += run.visits
        self.incidents += [incident.sentence for incident in run.incidents]
        return self

    def token_at(self, element: str) -> int:
        return next(
            token.number
            for token in self.state.tokens.values()
            if self.name(token.node) == element and token.status is not TokenStatus.KEPT
        )

    def name(self, node: int) -> str:
        return self.program.nodes[node].element_id

    @property
    def path(self) -> list[str]:
        """The elements in the order they were left."""
        return [self.name(visit.node) for visit in self.visits]

    def waiting(self) -> list[int]:
        """The tokens that wait, oldest first."""
        return sorted(one.number for one in self.state.tokens.values() if one.status is TokenStatus.WAITING)

    def standing(self, status: TokenStatus = TokenStatus.WAITING) -> list[str]:
        """The elements at which tokens stand."""
        return sorted(self.name(one.node) for one in self.state.tokens.values() if one.status is status)
