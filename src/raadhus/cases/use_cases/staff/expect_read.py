"""Make sure that a caseworker decides on, or sends, what they have read and nothing else."""

from django.utils.translation import gettext_lazy as _

from raadhus.cases.domain.marks import mark_of
from raadhus.cases.models import Assessment, Case, Decision
from raadhus.platform.refusals import Refusal


class CaseChangedSince(Refusal):
    """What the rules propose, or the decision that waits, is not what the page showed."""

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
    stands = mark_of(assessment.id if assessment else None, unsent.id if unsent else None)
    if read is not None and read != stands:
        raise CaseChangedSince(detail=case.number)
