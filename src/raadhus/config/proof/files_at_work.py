"""The case as the town hall has it: whole, with the letter in its papers; and the citizen sees who has looked."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from raadhus.adapters.demo_people import DemoPerson, find
from raadhus.config.proof.expectation import OERE, monthly_oere
from raadhus.config.proof.journey import ANSWERS, Journey
from raadhus.config.proof.lines import Line, judge
from raadhus.config.proof.page import Page, says_amount
from raadhus.config.proof.visits import Visits, open_as

CASEWORKER = "karim"
"""Works in the unit that decides what the visitors apply for."""
FEE = int(ANSWERS[r"fee_monthly$"]) * OERE


def judge_copy(copy: Page, person: DemoPerson) -> Line:
    """See that the copy of what was sent holds what was filled in, and what the registers said."""
    lost = lost_answers(copy.text, person)
    return judge(
        "kept",
        "what was sent is what was filled in, for each child and with the income",
        f"what was filled in did not all get into what was sent: {copy.url} lacks {', '.join(lost)}"
        if lost
        else "",
    )


def lost_answers(text: str, person: DemoPerson) -> list[str]:
    """Return what of an application is not in a text: the applicant, each child with its fee, the income."""
    children = (f"{child.given_name} {child.family_name}" for child in person.children)
    lost = [name for name in (person.name, *children) if name not in text]
    amounts = {"the fee": FEE, "the income": monthly_oere(person)}
    return lost + [
        f"{what} of {oere / 100:.2f}" for what, oere in amounts.items() if not says_amount(text, oere)
    ]


def judge_case(
    visits: Visits, owner: Journey, case: str, letter: bytes, person: DemoPerson
) -> Iterator[Line]:
    """See that the unit's caseworker finds the case whole, and that its citizen is told of the look.

    ``case``: its address on My Page; ``letter``: the PDF that the citizen got.
    """
    at_work = visits.begin()
    path = urlsplit(case).path.replace("/my/", "/work/")
    page = at_work.log_in_to(f"{at_work.site}{path}", CASEWORKER)
    yield _judge_file(at_work, page, letter, person)
    own_page = open_as(owner, person.key)
    name = find(CASEWORKER).name
    yield judge(
        "seen",
        f"My Page tells {person.name} that {name} has opened the case",
        ""
        if _tells_look(own_page, case, name)
        else f"{name} has opened {person.name}'s case, and My Page does not tell of it",
    )


def _judge_file(at_work: Journey, page: Page, letter: bytes, person: DemoPerson) -> Line:
    name = find(CASEWORKER).name
    if page.status != HTTPStatus.OK:
        wrong = f"{name}, caseworker of the unit, cannot open the case: {page.url} answers {page.status}"
    elif lost := lost_answers(page.text, person):
        wrong = f"the case as {name} sees it lacks {', '.join(lost)}"
    elif not (papers := [address for _, address in page.links() if "/documents/" in address]):
        wrong = f"the case as {name} sees it has no papers: the letter that was sent is not among them"
    elif all(at_work.visitor.look(paper).body != letter for paper in papers):
        wrong = "no paper of the case is the letter that the citizen got"
    else:
        wrong = ""
    return judge("case", f"{name} finds it with all answers, and the letter among its papers", wrong)


def _tells_look(page: Page, case: str, name: str) -> bool:
    links = page.document.xpath("//a[@href=$path]", path=urlsplit(case).path)
    return any(name in link.getparent().text_content() for link in links)
