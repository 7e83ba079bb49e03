"""What My Page shows of cases, letters, drafts and looks, each as a small value."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raadhus.cases.public import OwnCase, OwnTask
from raadhus.cases.public import presenting as cases
from raadhus.cases.public.words import OWN_TASK
from raadhus.catalogue import public as catalogue
from raadhus.forms.public import DraftInfo, SubmissionInfo
from raadhus.identity.public import Seen
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.post.public import LetterInfo
from raadhus.ui.components import status
from raadhus.ui.parts import Crumb, Fact, Moment
from raadhus.ui.words import day_in_words, instant_in_words

_SEEN = {
    "case": gettext_lazy("opened your case"),
    "preview": gettext_lazy("looked at your case in the inbox"),
    "document": gettext_lazy("opened a document in your case"),
    "process": gettext_lazy("looked at how your case runs"),
    "letter": gettext_lazy("read a letter to you before it was sent"),
    "help": gettext_lazy("helped you to apply"),
    "trial-list": gettext_lazy("saw figures of your case, without names, when new rules were tried"),
    "trial": gettext_lazy("took along figures of your case, without names, when new rules were tried"),
}
_SEEN_OTHERWISE = gettext_lazy("looked at your data")  # as another release noted it


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCard:
    """Something that waits for the citizen, by the end of ``due_on``."""

    title: str
    about: str
    due_on: dt.date
    url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """A case with its steps; ``outcome`` is what was decided, once the letter was sent."""

    title: str
    url: str
    number: str
    status: str
    tone: str
    moments: tuple[Moment, ...]
    next_sentence: str
    outcome: str
    is_open: bool


def home_crumbs(title: str) -> tuple[Crumb, ...]:
    """Return the way to a page under My Page."""
    return Crumb(label=_("My Page"), url=reverse("my-page:home")), Crumb(label=title)


def waiting_card(task: OwnTask) -> WaitingCard:
    """Return what waits, with where to do it."""
    return WaitingCard(
        title=str(OWN_TASK[task.kind]),
        about=cases.task_subject(task),
        due_on=task.due_on,
        url=cases.task_url(task),
    )


def case_card(case: OwnCase) -> CaseCard:
    """Return a case with its steps."""
    status, tone = cases.status_of(case)
    return CaseCard(
        title=cases.service_title(case),
        url=reverse("cases:own-case", args=[case.id]),
        number=case.number,
        status=status,
        tone=tone,
        moments=cases.moments(case),
        next_sentence=cases.what_happens_next(case),
        outcome=cases.outcome_of_case(case),
        is_open=case.closed_at is None,
    )


def letter_fact(letter: LetterInfo, *, is_replaced: bool) -> Fact:
    """Return a letter of the mailbox: when it came, its title as a link, whether it is new or no longer holds."""
    day = timezone.localtime(letter.delivered_at or letter.ordered_at).date()
    link = format_html('<a href="{}">{}</a>', reverse("my-page:letter", args=[letter.id]), letter.title)
    mark = status(_("New"), "info", "EnvelopeClosed") if letter.opened_at is None else ""
    replaced = status(_("No longer holds"), "neutral") if is_replaced else ""
    return Fact(label=day_in_words(day), value=format_html("{} {} {}", link, mark, replaced))


def draft_fact(actor: Actor, draft: DraftInfo) -> Fact:
    """Return a draft: when it was saved, where to go on, and until when it is kept."""
    link = format_html(
        '<a href="{}">{}</a>',
        reverse("forms:start", args=[draft.service_key]),
        service_title(actor, draft.service_key),
    )
    until = day_in_words(timezone.localtime(draft.expires_at).date())
    return Fact(
        label=_("Saved %(when)s, kept until %(until)s")
        % {"when": instant_in_words(draft.saved_at), "until": until},
        value=link,
    )


def not_yet_a_case(sent: Iterable[SubmissionInfo], opened: Iterable[OwnCase]) -> tuple[SubmissionInfo, ...]:
    """Return the newest application when no case was opened for it yet: it is received all the same."""
    known = {case.submission_id for case in opened}
    newest = next(iter(sent), None)
    return (newest,) if newest is not None and newest.submission_id not in known else ()


def seen_facts(
    actor: Actor, looks: tuple[Seen, ...], own_cases: frozenset[UUID] = frozenset()
) -> tuple[Fact, ...]:
    """Return who looked at what, when; a look into one of ``own_cases`` leads there."""
    names = staff_names(actor, {look.by_staff_id for look in looks if look.by_staff_id})
    return tuple(_seen_fact(look, names, own_cases) for look in looks)


def _seen_fact(look: Seen, names: dict[UUID, str], own_cases: frozenset[UUID]) -> Fact:
    who = names.get(look.by_staff_id, _("A caseworker")) if look.by_staff_id else _("The town hall itself")
    what: str | SafeString = str(_SEEN.get(look.what, _SEEN_OTHERWISE))
    if look.case_id in own_cases:
        what = format_html('<a href="{}">{}</a>', reverse("cases:own-case", args=[look.case_id]), what)
    return Fact(label=instant_in_words(look.at), value=format_html("{} {}", who, what))


def service_title(actor: Actor, key: str) -> str:
    """Return what a service is called in the actor's language; its key when it is offered no more."""
    try:
        return catalogue.service(actor, key, actor.language).title
    except NotFoundHere:
        return key
