"""Bring together the figures of a case: what the applicant sent, the partner answered, a caseworker put right."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from raadhus.cases.domain.corrections import Corrected, with_corrections
from raadhus.cases.domain.figures import Figure, Source
from raadhus.cases.domain.states import PartyRole, TaskKind, TaskStatus
from raadhus.cases.models import Case, Correction, Party, Task
from raadhus.cases.queries.amounts_of_form import amount_keys
from raadhus.cases.use_cases.fresh_case import find_fresh
from raadhus.forms.public import Figure as SentFigure
from raadhus.forms.public import SubmissionInfo


def gather_figures(case: Case, sent: SubmissionInfo, *, appeal: Case | None = None) -> tuple[Figure, ...]:
    """
    Return every figure that ``case`` rests on: the applicant's, the partner's own once it was answered, each as
    caseworkers have corrected it. ``appeal``: also as it was corrected there.
    """
    amounts = amount_keys(case.package_hash)
    own = tuple(
        _from_form(key, figure, case.applicant_id, is_amount=key in amounts)
        for key, figure in sent.figures.items()
    )
    partner = partner_answer(case)
    told = own if partner is None else (*own, partner)
    return told if find_fresh(case.id) is not None else with_corrections(told, _corrections(case, appeal))


def _corrections(case: Case, appeal: Case | None) -> list[Corrected]:
    cases = [case] if appeal is None else [case, appeal]
    rows = Correction.objects.filter(case__in=cases).order_by("at", "id")
    return [
        Corrected(key=row.figure_key, concerns=row.concerns, amount=Decimal(row.amount), on=row.made_on)
        for row in rows
    ]


def partner_of(case: Case) -> UUID | None:
    """Return the partner who is a party of ``case``, None when there is none."""
    fresh = find_fresh(case.id)
    if fresh is not None:
        return fresh.partner_id
    return Party.objects.filter(case=case, role=PartyRole.PARTNER).values_list("person_id", flat=True).first()


def partner_answer(case: Case) -> Figure | None:
    """Return the figure that the partner confirmed or contested, None before and without an answer."""
    outcome = _partner_outcome(case)
    return Figure.from_json(outcome["figure"]) if outcome.get("figure") else None


def partner_register(case: Case) -> dict[str, Any]:
    """Return what the income register said when the partner answered, empty before and without an answer."""
    return _partner_outcome(case).get("register") or {}


def _partner_outcome(case: Case) -> dict[str, Any]:
    if find_fresh(case.id) is not None:
        return {}  # nobody can have answered yet
    answered = Task.objects.filter(case=case, task_kind=TaskKind.CONFIRM_INCOME, status=TaskStatus.DONE)
    newest = answered.order_by("-done_at").first()
    return dict(newest.outcome or {}) if newest else {}


def _from_form(key: str, sent: SentFigure, applicant: UUID, *, is_amount: bool) -> Figure:
    is_missing = bool(sent.missing)
    return Figure(
        key=key,
        concerns=applicant,
        amount=_amount(sent.effective) if is_amount and not is_missing else None,
        source=Source.REGISTER if sent.is_from_register and not sent.contested else Source.CITIZEN,
        as_of=dt.date.fromisoformat(sent.as_of) if sent.as_of else None,
        is_confirmed=sent.confirmed_by == str(applicant) and not sent.contested and not is_missing,
        is_contested=sent.contested,
        is_missing=is_missing,
    )


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
