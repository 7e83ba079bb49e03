"""What a case rests on besides amounts: the application's answers, each with what a register says and who contests it."""

import dataclasses

from raadhus.cases.models import Case
from raadhus.cases.queries.amounts_of_form import amount_keys
from raadhus.cases.queries.staff_case.figures import FigureInfo
from raadhus.forms.public import SaidAnswer


def amounts_among(
    case: Case, figures: tuple[FigureInfo, ...], answers: tuple[SaidAnswer, ...]
) -> tuple[FigureInfo, ...]:
    """
    Return those figures that the service's form asks as amounts; names and addresses are facts.

    Each is called as the form calls it, and its register too, where ``answers`` hold it.
    """
    amounts = amount_keys(case.package_hash) if figures else frozenset()
    said = {answer.key: answer for answer in answers}
    return tuple(_named(info, said.get(info.figure.key)) for info in figures if info.figure.key in amounts)


def facts_beside(figures: tuple[FigureInfo, ...], answers: tuple[SaidAnswer, ...]) -> tuple[SaidAnswer, ...]:
    """Return the answers of an application that are not among ``figures``."""
    shown = {info.figure.key for info in figures}
    return tuple(answer for answer in answers if answer.key not in shown)


def _named(info: FigureInfo, answer: SaidAnswer | None) -> FigureInfo:
    if answer is None:
        return info
    return dataclasses.replace(info, label=answer.label, register_name=answer.register_name)
