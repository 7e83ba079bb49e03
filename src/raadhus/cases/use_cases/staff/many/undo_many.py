"""Undo what was done with several tasks at once, as far as nobody has done anything with them since."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import OwnHousehold, access_task_of_unit, require_desk
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.many import UNDO_FOR
from raadhus.cases.models import ManyAct
from raadhus.cases.use_cases.staff.many.work_on_many import stand_of
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal


class CannotUndoMany(Refusal):
    """It was undone already, or it is too long ago."""

    code = "many-undone"
    happened = _("This can no longer be undone.")
    kept = _("The cases are as they are.")
    next_step = _("Choose the cases in the inbox and give them to somebody, or set them aside, anew.")


def undo_many(actor: Actor, act_id: UUID) -> int:
    """
    Put each task back as it stood before the actor's own act, unless it was changed or done since; return how many.

    Raises: LoginNeeded, NotAllowed, NotFoundHere, CannotUndoMany.
    """
    require_desk(actor)
    act = ManyAct.objects.select_for_update(of=("self",)).filter(id=act_id).first()
    if act is None or act.staff_id != actor.staff_id:
        raise NotFoundHere(detail=f"act {act_id}")
    if act.undone_at is not None or act.at + UNDO_FOR < clock.now():
        raise CannotUndoMany(detail=f"act {act_id}")
    put_back = sum(_put_back(actor, UUID(key), act) for key in sorted(act.before))
    act.undone_at = clock.now()
    act.save(update_fields=["undone_at"])
    audit.record(actor, "cases.undo_many", f"act:{act_id}")
    return put_back


def _put_back(actor: Actor, task_id: UUID, act: ManyAct) -> bool:
    try:
        task = access_task_of_unit(actor, task_id)
    except (NotFoundHere, OwnHousehold):
        return False
    if stand_of(task) != act.after[str(task_id)]:
        return False
    before = act.before[str(task_id)]
    task.assigned_to = UUID(before["assigned_to"]) if before["assigned_to"] else None
    until = before["set_aside_until"]
    task.set_aside_until = dt.date.fromisoformat(until) if until else None
    task.save(update_fields=["assigned_to", "set_aside_until"])
    write_timeline(actor, task.case, Happening.UNDONE, Who.STAFF, thing_id=task.id)
    return True
