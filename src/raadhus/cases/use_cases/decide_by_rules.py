"""Make the decision that the rules propose, when rules suffice."""

from collections.abc import Mapping

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.hearing import must_be_heard
from raadhus.cases.domain.states import Outcome, TaskStatus
from raadhus.cases.models import Assessment, Case, Decision, Hearing
from raadhus.cases.queries.second_person import rules_need_second
from raadhus.cases.use_cases.decide import Verdict, decide
from raadhus.cases.use_cases.fresh_case import find_fresh, find_fresh_assessment
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotAllowed, Refusal

_newest_assessment = ReadyQuery(
    lambda case_id: Assessment.objects.filter(case_id=case_id).order_by("-at", "-id")[:1]
)


class CannotDecideByRules(Refusal):
    """A person must decide, or somebody must be heard first."""

    code = "not-by-rules"
    happened = _("The rules cannot decide this case.")
    kept = _("The case is unchanged.")
    next_step = _("A caseworker decides it.")


def decide_by_rules(actor: Actor, case: Case) -> Decision:
    """
    Decide as the newest assessment proposes. Only a job may.

    Raises: NotAllowed, CannotDecideByRules, CannotDecideWithoutGrounds, CannotMoveCase. Emits: DecisionMade.
    """
    if not actor.is_system:
        raise NotAllowed(detail="cases.decide_by_rules")
    assessment = newest_assessment(case)
    if assessment is None or assessment.why or not assessment.outcome or assessment.percent is None:
        raise CannotDecideByRules(detail=f"{case.number}: no proposal that rules may decide")
    if rules_need_second(case, assessment.outcome):
        raise CannotDecideByRules(detail=f"{case.number}: a second person reads what rests on a correction")
    figures = [Figure.from_json(figure) for figure in assessment.figures]
    heard = was_heard_on(case, assessment)
    if must_be_heard(assessment.percent, figures, assessment.asked_percent) and not heard:
        raise CannotDecideByRules(detail=f"{case.number}: the applicant was not heard")
    verdict = Verdict(
        outcome=Outcome(assessment.outcome),
        percent=assessment.percent,
        asked_percent=assessment.asked_percent,
        valid_from=assessment.valid_from,
        reasons=_with_hearing(assessment.reasons) if heard else assessment.reasons,
        was_heard=heard,
    )
    return decide(actor, case, verdict, assessment=assessment)


def _with_hearing(reasons: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Say in each language that the applicant was heard."""
    told: dict[str, list[str]] = {}
    for language, sentences in reasons.items():
        with override(language):
            told[language] = [*sentences, gettext("You were heard before this was decided.")]
    return told


def newest_assessment(case: Case) -> Assessment | None:
    """Return what the rules found last."""
    return find_fresh_assessment(case.id) or _newest_assessment.first(case_id=case.id)


def was_heard_on(case: Case, assessment: Assessment | None) -> bool:
    """Tell whether a hearing on these figures, not on what they were before, was answered or its time is over."""
    if assessment is None or find_fresh(case.id) is not None:
        return False  # nobody can have been asked yet
    over = [TaskStatus.DONE, TaskStatus.EXPIRED]
    return Hearing.objects.filter(assessment=assessment, task__status__in=over).exists()
