"""Stop a trial, delete it, or let it go when its time is over."""

from uuid import UUID

from django.db.models import Q

from raadhus.bus import due
from raadhus.cases.access.beyond_cases import access_trial
from raadhus.cases.domain.trials import UNDER_WAY, TrialState
from raadhus.cases.models import Party, RuleTrial, TriedCase
from raadhus.cases.use_cases.trials.begin_trial import FORGET
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor


def stop_trial_if_running(actor: Actor, trial_id: UUID) -> None:
    """Stop a trial and let go what it has computed; one that is over stays. Raises as ``access_trial``."""
    trial = access_trial(actor, trial_id, to_act=True)
    if trial.state not in UNDER_WAY:
        return
    TriedCase.objects.filter(trial=trial).delete()
    trial.state, trial.ended_at = TrialState.STOPPED, clock.now()
    trial.save(update_fields=["state", "ended_at"])
    audit.record(actor, "cases.stop_trial", f"trial:{trial.id}")


def delete_trial(actor: Actor, trial_id: UUID) -> str:
    """Delete a trial whole and return its service's key. Raises: LoginNeeded, NotAllowed, NotFoundHere."""
    trial = access_trial(actor, trial_id, to_act=True)
    audit.record(actor, "cases.delete_trial", f"trial:{trial.id}")
    due.clear_due(FORGET, trial.id)
    _delete(trial.id)
    return trial.service_key


def forget_trial(trial_id: UUID) -> None:
    """Delete a trial whose time is over."""
    _delete(trial_id)


def erase_tried_cases(person_id: UUID) -> int:
    """Erase what trials keep of a person's cases, and return of how many; the sums name nobody and stay."""
    concerned = Party.objects.filter(person_id=person_id).values("case")
    return TriedCase.objects.filter(Q(case__in=concerned) | Q(case__applicant_id=person_id)).delete()[0]


def _delete(trial_id: UUID) -> None:
    TriedCase.objects.filter(trial_id=trial_id).delete()
    RuleTrial.objects.filter(id=trial_id).delete()
