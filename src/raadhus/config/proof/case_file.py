"""The case as the town hall has it: whole, with the letter among its papers; and the citizen sees who has looked."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from raadhus.adapters.demo_people import DemoPerson, find
from raadhus.config.proof.answers import lost_answers
from raadhus.config.proof.journey import Journey
from raadhus.config.proof.lines import Line, judge
from raadhus.config.proof.page import Page
from raadhus.config.proof.visits import Visits, open_as

CASEWORKER = find("karim")
"""Works in the unit that decides what the visitors apply for."""


def judge_case(
    visits: Visits, owner: Journey, case: str, letter: bytes, person: DemoPerson
) -> Iterator[Line]:
    """See that the unit's caseworker finds the case whole, and that its citizen is told of the look.

    ``case``: its address on My Page; ``letter``: the PDF that the citizen got.
    """
    at_work = visits.begin()
    path = urlsplit(case).path
    file = at_work.log_in_to(f"{at_work.site}{path.replace('/my/', '/work/')}", CASEWORKER.key)
    yield judge(
        "case",
        f"{CASEWORKER.name} finds it with all answers, and the letter among its papers",
        _fault_of(at_work, file, letter, person),
    )
    tells_it = _tells_look(open_as(owner, person.key), path)
    yield judge(
        "seen",
        f"My Page tells {person.name} that {CASEWORKER.name} has opened the case",
        ""
        if tells_it
        else f"{CASEWORKER.name} has opened the case, and {person.name} is not told on My Page",
    )


def _fault_of(at_work: Journey, file: Page, letter: bytes, person: DemoPerson) -> str:
    name = CASEWORKER.name
    if file.status != HTTPStatus.OK:
        return f"{name}, caseworker of the unit, cannot open the case: {file.url} answers {file.status}"
    if lost := lost_answers(file.text, person):
        return f"the case as {name} sees it lacks {', '.join(lost)}"
    papers = [address for _, address in file.links() if "/documents/" in address]
    if not papers:
        return f"the case as {name} sees it has no papers: the letter that was sent is not among them"
    if all(at_work.visitor.look(paper).body != letter for paper in papers):
        return "no paper of the case is the letter that the citizen got"
    return ""


def _tells_look(page: Page, case: str) -> bool:
    links = page.document.xpath("//a[@href=$path]", path=case)
    return any(CASEWORKER.name in link.getparent().text_content() for link in links)
