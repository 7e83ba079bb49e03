"""The page on which a partner confirms their own income, and nobody else's."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.cases.access import access_own_task
from raadhus.cases.domain.monthly_amounts import read_monthly_amount
from raadhus.cases.public.presenting import task_subject
from raadhus.cases.queries.own_tasks import OwnTask, get_own_task
from raadhus.cases.use_cases.answer_about_income import (
    Answer,
    IncomeAnswer,
    ShownIncome,
    answer_about_income,
    show_income,
)
from raadhus.cases.web.own_case import case_crumbs
from raadhus.catalogue.public import package
from raadhus.identity.public import require_login
from raadhus.platform.money import Money
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean
from raadhus.ui.fields import ChoiceField, Field, MoneyField, Option, TextAreaField, problems_of
from raadhus.ui.parts import Crumb, Fact, Problem
from raadhus.ui.words import amount_in_words

_LONGEST = 2000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IncomePage:
    """What the page shows; ``fields`` are None once it was answered or its time is over."""

    title: str
    crumbs: tuple[Crumb, ...]
    task: OwnTask
    subject: str
    facts: tuple[Fact, ...]
    is_missing: bool
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@require_login()
def answer(request: TownRequest, task_id: UUID) -> HttpResponse:
    """Show the actor's own income and take their answer. Raises: LoginNeeded, NotFoundHere, CannotEndTask."""
    task = get_own_task(request.actor, task_id)
    if not task.is_open and request.method != "POST":
        page = _ended_page(task)
        return render(request, "cases/income_answered.html", {"page": page})
    shown = show_income(request.actor, access_own_task(request.actor, task_id))
    fields, given = _read(request, shown) if request.method == "POST" else (_fields(shown), None)
    if given is not None:
        answer_about_income(request.actor, task_id, given)
        return redirect("cases:income", task_id)
    page = _page(task, shown, fields)
    return render(request, "cases/income.html", {"page": page}, status=422 if page.problems else 200)


def _page(task: OwnTask, shown: ShownIncome, fields: tuple[Field, ...]) -> IncomePage:
    currency = package(task.package_hash).service.currency
    facts: tuple[Fact, ...] = ()
    if shown.monthly is not None:
        value = amount_in_words(Money(shown.monthly, currency))
        facts = (
            Fact(
                label=_("Your income a month before tax"),
                value=value,
                source=_("the income register"),
                source_on=shown.as_of,
            ),
        )
    title = _("Is this your income?") if facts else _("What do you earn?")
    return IncomePage(
        title=title,
        crumbs=case_crumbs(title),
        task=task,
        subject=task_subject(task),
        facts=facts,
        is_missing=shown.monthly is None,
        fields=fields,
        problems=problems_of(fields),
    )


def _ended_page(task: OwnTask) -> IncomePage:
    title = _("Thank you, we have your answer") if task.is_answered else _("The time to answer is over")
    if task.is_unasked:
        title = _("The case is decided")
    return IncomePage(
        title=title,
        crumbs=case_crumbs(title),
        task=task,
        subject=task_subject(task),
        facts=(),
        is_missing=False,
        fields=(),
        problems=(),
    )


def _fields(
    shown: ShownIncome,
    *,
    choice: str = "",
    reason: str = "",
    own: str = "",
    errors: dict[str, str] | None = None,
) -> tuple[Field, ...]:
    found = errors or {}
    return (
        ChoiceField(
            name="answer",
            label=_("Your answer"),
            options=_answers(is_known=shown.monthly is not None),
            value=choice,
            error=found.get("answer", ""),
        ),
        MoneyField(
            name="own",
            label=_("What you earn a month before tax"),
            hint=_("Only if the figure is not right. Write it with or without øre."),
            value=own,
            unit=_("kr. a month"),
            is_required=False,
            error=found.get("own", ""),
        ),
        TextAreaField(
            name="reason",
            label=_("What is not right?"),
            hint=_("Only if the figure is not right. For example: I have changed jobs."),
            value=reason,
            rows=3,
            max_length=_LONGEST,
            is_required=False,
            error=found.get("reason", ""),
        ),
    )


def _answers(*, is_known: bool) -> tuple[Option, ...]:
    """Return what somebody can answer; only a figure that ``is_known`` can be right."""
    confirmed = (Option(value=Answer.CONFIRMED, label=_("Yes, it is right")),) if is_known else ()
    return (
        *confirmed,
        Option(
            value=Answer.CONTESTED,
            label=_("No, it is not right") if is_known else _("I will tell you what I earn"),
            hint=_("A caseworker looks at what you write."),
        ),
        Option(
            value=Answer.REFUSED,
            label=_("I do not want to take part"),
            hint=_("A caseworker then decides without your figure. That takes longer."),
        ),
    )


def _read(request: TownRequest, shown: ShownIncome) -> tuple[tuple[Field, ...], IncomeAnswer | None]:
    """Return the fields as they were filled in, and the answer when it can be taken."""
    choice, own = request.POST.get("answer", ""), request.POST.get("own", "")
    reason = clean(request.POST.get("reason", ""))
    errors: dict[str, str] = {}
    allowed = set(Answer) if shown.monthly is not None else set(Answer) - {Answer.CONFIRMED}
    if choice not in allowed:
        errors["answer"] = _("Choose one of the answers.")
    amount = read_monthly_amount(own) if choice == Answer.CONTESTED else None
    if choice == Answer.CONTESTED:
        if amount is None:
            errors["own"] = _("Write what you earn a month in numbers, for example 24,500.")
        if not reason:
            errors["reason"] = _("Write in a few words what is not right.")
    if len(reason) > _LONGEST:
        errors["reason"] = _("Write at most 2,000 characters.")
    fields = _fields(shown, choice=choice, reason=reason, own=own, errors=errors)
    if errors:
        return fields, None
    return fields, IncomeAnswer(
        answer=Answer(choice), reason=reason if choice == Answer.CONTESTED else "", own_monthly=amount
    )
