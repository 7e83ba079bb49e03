"""What the applicant says against a decision: before it in a hearing, after it in an appeal."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.cases.public import CaseKind, StaffCase
from raadhus.ui.parts import Fact
from raadhus.ui.words import date_in_words, short_date_in_words
from raadhus.workspace.web.case_page.in_words import day_of
from raadhus.workspace.web.case_page.link import Link


def appeal_facts(case: StaffCase) -> Iterable[Fact]:
    """Say until when it could be appealed, whether it came in time, and who decides in the end."""
    if case.appeal is None:
        return
    yield Fact(label=_("Appealed"), value=day_of(case.appeal.filed_at))
    if case.appeal.last_on:
        in_time = _("too late") if case.appeal.is_late else _("in time")
        yield Fact(label=_("Last day"), value=f"{date_in_words(case.appeal.last_on)} · {in_time}")
    yield Fact(label=_("Decides in the end"), value=case.appeal.instance)


def hearing_facts(case: StaffCase) -> Iterable[Fact]:
    """Say what each hearing was answered with."""
    for hearing in case.hearings:
        if hearing.answered_at is None:
            answer = _("no answer yet, time until %(day)s") % {"day": short_date_in_words(hearing.answer_by)}
        else:
            answer = hearing.answer or _("agrees")
        yield Fact(label=_("Answer to the hearing"), value=answer)


def completion_facts(case: StaffCase) -> Iterable[Fact]:
    """Say what the applicant was asked to add, and what they answered."""
    for asked in case.completions:
        if asked.answered_at is None:
            answer = _("no answer yet, time until %(day)s") % {"day": short_date_in_words(asked.answer_by)}
        else:
            answer = asked.answer
        yield Fact(label=_("Asked of the applicant"), value=asked.question)
        yield Fact(label=_("Their answer"), value=answer)


def linked_cases(case: StaffCase) -> Iterable[Link]:
    """Lead to the first case of an appeal, or to the appeals of a case."""
    for other in case.linked:
        title = _("The first case, %(number)s")
        if other.kind is CaseKind.APPEAL:
            title = _("The appeal, %(number)s")
        if other.link_id is not None:
            title = _("Belongs to this too: %(number)s")
        yield Link(
            title=title % {"number": other.number},
            url=reverse("workspace:case", args=[other.id]),
            delete_url=reverse("workspace:unlink", args=[case.id, other.link_id]) if other.link_id else "",
        )
