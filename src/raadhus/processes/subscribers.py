"""What processes throw, handed on after the step."""

from raadhus.bus.registry import JobContext, subscribe
from raadhus.processes.events import MessageThrown, SignalThrown
from raadhus.processes.use_cases.hand_on import hand_on_message, hand_on_signal


@subscribe(SignalThrown, name="processes.hand_on_signal")
def signal(event: SignalThrown, context: JobContext) -> None:
    """A signal was thrown."""
    hand_on_signal(context.actor, event)


@subscribe(MessageThrown, name="processes.hand_on_message")
def message(event: MessageThrown, context: JobContext) -> None:
    """A message was sent."""
    hand_on_message(context.actor, event)
