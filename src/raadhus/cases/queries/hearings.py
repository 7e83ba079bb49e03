"""What somebody is heard on."""

from raadhus.cases.models import Assessment


def reasons_to_hear(assessment: Assessment) -> dict[str, list[str]]:
    """Return sentences by language: why it is about to be decided so, or why the rules came to nothing."""
    told = assessment.why_said if assessment.percent is None else assessment.reasons
    return dict(told or {})
