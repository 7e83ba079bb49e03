"""What of instances must be known to say whether they can go on in another version: read for many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from raadhus.processes.domain.migrating import Migrating, Moves, Standing, Stuck, Waiting
from raadhus.processes.models import MessageSubscription, TimerSubscription, Token


@dataclass(slots=True)
class Found:
    """Tokens and waits of one instance; ``timers``: the keys of those that wait for a time."""

    tokens: list[Standing] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)
    timers: set[UUID] = field(default_factory=set)

    def looked_at(self, migrating: Migrating) -> Moves | Stuck:
        """Return where everything goes, or why it cannot."""
        return migrating.look_at(self.tokens, self.waits)


def find(instances: Sequence[UUID]) -> Mapping[UUID, Found]:
    """Return what stands in each of the instances; three queries."""
    found = {instance: Found() for instance in instances}
    columns = ("instance_id", "id", "number", "parent", "element", "via", "status")
    tokens: Iterable[tuple[UUID, UUID, int, int, str, str, str]] = Token.objects.filter(
        instance_id__in=instances
    ).values_list(*columns)
    for instance, row_id, number, parent, element, via, status in tokens:
        found[instance].tokens.append(Standing(row_id, number, parent, element, via, status))
    timers = TimerSubscription.objects.filter(instance_id__in=instances)
    for instance, row_id, token, element in timers.values_list("instance_id", "id", "token", "element"):
        found[instance].waits.append(Waiting(row_id, token, element))
        found[instance].timers.add(row_id)
    messages = MessageSubscription.objects.filter(instance_id__in=instances)
    for instance, row_id, token, element, name in messages.values_list(
        "instance_id", "id", "token", "element", "message"
    ):
        found[instance].waits.append(Waiting(row_id, token, element, name))
    return found
