"""Fetch something of a case and ask the right to it in one step; absent and not yours are the same 404."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from raadhus.cases.domain.states import DECIDING, TaskKind, TaskStatus
from raadhus.cases.models import Case, Decision, Party, Task
from raadhus.identity.public import household_of
from raadhus.organisation.public import list_staff, list_units
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import LoginNeeded, NotAllowed, NotFoundHere

M = TypeVar("M", bound=Model)
_NAMED = 5


class OwnHousehold(NotAllowed):
    """Nobody handles a case of their own or their household."""

    code = "own-household"
    happened = _("This case concerns you or somebody in your household.")
    kept = _("Nothing was opened or changed, and the case stays with the unit.")
    next_step = _("A colleague must take it. Tell your leader if nobody else can.")


def own_person(actor: Actor) -> UUID:
    """Return the person whose matters the actor sees: their own, or whom they act for. Raises: LoginNeeded."""
    person = actor.on_behalf_of or actor.person_id
    if person is None:
        raise LoginNeeded
    return person


def access_own_case(actor: Actor, case_id: UUID) -> Case:
    """Return a case that the actor applied for. Raises: LoginNeeded, NotFoundHere."""
    case = Case.objects.filter(id=case_id, applicant_id=own_person(actor)).first()
    if case is None:
        raise NotFoundHere(detail=f"case {case_id}")
    return case


def access_own_decision(actor: Actor, decision_id: UUID, *, to_act: bool = False) -> Decision:
    """
    Return a decision, already sent, that the actor applied for; ``to_act`` locks its case.

    Raises: LoginNeeded, NotFoundHere.
    """
    decision = (
        Decision.objects.select_related("case")
        .filter(id=decision_id, case__applicant_id=own_person(actor), sendings__isnull=False)
        .first()
    )
    if decision is not None and to_act:
        decision.case = _locked(Case.objects.all()).get(id=decision.case_id)
    if decision is None:
        raise NotFoundHere(detail=f"decision {decision_id}")
    return decision


def access_own_task(actor: Actor, task_id: UUID, *, to_act: bool = False) -> Task:
    """
    Return what the actor was asked to do, with its case; ``to_act`` locks both, so that it is done once.

    Raises: LoginNeeded, NotFoundHere.
    """
    tasks = Task.objects.filter(id=task_id, person_id=own_person(actor))
    task = lock_task(tasks) if to_act else tasks.select_related("case").first()
    if task is None:
        raise NotFoundHere(detail=f"task {task_id}")
    return task


def lock_task(tasks: QuerySet[Task]) -> Task | None:
    """
    Return the one task in ``tasks``, locked, with its case, locked before it; None when there is none, or none any more.

    Everybody locks in this order, case, task, decision, and reads what stands in them only then: whoever comes second
    sees what the first has done, and nobody waits for each other in a ring.
    """
    case_id = tasks.values_list("case_id", flat=True).first()
    case = _locked(Case.objects.filter(id=case_id)).first() if case_id else None
    task = _locked(tasks).first() if case else None
    if task is None or case is None:
        return None
    task.case = case
    return task


def access_case_of_unit(actor: Actor, case_id: UUID, *, to_act: bool = False) -> Case:
    """
    Return a case of one of the caseworker's units, or in which one of them has a task; ``to_act`` locks it.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold.
    """
    _require_known(actor)
    cases = _locked(Case.objects.all()) if to_act else Case.objects.all()
    case = cases.filter(lies_with(_units(actor)), id=case_id).first()
    if case is None:
        raise NotFoundHere(detail=f"case {case_id}")
    _refuse_own_household(actor, case)
    return case


def access_case_to_act(actor: Actor, case_id: UUID) -> Case:
    """
    Return a case, locked, of the caseworker's units, or that one of them is to decide; a step to do in it is not enough.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold.
    """
    case = access_case_of_unit(actor, case_id, to_act=True)
    if case.unit_id not in actor.units and not _is_to_decide(case, actor.units):
        raise NotFoundHere(detail=f"case {case_id} is lent for a step")
    return case


def lies_with(units: frozenset[UUID], *, case: str = "") -> Q:
    """
    Return the condition on cases that people of ``units`` may open: the units' own, and those with an open task there.

    ``case``: the name of the case in rows that belong to one, empty for cases themselves.
    """
    asked = Task.objects.filter(
        case=OuterRef(f"{case}_id" if case else "pk"),
        unit_id__in=units,
        person_id=None,
        status=TaskStatus.OPEN,
    )
    return Q(**{f"{case}__unit_id__in" if case else "unit_id__in": units}) | Q(Exists(asked))


def access_task_of_unit(actor: Actor, task_id: UUID) -> Task:
    """
    Return an open task of one of the caseworker's units, with its case, both locked.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold.
    """
    _require_known(actor)
    of_unit = Task.objects.filter(id=task_id, unit_id__in=_units(actor), person_id=None)
    task = lock_task(of_unit.filter(status=TaskStatus.OPEN))
    if task is None:
        raise NotFoundHere(detail=f"task {task_id}")
    _refuse_own_household(actor, task.case)
    return task


def access_deciding_task(actor: Actor, task_id: UUID) -> Task:
    """
    Return a task as ``access_task_of_unit`` does, with which the case is decided; a step to do is none.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold.
    """
    task = access_task_of_unit(actor, task_id)
    if task.task_kind == TaskKind.WORK:
        raise NotFoundHere(detail=f"task {task_id} decides nothing")
    return task


def access_asked_task(actor: Actor, case_id: UUID, task_id: UUID, *, to_act: bool = False) -> Task:
    """
    Return what somebody was asked, done or not, by one of the caseworker's units or in its case; ``to_act`` locks both.

    A unit that asked, and has nothing more to do in another unit's case, is a stranger to it.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold.
    """
    _require_known(actor)
    units = _units(actor)
    of_unit = Task.objects.filter(
        Q(unit_id__in=units) | Q(case__unit_id__in=units), lies_with(units, case="case")
    )
    asked = of_unit.filter(id=task_id, case_id=case_id, person_id__isnull=False)
    task = lock_task(asked) if to_act else asked.select_related("case").first()
    if task is None:
        raise NotFoundHere(detail=f"task {task_id}")
    _refuse_own_household(actor, task.case)
    return task


def expect_task_of_case(actor: Actor, case_id: UUID, task_id: UUID) -> None:
    """Raises: NotFoundHere unless ``task_id`` is a task of ``case_id``; LoginNeeded. The act asks its own right."""
    _require_known(actor)
    if not Task.objects.filter(id=task_id, case_id=case_id).exists():
        raise NotFoundHere(detail=f"case {case_id} has no task {task_id}")


def refuse_own_case(actor: Actor, case_id: UUID) -> None:
    """Raises: OwnHousehold when ``case_id`` is a case of the actor or the actor's household; else says nothing of it."""
    case = Case.objects.filter(id=case_id).first()
    if case is not None and _is_own(case, household_here(actor)):
        raise OwnHousehold(detail=f"case {case_id}")


