"""A caseworker chooses sentences of the service as reasons; they stand in the letter in the official language."""

import html
import re

import pytest

from raadhus.cases.tests.casekit import package_files
from raadhus.cases.tests.packagekit import said_also
from raadhus.catalogue.public import PackageFiles, PackageRefused, parse_service
from raadhus.workspace.tests.deskkit import GOOD, all_of, page, read_on
from raadhus.workspace.web import reason_blocks

SENTENCE = "Vi har lagt vægt på din nye lønseddel."
BLOCKS = f"""
desk:
  reasons:
    - key: new-pay-slip
      title: {{da: Ny lønseddel, nb: Ny lønnsslipp, en: New pay slip}}
      text: {{da: "{SENTENCE}", nb: "Vi har lagt vekt på den nye lønnsslippen.", en: "We relied on your new pay slip."}}
"""


@pytest.fixture
def has_blocks(desk, monkeypatch):
    """Let the package have a sentence to choose."""
    changed = said_also(desk.town, BLOCKS)
    monkeypatch.setattr(reason_blocks, "package", lambda _hash: changed)


def decide(browser, case, url, **changes):
    return browser.post(
        f"{url}/decide/", {**GOOD, "block": ["new-pay-slip"], **changes, **read_on(browser, case.id)}
    )


def test_a_chosen_sentence_is_a_reason_of_the_decision_and_stands_in_its_letter(desk, has_blocks, case, url):
    mette = desk.staff()
    shown = page(mette, f"/work/cases/{case.id}/")
    assert "New pay slip" in shown
    assert SENTENCE in shown

    assert decide(mette, case, url).status_code == 302

    (decision,) = all_of("cases.Decision")
    assert decision.reasons["da"] == [*GOOD["reasons"].splitlines(), SENTENCE]
    assert mette.get(f"/work/cases/{case.id}/letter.pdf").content.startswith(b"%PDF")


def test_a_chosen_sentence_alone_is_reason_enough_and_none_stands_twice(desk, has_blocks, case, url):
    mette = desk.staff()
    decide(mette, case, url, reasons=SENTENCE)

    (decision,) = all_of("cases.Decision")
    assert decision.reasons["da"] == [SENTENCE]


def test_what_was_chosen_is_not_lost_when_something_else_is_wrong(desk, has_blocks, case, url):
    answer = decide(desk.staff(), case, url, percent="nothing")

    assert answer.status_code == 422
    typed = re.search(r'name="reasons"[^>]*>([^<]*)<', answer.text)
    assert typed is not None
    assert html.unescape(typed[1]).split("\n")[-1] == SENTENCE
    assert all_of("cases.Decision") == []


def test_nothing_that_the_package_does_not_have_can_be_chosen(desk, case, url):
    mette = desk.staff()
    assert "Sentences of the service" not in page(mette, f"/work/cases/{case.id}/")
    decide(mette, case, url)

    assert all_of("cases.Decision")[0].reasons["da"] == GOOD["reasons"].splitlines()


@pytest.mark.parametrize(
    "wrong",
    ["da: Ny lønseddel, nb: Ny lønnsslipp, en: New pay slip}\n", "da: Ny lønseddel, en: New pay slip}\n"],
)
def test_a_package_with_a_sentence_twice_or_not_in_all_languages_is_refused(wrong):
    files = dict(package_files().contents)
    once = BLOCKS[BLOCKS.index("    - key") :]
    more = once if "nb" in wrong else ""
    blocks = BLOCKS.replace("da: Ny lønseddel, nb: Ny lønnsslipp, en: New pay slip}\n", wrong) + more
    files["service.yaml"] += blocks.encode()

    with pytest.raises(PackageRefused):
        parse_service(PackageFiles(files))
