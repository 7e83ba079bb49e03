"""Of rules that people changed the proof knows what was decided from the citizen's own case."""

import pytest

from raadhus.config.proof.changed_rules import decided_share
from raadhus.config.proof.page import CannotGoOn, Page

LINK = '<a href="/services/free-place-subsidy/calculation/?version=1">Sådan regner vi</a>'


@pytest.mark.parametrize(
    ("lead", "share"),
    [
        ("Kommunen betaler 38 %, du betaler 62 %. Det gælder fra 1. april 2024.", "62"),
        ("Kommunen betaler 37,5\u00a0%, du betaler 62,5\u00a0%.", "62,5"),
        ("The municipality pays 100%, you pay 0%.", "0"),
        ("", "100"),
    ],
)
def test_the_share_that_was_decided_is_read_from_the_case(lead: str, share: str) -> None:
    said = f'<p class="rh-lead">{lead}</p>' if lead else ""

    assert decided_share(page(f"<main><h2>Du får friplads</h2>{said}<p>12 %</p>{LINK}</main>")) == share


def test_a_case_that_is_not_decided_ends_the_proof() -> None:
    with pytest.raises(CannotGoOn, match="tells no decision"):
        decided_share(page("<main><p>Vi behandler din ansøgning.</p></main>"))


def page(html: str) -> Page:
    return Page(url="http://egeby.localhost/my/cases/1/", status=200, headers={}, body=html.encode())
