"""The drafts of one service, of one kind, and the form that begins one."""

import dataclasses

from django.http import HttpRequest
from django.utils.translation import gettext as _

from raadhus.catalogue.public import RuledService
from raadhus.organisation.public import municipality, staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import DraftState
from raadhus.ui.fields import SelectField, TextField, problems_of
from raadhus.ui.parts import Problem, Tone
from raadhus.ui.words import instant_in_words
from raadhus.workspace.web.draft_pages.kinds import PagesOf
from raadhus.workspace.web.draft_pages.words import STATE

_TITLE = "title"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One draft in a list."""

    title: str
    url: str
    state: str
    tone: Tone
    about: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftsPage:
    """
    Drafts at work, those that are over, and the form to begin one; ``owner`` makes the changes where we do not.

    ``proposals``: what another has in review, where that can be tried; ``file``: of which file, where there are several.
    """

    open: tuple[DraftLine, ...]
    closed: tuple[DraftLine, ...]
    proposals: tuple[DraftLine, ...]
    may_begin: bool
    owner: str
    begin_url: str
    field: TextField
    file: SelectField | None
    problems: tuple[Problem, ...]


def drafts_page(
    actor: Actor,
    service: RuledService,
    pages: PagesOf,
    field: TextField,
    *,
    proposals: tuple[DraftLine, ...] = (),
    file: SelectField | None = None,
) -> DraftsPage:
    """Return the page of a service's drafts of one kind; another's drafts are not known here."""
    own = drafts.list_drafts(actor, service.key, DraftState, kind=pages.kind) if service.is_own else ()
    names = staff_names(actor, [one.author_id for one in own])
    lines = {one.id: _line(one, pages, names.get(one.author_id, "")) for one in own}
    return DraftsPage(
        open=tuple(lines[one.id] for one in own if one.state in drafts.OPEN),
        closed=tuple(lines[one.id] for one in own if one.state not in drafts.OPEN),
        proposals=proposals,
        may_begin=service.is_own and actor.has(Role.RULE_AUTHOR),
        owner="" if service.is_own else municipality(service.owner_id).name,
        begin_url=pages.url("begin", service.key),
        field=field,
        file=file,
        problems=problems_of([field]),
    )


def _line(draft: drafts.DraftInfo, pages: PagesOf, author: str) -> DraftLine:
    word, tone = STATE[draft.state]
    said = {"name": author or _("a colleague"), "when": instant_in_words(draft.changed_at)}
    about = _("%(name)s · changed %(when)s") % said
    return DraftLine(
        title=draft.title,
        url=pages.draft_url(draft.service_key, draft.id),
        state=str(word),
        tone=tone,
        about=f"{about} · {draft.file}" if draft.file else about,
    )


def title_field(hint: str, value: str = "", error: str = "") -> TextField:
    """Return the field that asks what somebody wants to change."""
    return TextField(
        name=_TITLE,
        label=_("What you want to change"),
        hint=hint,
        value=value,
        error=error,
        max_length=120,
    )


def typed_title(request: HttpRequest) -> str:
    """Return what was typed as what somebody wants to change; too long a text is refused by whoever keeps it."""
    return request.POST.get(_TITLE, "")[:400]
