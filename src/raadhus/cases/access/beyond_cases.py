"""Ask the right to what is of no single case: how much work there is, which deadlines were not kept, trials of rules."""

from uuid import UUID

from raadhus.cases.models import RuleTrial
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import LoginNeeded, NotAllowed, NotFoundHere

_TRY_RULES = (
    Role.CASEWORKER,
    Role.LEADER,
    Role.OPERATOR,
    Role.ASSOCIATION,
    Role.RULE_AUTHOR,
    Role.RULE_APPROVER,
)


def require_counts(actor: Actor) -> None:
    """Let caseworkers and leaders see how much work lies where. Raises: LoginNeeded, NotAllowed."""
    _require_known(actor)
    if not (actor.is_staff and actor.has(Role.CASEWORKER, Role.LEADER)):
        raise NotAllowed(detail="cases.counts")


def require_courses(actor: Actor) -> None:
    """Let leaders, and jobs, read when cases of this municipality came and went. Raises: LoginNeeded, NotAllowed."""
    if actor.is_system:
        return
    _require_known(actor)
    if not (actor.is_staff and actor.has(Role.LEADER)):
        raise NotAllowed(detail="cases.courses")


def require_leader(actor: Actor) -> None:
    """Let leaders see which deadlines are not kept, and by whom. Raises: LoginNeeded, NotAllowed."""
    _require_known(actor)
    if not (actor.is_staff and actor.has(Role.LEADER)):
        raise NotAllowed(detail="cases.deadlines")


def require_trials(actor: Actor) -> None:
    """Let staff who work with rules try a change. Raises: LoginNeeded, NotAllowed."""
    _require_known(actor)
    if not (actor.is_staff and actor.has(*_TRY_RULES)):
        raise NotAllowed(detail="cases.trials")


def may_try_files(actor: Actor) -> bool:
    """Tell whether ``actor`` may try rules that nobody else has seen: who opens cases learns nothing by them."""
    return actor.is_staff and actor.has(Role.CASEWORKER)


def access_trial(actor: Actor, trial_id: UUID, *, to_act: bool = False) -> RuleTrial:
    """
    Return a trial of changed rules; ``to_act`` locks it, for who may stop it. The cases in it are asked for one by one.

    Raises: LoginNeeded, NotAllowed, NotFoundHere.
    """
    require_trials(actor)
    trials = RuleTrial.objects.select_for_update(of=("self",)) if to_act else RuleTrial.objects.all()
    trial = trials.filter(id=trial_id).first()
    if trial is None:
        raise NotFoundHere(detail=f"trial {trial_id}")
    if to_act and not may_end_trial(actor, trial):
        raise NotAllowed(detail="cases.trials.end")
    return trial


def may_end_trial(actor: Actor, trial: RuleTrial) -> bool:
    """Tell whether ``actor`` may stop or delete a trial: who began it, and leaders."""
    is_own = actor.staff_id is not None and actor.staff_id == trial.begun_by
    return actor.is_staff and (is_own or actor.has(Role.LEADER))


def _require_known(actor: Actor) -> None:
    if not actor.is_known:
        raise LoginNeeded
