"""The page of a case: everything left of the task at hand."""

import dataclasses

from django.urls import reverse

from raadhus.cases.public import THEMES, StaffCase, Theme
from raadhus.ui.parts import Fact, Moment, Tab, Table
from raadhus.ui.words import instant_in_words
from raadhus.workspace.web.case_page.appeal import (
    answers_to_enter,
    appeal_facts,
    completion_facts,
    hearing_facts,
    linked_cases,
    question_facts,
    work_facts,
)
from raadhus.workspace.web.case_page.decisions import DecisionPart, decision_part
from raadhus.workspace.web.case_page.facts import fact_of
from raadhus.workspace.web.case_page.figures import FigurePart, figure_part
from raadhus.workspace.web.case_page.head import Head, head_of
from raadhus.workspace.web.case_page.link import Link
from raadhus.workspace.web.case_page.papers import Paper, papers_of
from raadhus.workspace.web.case_page.people import people_table, representatives
from raadhus.workspace.web.case_page.time_line import moments_of, tabs_of
from raadhus.workspace.web.correct_form import CorrectForm


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A note with who wrote it and when."""

    by: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything left of the task at hand."""

    head: Head
    tabs: tuple[Tab, ...]
    moments: tuple[Moment, ...]
    parties: Table
    figures: tuple[FigurePart, ...]
    correct_url: str
    facts: tuple[Fact, ...]
    decisions: tuple[DecisionPart, ...]
    papers: tuple[Paper, ...]
    notes: tuple[Written, ...]
    linked: tuple[Link, ...]
    representatives: tuple[Link, ...]
    link_url: str
    represent_url: str
    appeal: tuple[Fact, ...]
    appeal_text: str
    appealed: DecisionPart | None
    hearings: tuple[Fact, ...]
    enter: tuple[Link, ...]
    hides_somebody: bool
    note_url: str


def page_of(case: StaffCase, theme: Theme | None, correct: CorrectForm | None = None) -> CasePage:
    """Return the page of a case, with its time line narrowed down to ``theme``; ``correct``: what could not be kept."""
    shown = [one for one in case.happened if theme is None or one.what in THEMES[theme]]
    return CasePage(
        head=head_of(case),
        tabs=tuple(tabs_of(case, theme)),
        moments=moments_of(case, shown),
        parties=people_table(case.parties),
        figures=tuple(figure_part(case, figure, correct) for figure in case.figures),
        correct_url=reverse("workspace:correct", args=[case.id, case.task.id]) if case.task else "",
        facts=tuple(fact_of(answer) for answer in case.facts),
        decisions=tuple(decision_part(case, decision) for decision in case.decisions),
        papers=tuple(papers_of(case)),
        notes=tuple(
            Written(by=f"{case.staff.get(note.staff_id, '')} · {instant_in_words(note.at)}", text=note.text)
            for note in case.notes
        ),
        linked=tuple(linked_cases(case)),
        representatives=representatives(case) if case.may_be_acted_on else (),
        link_url=reverse("workspace:link", args=[case.id]) if case.may_be_acted_on else "",
        represent_url=reverse("workspace:represent", args=[case.id]) if case.may_be_acted_on else "",
        appeal=tuple(appeal_facts(case)),
        appeal_text=case.appeal.text if case.appeal else "",
        appealed=decision_part(case, case.appeal.decision) if case.appeal else None,
        hearings=(*hearing_facts(case), *completion_facts(case), *question_facts(case), *work_facts(case)),
        enter=() if case.hides_somebody else tuple(answers_to_enter(case)),
        hides_somebody=case.hides_somebody,
        note_url=reverse("workspace:write-note", args=[case.id]),
    )
