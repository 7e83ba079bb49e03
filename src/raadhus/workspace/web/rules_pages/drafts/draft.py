"""The page of one draft: what is wrong, what differs from the rules in force, and what can be done now."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import (
    RULES,
    RuledService,
    list_releases,
    package,
)
from raadhus.identity.public import require_staff
from raadhus.organisation.public import local_today, staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import ModelRef, drafts, get_source
from raadhus.rules.public.drafts import Draft, DraftState
from raadhus.ui.fields import CheckField, DateField, TextAreaField
from raadhus.ui.parts import Moment, Problem, Tone
from raadhus.ui.words import date_in_words, instant_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.rules_pages import words
from raadhus.workspace.web.rules_pages.comparing.differences import DifferencePart
from raadhus.workspace.web.rules_pages.drafts.examples import ExamplesPart
from raadhus.workspace.web.rules_pages.drafts.findings import Finding
from raadhus.workspace.web.rules_pages.drafts.looks import Look, TableLook, look_of
from raadhus.workspace.web.rules_pages.frame import RulesFrame, frame_of

MOST_SHOWN = 50  # findings on one page


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """A table of the draft, with the way to its editor, empty while nobody writes."""

    name: str
    about: str
    url: str
    findings: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """One draft; ``mark`` is what every form carries; what somebody may not do has no form."""

    key: str
    id: UUID
    title: str
    mark: str
    state: str
    tone: Tone
    author: str
    may_write: bool
    may_submit: bool
    may_decide: bool
    may_return: bool
    may_withdraw: bool
    is_writer: bool
    can_undo: bool
    can_redo: bool
    undo_word: str
    tables: tuple[TableLine, ...]
    findings: tuple[Finding, ...]
    more_findings: int
    advice: tuple[Finding, ...]
    try_url: str
    difference: DifferencePart
    is_open: bool
    examples: ExamplesPart | None
    has_moved_on: bool
    moments: tuple[Moment, ...]
    note: TextAreaField
    reason: TextAreaField
    words: TextAreaField
    day: DateField
    meant: CheckField
    problems: tuple[Problem, ...]
    done_title: str
    done_text: str


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Show a draft. Raises: NotAllowed, NotFoundHere."""
    return draw(request, service, draft_id)


