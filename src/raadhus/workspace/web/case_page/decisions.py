"""The decisions of a case, with their reasons, the law, and the rows that fired."""

import dataclasses
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.cases.public import DecisionInfo, StaffCase
from raadhus.ui.parts import Fact
from raadhus.ui.words import date_in_words, instant_in_words
from raadhus.workspace.web.case_page.in_words import outcome_in_words, sentences
from raadhus.workspace.web.case_page.link import Link


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPart:
    """One decision as the page shows it; ``rules_url``: how the rules came to it, empty where none looked."""

    title: str
    made: str
    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    law: tuple[Link, ...]
    rules_url: str
    deviation: str


def decision_part(case: StaffCase, decision: DecisionInfo) -> DecisionPart:
    """Return a decision as the page shows it."""
    made = _("by the rules") if decision.is_automatic else case.staff.get(decision.decided_by, "")  # type: ignore[arg-type]  # a hand decision has its maker
    facts = [Fact(label=_("State"), value=_state(case, decision))]
    if decision.valid_from:
        facts.append(Fact(label=_("Valid from"), value=date_in_words(decision.valid_from)))
    if decision.appeal_last_on:
        facts.append(
            Fact(
                label=_("Can be appealed until"),
                value=f"{date_in_words(decision.appeal_last_on)} · {decision.appeal_instance}",
            )
        )
    return DecisionPart(
        title=outcome_in_words(decision.outcome, None if case.is_whole else decision.percent),
        made=f"{instant_in_words(decision.made_at)} · {made}",
        facts=tuple(facts),
        reasons=sentences(case, decision.reasons),
        law=tuple(Link(title=title, url=link) for title, link in decision.law),
        rules_url=rules_url(case.id, decision.assessment_id, decision.model_hash),
        deviation=decision.deviation,
    )


def _state(case: StaffCase, decision: DecisionInfo) -> str:
    if decision.is_withdrawn:
        return _("Taken back before it was sent")
    if decision.is_sent:
        return _("Sent")
    if case.is_offered:
        return _("Offered, waits for the answer")
    return _("On its way: the letter is being made") if case.is_leaving else _("Not sent yet")


def rules_url(case_id: UUID, assessment_id: UUID | None, model_hash: str) -> str:
    """Return where staff read how the rules came to what they found; empty when no rules looked."""
    if assessment_id is None or not model_hash:
        return ""
    return reverse("workspace:case-rules", args=[case_id, assessment_id])
