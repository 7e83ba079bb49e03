"""What every decision must tell whoever gets it, besides the outcome: whom it is for, why, by which law, how to appeal."""

import datetime as dt
import re
from collections.abc import Iterator

from raadhus.adapters.demo_people import DemoPerson
from raadhus.config.proof.expectation import OERE, monthly_oere
from raadhus.config.proof.letters import ReadLetter
from raadhus.config.proof.lines import Line, judge
from raadhus.config.proof.page import says_amount

SENDER = "Egeby Kommune"
LAW = "Dagtilbudsloven § 43"
BOARD = "Ankestyrelsen"
DAYS_TO_APPEAL = 28
"""Source: dagtilbudsloven § 43; four weeks by retssikkerhedslovens § 67."""
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def judge_letter(letter: ReadLetter, share: str) -> Line:
    """See that a letter can be read by everybody, and says the share (per cent) that was expected of it."""
    said = (
        f"{letter.pages} page{'s' * (letter.pages != 1)}, {' and '.join(letter.standards) or 'no standard'}"
    )
    says_it = letter.says_share(share)
    told = (
        f"says that the parents pay {share} %" if says_it else f"does not say {share} %: {letter.text[:400]}"
    )
    return Line("letter", f"{said}, {told}", says_it and len(letter.standards) == 2 and letter.pages > 0)


def judge_reasons(
    letter: ReadLetter, person: DemoPerson, days: tuple[dt.date, ...], *, names_scale: bool = True
) -> Line:
    """See that a letter says what no decision may be sent without.

    ``days``: those on which it may have been written; ``names_scale``: whether its rules are known to name the year's.
    """
    missing = ", nor ".join(_missing(letter.text, person, days, names_scale=names_scale))
    said = f"it says to whom, when, from which figures, by which law, and how to appeal until {_until(days)}"
    return judge("reasons", said, missing and f"the letter does not say {missing}")


def _missing(text: str, person: DemoPerson, days: tuple[dt.date, ...], *, names_scale: bool) -> Iterator[str]:
    income = monthly_oere(person)
    promised = {
        f"whom it is for ({person.name})": person.name in text,
        f"whom it is from ({SENDER})": SENDER in text,
        f"its day ({days[-1]})": any(_says_day(text, day, "Dato ") for day in days),
        f"the income it counts ({income / OERE:.2f})": says_amount(text, income),
        f"the scale of {days[-1].year}": not names_scale
        or re.search(rf"skala\w* for {days[-1].year}\b", text) is not None,
        f"the law ({LAW})": LAW in text,
        f"who decides an appeal ({BOARD})": BOARD in text,
        f"the last day to appeal ({_until(days)})": any(_says_day(text, _last_day(day)) for day in days),
    }
    return (what for what, is_said in promised.items() if not is_said)


def _until(days: tuple[dt.date, ...]) -> str:
    return _last_day(days[-1]).isoformat()


def _last_day(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=DAYS_TO_APPEAL)


def _says_day(text: str, day: dt.date, before: str = "") -> bool:
    return re.search(rf"{before}(?<!\d){day.day}\.? {MONTHS[day.month - 1]} {day.year}\b", text) is not None
