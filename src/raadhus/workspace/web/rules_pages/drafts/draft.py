"""The page of one draft: what is wrong, what differs from the rules in force, and what can be done now."""

import dataclasses
from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import RULES, RuledService, list_releases, package
from raadhus.identity.public import require_staff
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import ModelRef, drafts, get_source
from raadhus.rules.public.drafts import Draft, DraftState
from raadhus.ui.parts import Moment, Problem, Tone
from raadhus.ui.words import date_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages.acts import last_said, moment_of, problems_of
from raadhus.workspace.web.draft_pages.words import STATE, Done
from raadhus.workspace.web.rules_pages import words
from raadhus.workspace.web.rules_pages.comparing.differences import DifferencePart
from raadhus.workspace.web.rules_pages.drafts.examples import ExamplesPart
from raadhus.workspace.web.rules_pages.drafts.findings import Finding
from raadhus.workspace.web.rules_pages.drafts.forms import DraftForms, forms_of
from raadhus.workspace.web.rules_pages.drafts.looks import Look, TableLook, look_of
from raadhus.workspace.web.rules_pages.frame import RulesFrame, frame_of

MOST_SHOWN = 50  # findings on one page


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """A table of the draft, with the way to its editor or, while nobody writes, to where it is read."""

    name: str
    about: str
    url: str
    findings: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftHead:
    """What a draft is called, where it stands, whose it is; ``mark`` is what every form carries."""

    title: str
    mark: str
    state: str
    tone: Tone
    author: str
    is_open: bool
    has_moved_on: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CheckPart:
    """What the check finds, the first of it: what refuses the draft (and how much more), and advice."""

    findings: tuple[Finding, ...]
    more: int
    advice: tuple[Finding, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """
    One draft; ``difference``: None where the rules that it began from are not kept any more.

    ``said``: what whoever sent or returned it last said of it, while that is what happened last; ``read_url``: its tables
    in words.
    """

    key: str
    id: UUID
    head: DraftHead
    forms: DraftForms
    check: CheckPart
    examples: ExamplesPart | None
    tables: tuple[TableLine, ...]
    difference: DifferencePart | None
    said: Moment | None
    read_url: str
    moments: tuple[Moment, ...]
    problems: tuple[Problem, ...]
    done: Done


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
    info = draft.info
    names = staff_names(request.actor, {info.author_id, *(entry.staff_id for entry in draft.entries)})
    look = _look_at(request.actor, draft, service)
    forms = forms_of(request, draft, look)
    return DraftPage(
        key=service.key,
        id=info.id,
        head=_head(draft, service, names.get(info.author_id, "")),
        forms=forms,
        check=CheckPart(
            findings=look.findings[:MOST_SHOWN],
            more=max(len(look.findings) - MOST_SHOWN, 0),
            advice=look.advice[:MOST_SHOWN],
        ),
        examples=look.examples,
        tables=_tables(service.key, info.id, look.tables, may_write=forms.writing is not None),
        difference=look.difference,
        said=last_said(draft, names),
        read_url=reading_url(service.key, info.id),
        moments=tuple(moment_of(entry, names) for entry in reversed(draft.entries)),
        problems=problems_of(refusal),
        done=_done(request, service, draft),
    )


def _head(draft: Draft, service: RuledService, author: str) -> DraftHead:
    info = draft.info
    word, tone = STATE[info.state]
    is_open = info.state in drafts.OPEN
    return DraftHead(
        title=info.title,
        mark=info.mark,
        state=str(word),
        tone=tone,
        author=author or _("a colleague"),
        is_open=is_open,
        has_moved_on=is_open and info.based_on != service.model_hash,
    )


def _done(request: TownRequest, service: RuledService, draft: Draft) -> Done:
    """Return what was done just now; of a published draft also from when its rules hold."""
    done = words.done(request)
    if draft.info.state is not DraftState.PUBLISHED or not done.title:
        return done
    said = f"{_from_when(request.actor, service, draft.info.id)} {done.text}".lstrip()
    return dataclasses.replace(done, text=said)


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
        before = get_source(actor, ModelRef(based_on))
    except NotFoundHere:  # not kept any more: there is nothing to stand beside it
        return look_of(draft, service, None, "")
    return look_of(draft, service, before, based_on)


def _tables(
    key: str, draft_id: UUID, tables: tuple[TableLook, ...], *, may_write: bool
) -> tuple[TableLine, ...]:
    return tuple(
        TableLine(
            name=table.name,
            about=table.about,
            url=table_url(key, draft_id, table.id)
            if may_write
            else f"{reading_url(key, draft_id)}#{table.anchor}",
            findings=table.findings,
        )
        for table in tables
    )


def table_url(key: str, draft_id: UUID, table_id: str) -> str:
    """Return the address of the editor of a table; its id may hold anything."""
    return reverse("workspace:rules-table", args=[key, draft_id]) + "?" + urlencode({"table": table_id})


def reading_url(key: str, draft_id: UUID) -> str:
    """Return the address of a draft's tables in words."""
    return f"{reverse('workspace:rules-tables', args=[key])}?draft={draft_id}"
