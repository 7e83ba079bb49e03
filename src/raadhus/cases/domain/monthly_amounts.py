"""What somebody earns a month, as people type it."""

from decimal import Decimal

from raadhus.platform.amounts import CannotReadAmount, parse_amount

LARGEST = Decimal(10_000_000)


def read_monthly_amount(typed: str) -> Decimal | None:
    """Return the amount that ``typed`` means, with two decimals; None when it is none that somebody could earn."""
    try:
        amount = parse_amount(typed)
    except CannotReadAmount:
        return None
    return amount if 0 <= amount <= LARGEST else None
