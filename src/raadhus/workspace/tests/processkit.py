"""Processes of their own on the desk: a step that fails, tasks that wait, and a new version of the whole."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from uuid import UUID, uuid4

from raadhus.platform.actor import Actor
from raadhus.processes import public as processes
from raadhus.workspace.tests.deskkit import EGEBY

TOWN = Actor.system(EGEBY, purpose="test")
_AROUND = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:raadhus="urn:raadhus:bpmn:1"'
    ' targetNamespace="urn:test"><process id="permit" name="Building permit" isExecutable="true">{}</process>'
    "</definitions>"
)
_STEPS = (
    '<startEvent id="start"/><serviceTask id="fetch" name="Fetch the plan"><extensionElements>'
    '<raadhus:task handler="fetch"/></extensionElements></serviceTask><userTask id="{ask}" name="Look at it"/>'
    '<boundaryEvent id="late" attachedToRef="{ask}"><timerEventDefinition><timeDuration>P14D</timeDuration>'
    '</timerEventDefinition></boundaryEvent><endEvent id="end"/>'
    '<sequenceFlow id="f1" sourceRef="start" targetRef="fetch"/><sequenceFlow id="f2" sourceRef="fetch" targetRef="{ask}"/>'
    '<sequenceFlow id="f3" sourceRef="{ask}" targetRef="end"/><sequenceFlow id="f4" sourceRef="late" targetRef="end"/>'
)
OLD = _AROUND.format(_STEPS.format(ask="ask")).encode()
NEW = _AROUND.format(_STEPS.format(ask="examine")).encode()


class Plans:
    """The register of plans, which may be down."""

    def __init__(self) -> None:
        self.is_down = False

    def fetch(self, execution: processes.Execution) -> Mapping[str, object]:
        """Return the plan, unless the register is down."""
        if self.is_down:
            raise ConnectionError
        return {"plan": "12-b"}

    def start(self, **variables: object) -> UUID:
        """Begin one; it stands at its task, or where it failed."""
        ref = processes.store_model(TOWN, OLD)
        return processes.start(TOWN, ref.hash, business_key=uuid4(), variables=variables)


@contextmanager
def plans() -> Iterator[Plans]:
    """Let the register of plans be there."""
    register = Plans()
    with ExitStack() as stack:
        stack.enter_context(processes.handlers.replaced("fetch", register.fetch))
        stack.enter_context(processes.handlers.replaced("user task", lambda execution: None))
        yield register
