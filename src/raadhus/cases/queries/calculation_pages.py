"""Where everybody reads how the rules of a case's own time calculate."""

from raadhus.catalogue.public import Package
from raadhus.platform.addresses import address_of


def calculation_page(rules: Package) -> str:
    """Return the path of the page that tells how exactly this version calculates, empty when it tells nothing."""
    if rules.service.calculation is None:
        return ""
    page = address_of("catalogue:calculation", rules.service.id)
    return f"{page}?version={rules.ref.content_hash}"
