"""Look into a running process: where it stands, with which values, what was tried.

Each look is in the audit trail, and told to whom it concerns; going on with the same pages is not another one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.access import expect_not_own, require_keeper
from raadhus.processes.domain.by_hand import can_go_on_without, places_for
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.naming import names_of
from raadhus.processes.domain.state import TokenStatus
from raadhus.processes.models import CallAttempt, Incident, Instance, OutwardCall, Token
from raadhus.processes.queries import (
    InstanceInfo,
    InterventionInfo,
    VisitInfo,
    get_instance,
    get_variables,
    list_history,
    list_interventions,
)
from raadhus.processes.use_cases.known_models import library_of

ONE_LOOK = timedelta(minutes=10)  # of one person at one process, as caseworkers look at a case


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the model: its id, and what it is called there, perhaps nothing."""

    element: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingInfo:
    """A token where it stands; ``places`` are the steps before which it may be put by hand."""

    id: UUID
    at: Place
    status: str
    since: datetime
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class AttemptInfo:
    """One try of an outward call."""

    number: int
    begun_at: datetime
    ended_at: datetime
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceLook:
    """An instance with all that a person needs to judge it; ``names`` are the model's, by element id."""

    info: InstanceInfo
    name: str
    standing: tuple[StandingInfo, ...]
    variables: Mapping[str, object]
    history: tuple[VisitInfo, ...]
    interventions: tuple[InterventionInfo, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLook:
    """
    An open incident: where, why, how often tried, by which attempts when it spoke outward, and with which values.

    ``token``: None when the token stands there no more; ``can_answer``: a person may give the answer instead.
    """

    id: UUID
    instance_id: UUID
    business_key: UUID
    process: str
    status: str
    at: Place
    sentence: str
    tries: int
    since: datetime
    retry_at: datetime | None
    attempts: tuple[AttemptInfo, ...]
    variables: Mapping[str, object]
    token: StandingInfo | None
    can_answer: bool


def look_at_instance(actor: Actor, instance_id: UUID) -> InstanceLook:
    """Return an instance as it stands. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    require_keeper(actor)
    with transaction(actor.tenant):
        info = get_instance(actor, instance_id)
        _note_look(actor, instance_id, {})
        program = _program(instance_id)
        tokens = Token.objects.filter(instance_id=instance_id).exclude(status=TokenStatus.KEPT)
        return InstanceLook(
            info=info,
            name=program.name or program.process_id,
            standing=tuple(_standing(token, program) for token in tokens.order_by("number")),
            variables=get_variables(actor, instance_id),
            history=list_history(actor, instance_id),
            interventions=list_interventions(actor, instance_id),
            names=names_of(program),
        )


def look_at_incident(actor: Actor, incident_id: UUID) -> IncidentLook:
    """Return an open incident. Raises: LoginNeeded, NotAllowed, NotFoundHere, also when it is settled."""
    require_keeper(actor)
    with transaction(actor.tenant):
        open_ones = Incident.objects.filter(settled_at=None).select_related("instance")
        incident = open_ones.filter(pk=incident_id).first()
        if incident is None:
            raise NotFoundHere(detail=f"incident {incident_id}")
        _note_look(actor, incident.instance_id, {"incident": str(incident_id)})
        program = _program(incident.instance_id)
        token = Token.objects.filter(instance_id=incident.instance_id, number=incident.token).first()
        node = program.nodes[program.number_of[incident.element]]
        return IncidentLook(
            id=incident.id,
            instance_id=incident.instance_id,
            business_key=incident.instance.business_key,
            process=program.name or program.process_id,
            status=incident.instance.status,
            at=Place(incident.element, names_of(program)[incident.element]),
            sentence=incident.sentence,
            tries=incident.tries,
            since=incident.at,
            retry_at=incident.retry_at,
            attempts=_attempts(token),
            variables=get_variables(actor, incident.instance_id),
            token=None if token is None else _standing(token, program),
            can_answer=can_go_on_without(node),
        )


def _note_look(actor: Actor, instance_id: UUID, detail: dict[str, str]) -> None:
    """Note the look, once for one sitting. Raises: what the owner refuses by, each time."""
    subject = f"process:{instance_id}"
    is_new = not audit.has_recorded(actor, "processes.look_at", subject, clock.now() - ONE_LOOK)
    expect_not_own(actor, instance_id, is_look=is_new)
    if is_new:
        audit.record(actor, "processes.look_at", subject, detail or None)


def _program(instance_id: UUID) -> Program:
    model_id, process = Instance.objects.values_list("model_id", "process").get(pk=instance_id)
    return library_of(model_id).programs[process]


def _standing(token: Token, program: Program) -> StandingInfo:
    node, names = program.nodes[program.number_of[token.element]], names_of(program)
    return StandingInfo(
        id=token.id,
        at=Place(token.element, names[token.element]),
        status=token.status,
        since=token.entered_at,
        places=tuple(
            Place(one.element_id, names[one.element_id]) for one in places_for(program, node.number)
        ),
    )


def _attempts(token: Token | None) -> tuple[AttemptInfo, ...]:
    if token is None or not OutwardCall.objects.filter(pk=token.id).exists():
        return ()
    rows = CallAttempt.objects.filter(call_id=token.id).order_by("number")
    return tuple(
        AttemptInfo(row.number, row.begun_at, row.ended_at, row.outcome, row.sentence) for row in rows
    )
