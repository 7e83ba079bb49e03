"""What was filled in is what is sent, and what whoever decides finds."""

from raadhus.adapters.demo_people import DemoPerson
from raadhus.config.proof.expectation import OERE, monthly_oere
from raadhus.config.proof.journey import ANSWERS
from raadhus.config.proof.lines import Line, judge
from raadhus.config.proof.page import Page, says_amount

FEE = int(ANSWERS[r"fee_monthly$"]) * OERE


def judge_copy(copy: Page, person: DemoPerson) -> Line:
    """See that the copy of what was sent holds what was filled in, and what the registers said."""
    lost = ", ".join(lost_answers(copy.text, person))
    return judge(
        "kept",
        "what was sent is what was filled in, for each child and with the income",
        lost and f"not all that was filled in is in what was sent: {copy.url} lacks {lost}",
    )


def lost_answers(text: str, person: DemoPerson) -> list[str]:
    """Return what of an application is not in a text: the applicant, the children, the fee, the income."""
    children = (f"{child.given_name} {child.family_name}" for child in person.children)
    lost = [name for name in (person.name, *children) if name not in text]
    amounts = {"the fee": FEE, "the income": monthly_oere(person)}
    return lost + [
        f"{what} of {oere / OERE:.2f}" for what, oere in amounts.items() if not says_amount(text, oere)
    ]
