"""What a service calls the ways a case of it can end, and which letter tells each."""

from decimal import Decimal

from django.utils.translation import gettext

from raadhus.cases.domain.states import Outcome
from raadhus.catalogue.public import ServiceFile, ServiceOutcome
from raadhus.ui.words import percent_in_words


def template_of(service: ServiceFile, outcome: Outcome) -> str:
    """Return the letter that the package names for this outcome, empty when it names none."""
    named = _named(service, outcome)
    return named.letter if named else ""


def outcome_heading(service: ServiceFile, outcome: Outcome, percent: Decimal | None, language: str) -> str:
    """Return the outcome with its figure in the active language; empty when the package does not name the outcome."""
    named = _named(service, outcome)
    title = named.title.get(language, named.title["en"]) if named else ""
    if not title or not percent or service.grants == "whole":
        return title
    return gettext("%(outcome)s: %(percent)s%%") % {
        "outcome": title,
        "percent": percent_in_words(percent),
    }


def _named(service: ServiceFile, outcome: Outcome) -> ServiceOutcome | None:
    return next((each for each in service.outcomes if each.key == outcome), None)
