"""What a decision comes to in kroner: the prices that the applicant told, less the share that was granted."""

from decimal import Decimal

from raadhus.cases.domain.payments import Payment, payments
from raadhus.catalogue.public import Package
from raadhus.forms.public import SubmissionInfo


def price_places(rules: Package, sent: SubmissionInfo | None, percent: Decimal | None) -> tuple[Payment, ...]:
    """
    Return what the applicant pays for each thing that has a price in ``sent``, once ``percent`` is granted.

    Nothing where nothing is granted, or where the package does not say which answers are prices.
    """
    part = rules.service.decision
    if not percent or sent is None or part is None or part.pays is None:
        return ()
    items = sent.answers.get(part.pays.each) or ()
    return payments(items, name=part.pays.name, price=part.pays.price, percent=percent)
