"""Instances go to a new version: chosen, looked at before, begun, followed, stopped, gone on with."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raadhus.identity.public import require_staff
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.platform.requests import TownRequest
from raadhus.processes import public as processes
from raadhus.processes.public import MigrationInfo, StuckGroup
from raadhus.ui.parts import Column, Crumb, Fact, Table, Tone
from raadhus.ui.words import instant_in_words, number_in_words
from raadhus.workspace.web.process_pages import words
from raadhus.workspace.web.process_pages.migrate_form import MigrateForm
from raadhus.workspace.web.process_pages.versions import version_names


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TrialPart:
    """What the migration would do, in a sentence and a table of what stays behind."""

    sentence: str
    note: str
    stuck: Table | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MigratePage:
    """The form, and what was found when it was looked at before; ``form`` is None when nothing runs."""

    crumbs: tuple[Crumb, ...]
    form: MigrateForm | None
    trial: TrialPart | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MigrationPage:
    """One migration: how far it is, what stayed behind; ``percent`` of all that were there when it began."""

    id: UUID
    crumbs: tuple[Crumb, ...]
    heading: str
    status: str
    status_word: str
    tone: Tone
    percent: int
    progress: str
    facts: tuple[Fact, ...]
    stuck: Table | None


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.OPERATOR)
def migrate(request: TownRequest) -> HttpResponse:
    """Choose versions, look at what would happen, and begin. Raises: NotAllowed."""
    form = MigrateForm.of(request)
    if request.method != "POST" or form is None or form.problems:
        return _draw(request, form, None, 422 if request.method == "POST" else 200)
    try:
        if request.POST.get("act") != "begin":
            trial = processes.try_migration(request.actor, form.order)
            return _draw(request, form, _trial(trial), 200)
        reason = request.POST.get("reason", "")
        begun = processes.begin_migration(request.actor, form.order, reason=reason)
    except processes.CannotActWithoutReason:
        return _draw(request, form.without_reason(), None, 422)
    except processes.CannotMigrate as refusal:
        return _draw(request, form.refused_by(refusal), None, 422)
    return HttpResponseRedirect(reverse("workspace:process-migration", args=[begun]))


@require_safe
@require_staff(Role.OPERATOR)
def show(request: TownRequest, migration_id: UUID) -> HttpResponse:
    """Show how far a migration is. Raises: NotAllowed, NotFoundHere."""
    page = _page(request.actor, processes.get_migration(request.actor, migration_id))
    return render(request, "workspace/processes/migration.html", {"page": page})


@require_POST
@require_staff(Role.OPERATOR)
def stop(request: TownRequest, migration_id: UUID) -> HttpResponse:
    """Stop it after the instance it is at. Raises: NotAllowed, CannotStopMigration."""
    processes.stop_migration(request.actor, migration_id)
    return HttpResponseRedirect(reverse("workspace:process-migration", args=[migration_id]))


@require_POST
@require_staff(Role.OPERATOR)
def go_on(request: TownRequest, migration_id: UUID) -> HttpResponse:
    """Let it go on. Raises: NotAllowed, CannotStopMigration."""
    processes.go_on_migrating(request.actor, migration_id)
    return HttpResponseRedirect(reverse("workspace:process-migration", args=[migration_id]))


def _crumbs(last: str) -> tuple[Crumb, ...]:
    return (Crumb(label=_("Processes"), url=reverse("workspace:processes")), Crumb(label=last))


def _draw(
    request: TownRequest, form: MigrateForm | None, trial: TrialPart | None, status: int
) -> HttpResponse:
    page = MigratePage(crumbs=_crumbs(_("To a new version")), form=form, trial=trial)
    return render(request, "workspace/processes/migrate.html", {"page": page}, status=status)


def _trial(trial: processes.MigrationTrial) -> TrialPart:
    stays = trial.looked_at - trial.would_move
    sentence = ngettext(
        "%(count)s case would go along", "%(count)s cases would go along", trial.would_move
    ) % {"count": number_in_words(trial.would_move)}
    if stays:
        behind = ngettext("%(count)s would stay behind", "%(count)s would stay behind", stays)
        sentence = f"{sentence}, {behind % {'count': number_in_words(stays)}}"
    note = (
        ""
        if trial.is_whole
        else _("The oldest %(count)s were looked at; there are more.")
        % {"count": number_in_words(trial.looked_at)}
    )
    return TrialPart(sentence=f"{sentence}.", note=note, stuck=_groups(trial.stuck))


def _groups(groups: tuple[StuckGroup, ...]) -> Table | None:
    if not groups:
        return None
    return Table(
        caption=_("What would stay behind"),
        columns=(
            Column(label=_("Where")),
            Column(label=_("Why it stays")),
            Column(label=_("Cases"), is_number=True),
            Column(label=_("One of them")),
        ),
        rows=tuple(
            (
                words.named(one.element, {one.element: one.name}),
                str(words.WHY[one.why]),
                number_in_words(one.count),
                words.link(reverse("workspace:process-instance", args=[one.example]), _("Look at it")),
            )
            for one in groups
        ),
    )


def _page(actor: Actor, info: MigrationInfo) -> MigrationPage:
    word, tone = words.MIGRATION[info.status]
    handled = info.moved + info.stuck
    called = version_names(actor, (info.old_hash, info.new_hash))
    heading = f"{called[info.old_hash]} → {called[info.new_hash]}"
    by = staff_names(actor, [info.by] if info.by else [])
    return MigrationPage(
        id=info.id,
        crumbs=_crumbs(heading),
        heading=heading,
        status=info.status,
        status_word=str(word),
        tone=tone,
        percent=100 if info.status == "done" or not info.total else min(99, 100 * handled // info.total),
        progress=_("%(done)s of %(all)s cases")
        % {"done": number_in_words(handled), "all": number_in_words(max(info.total, handled))},
        facts=(
            Fact(label=_("Moved"), value=number_in_words(info.moved)),
            Fact(label=_("Stayed behind"), value=number_in_words(info.stuck)),
            Fact(label=_("Ordered"), value=instant_in_words(info.begun_at)),
            Fact(label=_("By"), value=by.get(info.by, "–") if info.by else "–"),
            Fact(label=_("Reason"), value=info.reason),
        ),
        stuck=_stuck(actor, info),
    )


def _stuck(actor: Actor, info: MigrationInfo) -> Table | None:
    if not info.stuck:
        return None
    names = {step.element: step.name for step in processes.list_steps(info.old_hash)}
    return Table(
        caption=_("What stayed behind"),
        columns=(Column(label=_("Where")), Column(label=_("Why it stays"))),
        rows=tuple(
            (
                words.link(
                    reverse("workspace:process-instance", args=[one.instance_id]),
                    words.named(one.element, names),
                ),
                str(words.WHY[one.why]),
            )
            for one in processes.list_stuck(actor, info.id)
        ),
    )
