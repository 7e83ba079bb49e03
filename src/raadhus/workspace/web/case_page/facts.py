"""The answers of the application, each with where it came from and what the applicant says against it."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from raadhus.forms.public import SaidAnswer, SaidPart
from raadhus.ui.parts import Fact
from raadhus.ui.words import label_before_answer


def fact_of(answer: SaidAnswer) -> Fact:
    """Return one answer with its source; what is protected has been taken out of it already."""
    return Fact(
        label=answer.label,
        value=_below_each_other(answer.parts) or "–",
        source=answer.register_name if answer.is_from_register and not answer.is_contested else "",
        contested=" · ".join(_contested(answer)) if answer.is_contested else "",
    )


def _contested(answer: SaidAnswer) -> Iterable[str]:
    yield _("The applicant says that this is not right: “%(reason)s”") % {"reason": answer.reason}
    if answer.own_parts:
        yield _("the applicant says: %(answer)s") % {"answer": _together(answer.own_parts)}
    if answer.register_parts and answer.register_name:
        yield _("%(register)s says: %(answer)s") % {
            "register": answer.register_name,
            "answer": _together(answer.register_parts),
        }


def _together(parts: Iterable[SaidPart]) -> str:
    return " · ".join(
        f"{label_before_answer(part.label)} {part.value}" if part.label else part.value for part in parts
    )


def _below_each_other(parts: Iterable[SaidPart]) -> str:
    """Return each part on a line of its own, what was asked set back from what was answered."""
    lines = (
        format_html(
            '<span class="rh-soft rh-fact__part">{}</span> {}', label_before_answer(part.label), part.value
        )
        if part.label
        else part.value
        for part in parts
    )
    return format_html_join("\n", "{}", ((line,) for line in lines))
