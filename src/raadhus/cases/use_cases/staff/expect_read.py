"""Make sure that a caseworker decides on, or sends, what they have read and nothing else."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from raadhus.cases.domain.marks import mark_of
from raadhus.cases.models import Assessment, Case, Completion, Decision, PutQuestion
from raadhus.platform.refusals import Refusal


class CaseChangedSince(Refusal):
    """What the rules propose, the decision that waits, or what somebody answered is not what the page showed."""

    code = "changed-since"
    happened = _("The case has changed since you opened this page.")
    kept = _("Nothing was decided or sent.")
    next_step = _("Read what the rules propose and what was decided by now, then do it again.")


def expect_read(
    case: Case, read: str | None, *, assessment: Assessment | None, unsent: Decision | None
) -> None:
    """
    Make sure that ``read``, the mark of the page somebody acts from, is that of ``case`` (locked) as it stands now.

    None: no page stands between, somebody calls the act itself; an empty mark is no page's. Raises: CaseChangedSince.
    """
    if read is None:
        return
    if read != mark_now(case, assessment=assessment, unsent=unsent):
        raise CaseChangedSince(detail=case.number)


def mark_now(case: Case, *, assessment: Assessment | None, unsent: Decision | None) -> str:
    """Return the mark of ``case`` as it stands now; one query."""
    return mark_of(assessment.id if assessment else None, unsent.id if unsent else None, _answered_at(case))


def _answered_at(case: Case) -> dt.datetime | None:
    """Return when somebody who was asked in ``case`` answered last, or an answer was put right; one query."""
    questions, completions = (
        model.objects.filter(case=case, answered_at__isnull=False).values_list("answered_at", flat=True)
        for model in (PutQuestion, Completion)
    )
    return max((at for at in questions.union(completions) if at is not None), default=None)
