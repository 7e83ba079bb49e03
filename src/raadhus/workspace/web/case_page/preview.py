"""A case in short, as the inbox shows it."""

import dataclasses
from collections.abc import Iterable

from django.utils.translation import gettext as _

from raadhus.cases.public import Happened, Happening, StaffCase
from raadhus.ui.parts import Fact, Moment
from raadhus.ui.words import percent_in_words
from raadhus.workspace.web import words
from raadhus.workspace.web.case_page.head import Head, head_of
from raadhus.workspace.web.case_page.in_words import day_of, why_here
from raadhus.workspace.web.case_page.time_line import moments_of

_PREVIEWED = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A case in short."""

    head: Head
    why: tuple[str, ...]
    proposal: str
    facts: tuple[Fact, ...]
    moments: tuple[Moment, ...]


def preview_of(case: StaffCase) -> Preview:
    """Return the case in short."""
    return Preview(
        head=head_of(case),
        why=why_here(case),
        proposal=percent_in_words(case.proposal.percent) if case.proposal and case.task else "",
        facts=tuple(_case_facts(case)),
        moments=moments_of(case, _without_looks(case.happened))[:_PREVIEWED],
    )


def _without_looks(happened: Iterable[Happened]) -> Iterable[Happened]:
    return (one for one in happened if one.what != Happening.LOOKED_AT)


def _case_facts(case: StaffCase) -> Iterable[Fact]:
    yield Fact(label=_("Case number"), value=case.number)
    channel = str(words.CHANNEL.get(case.channel, case.channel))
    yield Fact(
        label=_("Received"),
        value=_("%(day)s by %(channel)s") % {"day": day_of(case.submitted_at), "channel": channel},
    )
    if case.task is not None:
        taken_by = case.task.assigned_to
        name = (case.staff.get(taken_by) or _("a colleague")) if taken_by else _("nobody yet")
        yield Fact(label=_("Taken by"), value=name)
