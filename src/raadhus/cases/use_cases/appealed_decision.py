"""What an appeal is about."""

from raadhus.cases.domain.states import CaseKind
from raadhus.cases.models import Appeal, Case, Decision


def appealed_decision(case: Case) -> Decision | None:
    """Return the decision that ``case`` appeals, None when it is no appeal."""
    if case.case_kind != CaseKind.APPEAL:
        return None
    appeal = Appeal.objects.select_related("decision__case").filter(case=case).first()
    return appeal.decision if appeal else None
