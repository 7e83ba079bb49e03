"""The processes that run here: what failed, which versions are on their way, and migrations."""

import dataclasses
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.processes import public as processes
from raadhus.processes.public import IncidentInfo, MigrationInfo, VersionInfo
from raadhus.ui.parts import Column, Table
from raadhus.ui.words import instant_in_words, number_in_words
from raadhus.workspace.web.process_pages import words
from raadhus.workspace.web.process_pages.versions import version_names

_COUNTED = 1_000
_DONE = {
    "retried": gettext_lazy("The step went well this time."),
    "answered": gettext_lazy("The process has gone on with your answer."),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """What an operator sees first; ``state`` says it in a sentence; a table is None when it would be empty."""

    state: str
    done: str
    incidents: Table | None
    versions: Table | None
    migrations: Table | None


@require_safe
@require_staff(Role.OPERATOR)
def show(request: TownRequest) -> HttpResponse:
    """Show what runs and what failed. Raises: NotAllowed."""
    incidents = processes.incidents(request.actor)
    count = len(incidents)
    state = (
        ngettext("%(count)s step has failed", "%(count)s steps have failed", count) % {"count": count}
        if count
        else _("Every process goes its way")
    )
    versions, migrations = processes.list_versions(request.actor), processes.list_migrations(request.actor)
    named = (
        *(one.model_hash for one in versions),
        *(at for one in migrations for at in (one.old_hash, one.new_hash)),
    )
    called = version_names(request.actor, named)
    page = OverviewPage(
        state=state,
        done=str(_DONE.get(request.GET.get("done", ""), "")),
        incidents=_incidents(incidents),
        versions=_versions(versions, called),
        migrations=_migrations(migrations, called),
    )
    return render(request, "workspace/processes/overview.html", {"page": page})


def _incidents(incidents: tuple[IncidentInfo, ...]) -> Table | None:
    if not incidents:
        return None
    return Table(
        caption=_("Steps that failed"),
        columns=(
            Column(label=_("Step")),
            Column(label=_("What was said")),
            Column(label=_("Since")),
            Column(label=_("Tries"), is_number=True),
        ),
        rows=tuple(
            (
                words.link(
                    reverse("workspace:process-incident", args=[one.id]),
                    words.named(one.element, {one.element: one.name}),
                ),
                one.sentence,
                instant_in_words(one.at),
                number_in_words(one.tries),
            )
            for one in incidents
        ),
    )


def _versions(versions: tuple[VersionInfo, ...], called: Mapping[str, str]) -> Table | None:
    if not versions:
        return None
    return Table(
        caption=_("Versions with cases on their way"),
        columns=(
            Column(label=_("Process")),
            Column(label=_("Version")),
            Column(label=_("Cases"), is_number=True),
        ),
        rows=tuple(
            (
                words.link(
                    f"{reverse('workspace:process-migrate')}?old={one.model_hash}.{one.process}", one.name
                ),
                called[one.model_hash],
                count_in_words(one.running),
            )
            for one in versions
        ),
    )


def count_in_words(count: int) -> str:
    """Return a count of instances, which ends at a thousand."""
    return (
        number_in_words(count)
        if count <= _COUNTED
        else _("more than %(count)s") % {"count": number_in_words(_COUNTED)}
    )


def _migrations(migrations: tuple[MigrationInfo, ...], called: Mapping[str, str]) -> Table | None:
    if not migrations:
        return None
    return Table(
        caption=_("To new versions"),
        columns=(
            Column(label=_("Ordered")),
            Column(label=_("Versions")),
            Column(label=_("Moved"), is_number=True),
            Column(label=_("Stayed behind"), is_number=True),
            Column(label=_("State")),
        ),
        rows=tuple(
            (
                words.link(
                    reverse("workspace:process-migration", args=[one.id]), instant_in_words(one.begun_at)
                ),
                f"{called[one.old_hash]} → {called[one.new_hash]}",
                number_in_words(one.moved),
                number_in_words(one.stuck),
                str(words.MIGRATION[one.status][0]),
            )
            for one in migrations
        ),
    )
