"""Who tells what became of an application."""

from raadhus.forms.ports import CaseTeller
from raadhus.forms.wiring import case_teller
from raadhus.platform.actor import Actor


def teller_for(actor: Actor) -> CaseTeller | None:
    """Return who tells the person who applied; nobody tells a clerk, who has the case's own page."""
    return None if actor.is_staff else case_teller()
