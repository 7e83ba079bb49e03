"""Where an appeal began: the case that was applied for, whose answers and figures it is about."""

from raadhus.cases.models import Case


def first_case(case: Case) -> Case:
    """Return the case that somebody applied for: ``case`` itself, or the one its appeal is about."""
    found = case
    while found.linked_case is not None:
        found = found.linked_case
    return found
