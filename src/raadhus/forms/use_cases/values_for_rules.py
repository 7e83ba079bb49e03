"""What was sent, as rules read it."""

from typing import Any

from raadhus.forms.domain.values import rule_values
from raadhus.forms.queries import SubmissionInfo
from raadhus.forms.use_cases.forms_in_use import form_of


def values_for_rules(sent: SubmissionInfo) -> dict[str, Any]:
    """Return the answers of ``sent`` as FEEL values, typed by the form it was sent with; None-answers are absent."""
    return rule_values(form_of(sent.package_hash), sent.answers)