def draw(request: TownRequest, service: str, draft_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the page of a draft, with what was refused just now. Raises: NotAllowed, NotFoundHere."""
    frame, found, draft = with_draft(request.actor, service, draft_id)
    page = _page(request, found, draft, refusal)
    status = refusal.status if refusal else 200
    return render(request, "workspace/rules/draft.html", {"rules": frame, "page": page}, status=status)


def with_draft(
    actor: Actor, key: str, draft_id: UUID, below: Callable[[Draft], str] | None = None
) -> tuple[RulesFrame, RuledService, Draft]:
    """
    Return the frame, the service and its draft; ``below`` names the page under the draft's own.

    Raises: NotAllowed; NotFoundHere, also for another service's draft.
    """
    draft = drafts.get_draft(actor, draft_id)
    if draft.info.service_key != key:
        raise NotFoundHere(detail=f"draft {draft_id} is of {draft.info.service_key}")
    here = reverse("workspace:rules-draft", args=[key, draft_id]) if below else ""
    crumbs = [(_("Drafts"), reverse("workspace:rules-drafts", args=[key])), (draft.info.title, here)]
    if below:
        crumbs.append((below(draft), ""))
    frame, service = frame_of(actor, key, "workspace:rules-drafts", *crumbs)
    return frame, service, draft


def _page(request: TownRequest, service: RuledService, draft: Draft, refusal: Refusal | None) -> DraftPage:
    actor, info = request.actor, draft.info
    names = staff_names(actor, {info.author_id, *(entry.staff_id for entry in draft.entries)})
    is_writing, is_reviewed = info.state is DraftState.WRITING, info.state is DraftState.REVIEW
    is_open = info.state in drafts.OPEN
    look = _look_at(actor, draft, service)
    findings = look.findings
    is_author = actor.has(Role.RULE_AUTHOR)
    is_writer = actor.staff_id in info.writers
    may_publish = is_reviewed and actor.has(Role.RULE_APPROVER)
    word, tone = words.STATE[info.state]
    done_title, done_text = words.DONE.get(request.GET.get("done", ""), ("", ""))
    if info.state is DraftState.PUBLISHED and done_title:
        done_text = f"{_from_when(actor, service, info.id)} {done_text}".lstrip()
    return DraftPage(
        key=service.key,
        id=info.id,
        title=info.title,
        mark=info.mark,
        state=str(word),
        tone=tone,
        author=names.get(info.author_id, "") or _("a colleague"),
        may_write=is_writing and is_author,
        may_submit=is_writing and is_author and not findings,
        may_decide=may_publish and not is_writer,
        may_return=is_reviewed and (is_author or may_publish),
        may_withdraw=info.state in drafts.OPEN and is_author,
        is_writer=is_writer,
        can_undo=draft.can_undo,
        can_redo=draft.can_redo,
        undo_word=_step_in_words(draft),
        tables=_tables(service.key, info.id, look.tables, may_write=is_writing and is_author),
        findings=findings[:MOST_SHOWN],
        more_findings=max(len(findings) - MOST_SHOWN, 0),
        advice=look.advice[:MOST_SHOWN],
        try_url=""
        if findings or not is_open
        else f"{reverse('workspace:rules-try', args=[service.key])}?draft={info.id}",
        difference=look.difference,
        is_open=is_open,
        examples=look.examples,
        has_moved_on=info.state in drafts.OPEN and info.based_on != service.model_hash,
        moments=tuple(_moment(entry, names) for entry in reversed(draft.entries)),
        note=_words_field("note", _("What changes, and why"), request),
        reason=_words_field("reason", _("What is to be mended"), request),
        words=_words_field("words", _("For the history"), request, is_required=False),
        day=_day_field(request, local_today(actor.tenant)),
        meant=CheckField(
            name="meant",
            label=_("The examples that come out otherwise are meant to"),
            is_checked=request.POST.get("meant") == "yes",
        ),
        problems=(Problem(text=refusal.in_a_form, href="#main"),) if refusal else (),
        done_title=str(done_title),
        done_text=str(done_text),
    )


def _from_when(actor: Actor, service: RuledService, draft_id: UUID) -> str:
    """Say since when the rules of this draft hold, or will hold; empty when they never came to."""
    release = next((one for one in list_releases(actor, service) if one.draft_id == draft_id), None)
    if release is None:
        return ""
    words_of = {"version": release.version, "day": date_in_words(release.valid_from)}
    if not release.is_pending:
        return _("Version %(version)s holds from %(day)s.") % words_of
    return _(
        "Version %(version)s comes into force on %(day)s; until then version %(today)s holds,"
        " and it can be stopped in the history."
    ) % (words_of | {"today": service.version})


def _look_at(actor: Actor, draft: Draft, service: RuledService) -> Look:
    """Return what is said of a draft beside the rules in force; of a closed one beside those that it began from."""
    if draft.info.state in drafts.OPEN:
        return look_of(draft, service, package(service.content_hash).files[RULES], service.model_hash)
    based_on = draft.info.based_on
    try:
        return look_of(draft, service, get_source(actor, ModelRef(based_on)), based_on)
    except NotFoundHere:  # its own, where those are no longer kept
        return look_of(draft, service, draft.source, draft.info.mark)


def _tables(
    key: str, draft_id: UUID, tables: tuple[TableLook, ...], *, may_write: bool
) -> tuple[TableLine, ...]:
    return tuple(
        TableLine(
            name=table.name,
            about=table.about,
            url=table_url(key, draft_id, table.id) if may_write else "",
            findings=table.findings,
        )
        for table in tables
    )


def table_url(key: str, draft_id: UUID, table_id: str) -> str:
    """Return the address of the editor of a table; its id may hold anything."""
    return reverse("workspace:rules-table", args=[key, draft_id]) + "?" + urlencode({"table": table_id})


def _step_in_words(draft: Draft) -> str:
    here = next((step for step in draft.steps if step.is_here), None)
    if here is None:
        return ""
    return f"{words.WHAT[here.what]} {here.place}".strip()


def _moment(entry: drafts.HistoryEntry, names: dict[UUID, str]) -> Moment:
    title, icon = words.HAPPENING[entry.happening]
    by = names.get(entry.staff_id, "") or _("a colleague")
    return Moment(title=f"{title} · {by}", when=instant_in_words(entry.at), text=entry.words, icon=icon)


def _day_field(request: TownRequest, today: dt.date) -> DateField:
    """Return the day that was typed, also one that was refused: never another day than the one somebody chose."""
    day, month, year = (
        request.POST.get(f"from-{part}", str(getattr(today, part)))[:10] for part in ("day", "month", "year")
    )
    return DateField(
        name="from",
        label=_("From which day the rules hold"),
        hint=_("Who applied before that day is decided by the rules of their time."),
        day=day,
        month=month,
        year=year,
    )


def _words_field(name: str, label: str, request: TownRequest, *, is_required: bool = True) -> TextAreaField:
    typed = request.POST.get(name, "")[:4_000]
    return TextAreaField(
        name=name, label=label, value=typed, rows=3, max_length=2_000, is_required=is_required
    )
