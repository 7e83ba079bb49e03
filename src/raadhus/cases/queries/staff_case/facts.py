"""What a case rests on besides amounts: the application's answers, each with what a register says and who contests it."""

from raadhus.cases.models import Case
from raadhus.cases.queries.amounts_of_form import amount_keys
from raadhus.cases.queries.staff_case.figures import FigureInfo
from raadhus.forms.public import SaidAnswer, SubmissionInfo, answers_in_words


def amounts_among(case: Case, figures: tuple[FigureInfo, ...]) -> tuple[FigureInfo, ...]:
    """Return those figures that the service's form asks as amounts; names and addresses are facts."""
    amounts = amount_keys(case.package_hash) if figures else frozenset()
    return tuple(info for info in figures if info.figure.key in amounts)


def facts_beside(figures: tuple[FigureInfo, ...], sent: SubmissionInfo | None) -> tuple[SaidAnswer, ...]:
    """Return the answers of an application, in the reader's language, that are not among ``figures``."""
    shown = {info.figure.key for info in figures}
    return tuple(fact for fact in answers_in_words(sent) if fact.key not in shown) if sent else ()
