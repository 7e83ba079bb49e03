"""A second person reads what a caseworker decided, where the package asks for four eyes, and lets it go."""

from django.utils.translation import gettext_lazy as _

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.routes import Why
from raadhus.cases.models import Approval, Case, Decision, Task
from raadhus.cases.queries.second_person import needs_second, wrote_on
from raadhus.cases.use_cases.lay_on_desk import lay_on_desk
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed
from raadhus.platform.tenancy.appending import append


class NeedsSecondPerson(NotAllowed):
    """Who wrote a decision that needs four eyes does not approve it."""

    code = "second-person"
    happened = _("You have worked on this decision, and a colleague must read it before it is sent.")
    kept = _("Nothing was sent; the decision waits in the inbox of the unit.")
    next_step = _("Ask a colleague of the unit to read it and send it.")


def ask_second_if_needed(actor: Actor, case: Case, task: Task, decision: Decision) -> None:
    """Put a decision that needs a second person back among what nobody has taken, or give it in turn, and say why."""
    if needs_second(case, decision):
        task.assigned_to = None
        task.why = [Why.SECOND_PERSON, *task.why]  # a list shows the first
        task.save(update_fields=["assigned_to", "why"])
        lay_on_desk(actor, task, besides=wrote_on(case, decision))


def approve_if_needed(actor: Actor, case: Case, decision: Decision) -> None:
    """Note that the actor has read and approves ``decision``, when it needs a second person. Raises: NeedsSecondPerson."""
    if not needs_second(case, decision):
        return
    if actor.staff_id is None or actor.staff_id in wrote_on(case, decision):
        raise NeedsSecondPerson(detail=case.number)
    append(Approval(decision=decision, at=clock.now(), staff_id=actor.staff_id))
    write_timeline(actor, case, Happening.APPROVED, Who.STAFF, thing_id=decision.id)
    audit.record(actor, "cases.approve_decision", f"case:{case.id}")


def forget_second(case: Case) -> None:
    """Let the unit's task no longer ask for a second person: the decision was taken back."""
    for task in Task.objects.filter(case=case, why__contains=[Why.SECOND_PERSON]):
        task.why = [code for code in task.why if code != Why.SECOND_PERSON]
        task.save(update_fields=["why"])
