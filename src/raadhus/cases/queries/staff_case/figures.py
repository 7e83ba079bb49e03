"""The figures a case rests on: whose they are, and what their people say of them."""

import dataclasses
from collections.abc import Iterable

from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.states import PartyRole
from raadhus.cases.models import Assessment, Case
from raadhus.cases.queries.staff_case.people import PartyInfo
from raadhus.forms.public import SubmissionInfo


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a figure that the register gave: that it is not right, why, and what it is instead."""

    reason: str
    own: str
    register: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FigureInfo:
    """A figure, whose it is, and what its person says when it is contested."""

    figure: Figure
    role: PartyRole
    name: str
    said: Said | None


def figures_of(
    case: Case, assessment: Assessment | None, parties: Iterable[PartyInfo], sent: SubmissionInfo | None
) -> tuple[FigureInfo, ...]:
    """Return the figures of the newest assessment."""
    by_person = {party.person_id: party for party in parties}
    figures = [Figure.from_json(figure) for figure in assessment.figures] if assessment else []
    return tuple(
        FigureInfo(
            figure=figure,
            role=by_person[figure.concerns].role if figure.concerns in by_person else PartyRole.APPLICANT,
            name=by_person[figure.concerns].name if figure.concerns in by_person else "",
            said=_said(figure, sent) if figure.concerns == case.applicant_id else None,
        )
        for figure in figures
    )


def _said(figure: Figure, sent: SubmissionInfo | None) -> Said | None:
    found = sent.figures.get(figure.key) if sent else None
    if found is None or not found.contested:
        return None
    return Said(
        reason=found.reason,
        own="" if found.own is None else str(found.own),
        register="" if found.value is None else str(found.value),
    )
