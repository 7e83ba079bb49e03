"""Rules that people of the town changed: the law's scale says nothing of them, but a letter must say what was decided."""

import re
from http import HTTPStatus

from raadhus.config.proof.case_file import CASEWORKER
from raadhus.config.proof.journey import SERVICE
from raadhus.config.proof.page import CannotGoOn, Page
from raadhus.config.proof.visits import Visits

_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_ALL = "100"


def changed_version(visits: Visits) -> str:
    """Return the version in force when people published it, empty when it was installed or nobody can tell.

    Raises: CannotGoOn when nobody can log in.
    """
    at_work = visits.begin()
    history = at_work.log_in_to(f"{at_work.site}/work/rules/{SERVICE}/history/", CASEWORKER.key)
    if history.status != HTTPStatus.OK:
        return ""  # the law's scale is the stricter measure
    found = history.document.xpath("//*[@data-in-force][@data-by-people]/@data-version")
    return str(found[0]) if found else ""


def decided_share(case: Page) -> str:
    """Return the parents' share that the page of a citizen's case tells, in per cent; all of it where nothing is granted.

    Raises: CannotGoOn when the page tells no decision.
    """
    if not case.document.xpath("//a[contains(@href, '/calculation/')]"):
        raise CannotGoOn(f"{case.url} tells no decision.")
    lead = " ".join(
        " ".join(part.text_content().split()) for part in case.document.xpath("//main//*[@class='rh-lead']")
    )
    shares = _PERCENT.findall(lead)
    return shares[1] if len(shares) > 1 else _ALL
