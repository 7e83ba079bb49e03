"""How the rules came to what they found: each decision, what it rested on, which rows fitted, and why others did not."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.catalogue.public import law_links, package
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.rules.public.presenting import (
    DecisionTold,
    DecisionView,
    Need,
    ValueTold,
    explain_rows,
    present_model,
)
from raadhus.ui.parts import Crumb
from raadhus.ui.words import instant_in_words
from raadhus.workspace.web.case_page.link import Link


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One decision: its rules as they are, and what happened in them.

    ``given``: the inputs it rested on; ``rests_on``: the decisions, which stand on the page; ``look``: how tables are drawn.
    """

    part: DecisionView
    told: DecisionTold
    given: tuple[ValueTold, ...]
    rests_on: tuple[Need, ...]
    look: dict[str, object]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RulesOfCase:
    """The whole page; ``sentences``: what the rows that fitted say, in order, each with the address of its row."""

    number: str
    at: str
    crumbs: tuple[Crumb, ...]
    sentences: tuple[Link, ...]
    steps: tuple[Step, ...]
    rules_url: str
    version: str


@require_safe
@require_staff(Role.CASEWORKER)
def show(request: TownRequest, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Show one time that the rules looked; the look is noted. Raises: NotFoundHere, OwnHousehold."""
    found = cases.read_case_rules(request.actor, case_id, assessment_id)
    return render(request, "workspace/case_rules.html", {"page": _page(found)})


def _page(found: cases.CaseRules) -> RulesOfCase:
    language = get_language() or "en"
    service = package(found.package_hash).service
    model = present_model(found.source, language)
    links = law_links(service, *model.references)
    told = explain_rows(found.trace, found.source, language, hides_texts=found.hides_somebody)
    anchors = {row.id: row.anchor for part in model.decisions for table in part.tables for row in table.rows}
    rows = [row for one in told for table in one.tables for row in table.rows]
    return RulesOfCase(
        number=found.number,
        at=instant_in_words(found.at),
        crumbs=(
            Crumb(label=found.number, url=reverse("workspace:case", args=[found.case_id])),
            Crumb(label=_("How the rules came to it")),
        ),
        sentences=tuple(
            Link(title=row.sentence, url=f"#{anchors[row.id]}")
            for row in rows
            if row.fired and row.sentence and row.id in anchors
        ),
        steps=tuple(
            Step(
                part=part,
                told=one,
                given=tuple(value for value in one.inputs if model.input(value.name) is not None),
                rests_on=tuple(need for need in part.needs if need.is_decision),
                look={
                    "links": links,
                    "marks": {row.id: row for table in one.tables for row in table.rows},
                    "is_written": False,
                },
            )
            for one in told
            if (part := model.decision(one.id)) is not None
        ),
        rules_url=f"{reverse('workspace:rules-tables', args=[service.id])}?version={found.package_hash}",
        version=service.version,
    )
