"""The figures of a case: how much, from where, and who says that they are right or wrong."""

from django.utils.translation import gettext as _

from raadhus.cases.public import FigureInfo
from raadhus.cases.public import words as case_words
from raadhus.platform.money import Money
from raadhus.ui.parts import Fact
from raadhus.ui.words import amount_in_words
from raadhus.workspace.web import words
from raadhus.workspace.web.case_page.in_words import typed_amount


def figure_fact(info: FigureInfo, currency: str) -> Fact:
    """Return a figure with where it comes from and what its person says of it."""
    figure = info.figure
    label = str(words.FIGURE.get(figure.key, figure.key))
    amount = _("not known") if figure.amount is None else amount_in_words(Money(figure.amount, currency))
    return Fact(
        label=f"{label} · {info.name or case_words.ROLE[info.role]}",
        value=_("%(amount)s, %(confirmed)s") % {"amount": amount, "confirmed": _confirmed(info)},
        source=str(words.SOURCE[figure.source]),
        source_on=figure.as_of,
        contested=_contested(info, currency),
    )


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
        said.append(_("the applicant says %(amount)s") % {"amount": typed_amount(info.said.own, currency)})
    if info.said.register:
        said.append(
            _("the register says %(amount)s") % {"amount": typed_amount(info.said.register, currency)}
        )
    return " · ".join(said)