def access_case_as_job(actor: Actor, case_id: UUID) -> Case:
    """Return any case of the municipality, locked, to a job. Raises: NotFoundHere."""
    case = _locked(Case.objects.all()).filter(id=case_id).first() if actor.is_system else None
    if case is None:
        raise NotFoundHere(detail=f"case {case_id}")
    return case


def require_desk(actor: Actor) -> frozenset[UUID]:
    """Return the units whose inbox the actor may read. Raises: LoginNeeded, NotAllowed."""
    _require_known(actor)
    units = _units(actor)
    if not units:
        raise NotAllowed(detail="cases.inbox")
    return units


def require_absences(actor: Actor) -> frozenset[UUID]:
    """Return the units of which the actor may read who is away: a leader, all. Raises: LoginNeeded, NotAllowed."""
    if actor.is_staff and actor.has(Role.LEADER):
        return frozenset(unit.id for unit in list_units(actor))
    return require_desk(actor)


def household_here(actor: Actor) -> frozenset[UUID]:
    """Return the actor and everybody in the actor's household: whose cases the actor never handles."""
    if actor.person_id is None:
        return frozenset()
    return household_of(actor, actor.person_id) | {actor.person_id}


def concerns_household(actor: Actor, case: Case, person_id: UUID) -> bool:
    """Tell whether ``case`` concerns ``person_id`` or whoever lives with them: then they never handle it."""
    return _is_own(case, household_of(actor, person_id) | {person_id})


def refuse_for_household(actor: Actor, case: Case, person_id: UUID) -> None:
    """Raises: OwnHousehold when ``case`` concerns ``person_id``, a colleague, or whoever lives with them."""
    if concerns_household(actor, case, person_id):
        raise OwnHousehold(
            _("This case concerns that colleague or somebody in their household."),
            kept=_("Nobody was told anything, and the case is unchanged."),
            next_step=_("Choose another colleague."),
            detail=f"case {case.id}",
        )


def _require_known(actor: Actor) -> None:
    if not actor.is_known:
        raise LoginNeeded


def _units(actor: Actor) -> frozenset[UUID]:
    return actor.units if actor.is_staff and actor.has(Role.CASEWORKER) else frozenset()


def _refuse_own_household(actor: Actor, case: Case) -> None:
    own = household_here(actor)
    if _is_own(case, own):
        raise OwnHousehold(next_step=_who_can(actor, case, own), detail=f"case {case.id}")


def _is_to_decide(case: Case, units: frozenset[UUID]) -> bool:
    asked = Task.objects.filter(case=case, unit_id__in=units, person_id=None, status=TaskStatus.OPEN)
    return asked.filter(task_kind__in=DECIDING).exists()


def _is_own(case: Case, own: frozenset[UUID]) -> bool:
    return case.applicant_id in own or Party.objects.filter(case=case, person_id__in=own).exists()


def _who_can(actor: Actor, case: Case, own: frozenset[UUID]) -> str:
    """Name the colleagues of the unit who can take the case; empty when there is none."""
    colleagues = [
        member.name
        for member in list_staff(actor, unit_id=case.unit_id)
        if Role.CASEWORKER in member.roles and member.person_id not in own
    ]
    if not colleagues:
        return ""
    return gettext("One of these colleagues can take it: %(names)s.") % {
        "names": ", ".join(colleagues[:_NAMED])
    }


def _locked(rows: QuerySet[M]) -> QuerySet[M]:
    return rows.select_for_update(of=("self",))
