"""The figures of a case: how much, from where, who says that they are right or wrong, and who put them right."""

import dataclasses
from uuid import UUID

from django.utils.translation import gettext as _

from raadhus.cases.public import CorrectionInfo, FigureInfo, PartyRole, Source, StaffCase, TaskKind
from raadhus.cases.public import words as case_words
from raadhus.catalogue.public import package
from raadhus.platform.money import Money
from raadhus.ui.parts import Fact
from raadhus.ui.words import amount_in_words, instant_in_words
from raadhus.workspace.web import words
from raadhus.workspace.web.case_page.in_words import typed_amount
from raadhus.workspace.web.correct_form import CorrectForm


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """A figure, its corrections in words, newest first, and the form to put it right (None where nobody may)."""

    facts: tuple[Fact, ...]
    history: tuple[str, ...]
    form: CorrectForm | None


def figure_part(case: StaffCase, info: FigureInfo, sent: CorrectForm | None) -> FigurePart:
    """Return a figure; ``sent`` is the form as somebody has just sent it, of this figure or another."""
    currency = package(case.package_hash).service.currency
    form = CorrectForm.begin(info, currency) if info.may_be_corrected and _is_at_work(case) else None
    if sent is not None and form is not None and sent.which == form.which:
        form = sent
    return FigurePart(
        facts=(_fact(info, currency),),
        history=tuple(_corrected(case, one, currency) for one in info.corrections),
        form=form,
    )


def _is_at_work(case: StaffCase) -> bool:
    is_to_decide = case.task is not None and case.task.kind is not TaskKind.WORK
    return is_to_decide and case.unsent is None and case.waits_for is None


def _fact(info: FigureInfo, currency: str) -> Fact:
    figure = info.figure
    is_lacking = figure.is_missing and not figure.is_contested
    amount = _("not known") if figure.amount is None else amount_in_words(Money(figure.amount, currency))
    said = {"amount": amount, "confirmed": _confirmed(info)}
    return Fact(
        label=_label(info),
        value=_("not known: no register has it, or it lacks months")
        if is_lacking
        else _("%(amount)s, %(confirmed)s") % said,
        source="" if is_lacking else _source(info),
        source_on=None if is_lacking else figure.as_of,
        contested=_contested(info, currency),
    )


def _label(info: FigureInfo) -> str:
    """Say which figure it is, and whose."""
    label = words.FIGURE.get(info.figure.key) or info.label or _("Amount")
    return f"{label} · {info.name or case_words.ROLE[info.role]}"


def _source(info: FigureInfo) -> str:
    """Say where a figure comes from; a register is called as the service's form calls it."""
    if info.figure.source is Source.REGISTER and info.register_name:
        return info.register_name
    return str(words.SOURCE[info.figure.source])


def _confirmed(info: FigureInfo) -> str:
    if info.figure.is_contested:
        return _("contested")
    if info.figure.is_confirmed:
        return _("confirmed by %(role)s") % {"role": str(case_words.ROLE[info.role]).lower()}
    return _("not confirmed")


def _contested(info: FigureInfo, currency: str) -> str:
    if info.said is None:
        return (
            _("Contested by %(role)s") % {"role": str(case_words.ROLE[info.role]).lower()}
            if (info.figure.is_contested)
            else ""
        )
    said = [_("“%(reason)s”") % {"reason": info.said.reason}] if info.said.reason else []
    if info.said.own:
        says = (
            _("the partner says %(amount)s")
            if info.role is PartyRole.PARTNER
            else _("the applicant says %(amount)s")
        )
        said.append(says % {"amount": typed_amount(info.said.own, currency)})
    if info.said.register:
        said.append(
            _("the register says %(amount)s") % {"amount": typed_amount(info.said.register, currency)}
        )
    return " · ".join(said)


def _corrected(case: StaffCase, one: CorrectionInfo, currency: str) -> str:
    return _("%(name)s, %(when)s: %(change)s") % {
        "name": case.staff.get(one.staff_id, "") or _("a colleague"),
        "when": instant_in_words(one.at),
        "change": _change(one, currency),
    }


def correction_in_words(case: StaffCase, correction_id: UUID) -> str:
    """Return which figure a correction put right, from what to what, and why; empty for none of this case."""
    currency = package(case.package_hash).service.currency
    for info in case.figures:
        for one in info.corrections:
            if one.id == correction_id:
                return f"{_label(info)}: {_change(one, currency)}"
    return ""


def _change(one: CorrectionInfo, currency: str) -> str:
    before = _("not known") if one.before is None else amount_in_words(Money(one.before, currency))
    return _("from %(before)s to %(amount)s – %(reason)s") % {
        "before": before,
        "amount": amount_in_words(Money(one.amount, currency)),
        "reason": one.reason,
    }
