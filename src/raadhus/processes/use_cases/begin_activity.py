"""Begin an activity of an ad-hoc sub-process by a person's choice."""

from uuid import UUID

from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.domain.run import Run
from raadhus.processes.models import Instance
from raadhus.processes.use_cases.held import Held
from raadhus.processes.use_cases.refusals import CannotBeginActivity
from raadhus.processes.use_cases.stepping import step_instance


def begin_activity(actor: Actor, instance_id: UUID, *, within: str, element: str) -> None:
    """
    Begin the activity ``element`` of the open ad-hoc sub-process ``within`` (ids of the model), once more.

    Raises: CannotBeginActivity when that is not open or has no such activity; nothing has changed.
    """

    def act(run: Run, held: Held) -> None:
        numbers = held.program.number_of
        scope = next((one for one in run.state.tokens.values() if one.node == numbers.get(within)), None)
        if scope is None or element not in numbers:
            raise NotWaiting(f"“{within}” is not open, or has no activity “{element}”.")
        run.begin(scope.number, numbers[element])

    with transaction(actor.tenant):
        try:
            step_instance(actor, instance_id, act)
        except (NotWaiting, Instance.DoesNotExist) as late:
            raise CannotBeginActivity(detail=str(late)) from late
        audit.record(actor, "processes.begin_activity", f"process:{instance_id}", {"element": element})
