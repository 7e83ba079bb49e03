"""Try a failed step again."""

from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.access import expect_not_own, in_hand_of, require_keeper
from raadhus.processes.domain.movement import NotWaiting
from raadhus.processes.models import Incident, Instance
from raadhus.processes.use_cases.hold_back import is_paused
from raadhus.processes.use_cases.interventions import Act, write_intervention
from raadhus.processes.use_cases.refusals import CannotRetry, ProcessPaused
from raadhus.processes.use_cases.stepping import step_instance


def retry_incident(actor: Actor, incident_id: UUID) -> bool:
    """
    Do the failed step again; tell whether it went well (if not, the incident counts one try more).

    Raises: CannotRetry when it has been done meanwhile, ProcessPaused.
    """
    with transaction(actor.tenant):
        incident = Incident.objects.filter(pk=incident_id, settled_at=None).first()
        if incident is None:
            raise CannotRetry(detail=f"No open incident {incident_id}.")
        number = incident.token
        try:
            step_instance(actor, incident.instance_id, lambda run, _held: run.retry(number), at=number)
        except (NotWaiting, Instance.DoesNotExist) as late:
            if is_paused(incident.instance_id):
                raise ProcessPaused from late
            raise CannotRetry(detail=str(late)) from late
        return not Incident.objects.filter(pk=incident_id, settled_at=None).exists()


def retry_by_hand(actor: Actor, incident_id: UUID) -> bool:
    """
    Let an operator have a failed step tried again, which stands in the history; tell whether it went well.

    Raises: LoginNeeded, NotAllowed, CannotRetry, ProcessPaused; nothing has changed.
    """
    require_keeper(actor)
    with transaction(actor.tenant):
        found = Incident.objects.filter(pk=incident_id).values_list("instance_id", "element").first()
        if found is not None:
            expect_not_own(actor, found[0])
        is_done = retry_incident(in_hand_of(actor), incident_id)
        if found is not None:
            write_intervention(actor, found[0], Act.RETRIED, reason="", element=found[1])
        return is_done


def retry_if_open(actor: Actor, incident_id: UUID) -> bool:
    """Do the failed step again unless it has been done meanwhile; tell whether it went well."""
    try:
        return retry_incident(actor, incident_id)
    except (CannotRetry, ProcessPaused):  # one that goes on is woken again
        return False
