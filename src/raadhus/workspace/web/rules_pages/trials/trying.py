"""Try a change of rules on earlier cases: choose, begin, follow, read, stop, delete, take along as a file."""

import csv
import dataclasses
from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raadhus.cases import public as cases
from raadhus.cases.public import ChangedCases, TrialInfo, TrialState
from raadhus.catalogue.public import RuledService, package
from raadhus.identity.public import require_staff
from raadhus.organisation.public import local_today, municipality
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import ModelRef, get_source
from raadhus.rules.public.presenting import present_model
from raadhus.rules.public.trying import Effect
from raadhus.ui.parts import Column, Table
from raadhus.ui.words import instant_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.rules_pages.frame import RulesFrame, frame_of
from raadhus.workspace.web.rules_pages.trials.form import TryForm, choices_for
from raadhus.workspace.web.rules_pages.trials.page import TrialPage, trial_page
from raadhus.workspace.web.rules_pages.trials.words import told_of

TRY = "workspace:rules-try"
_SHOWN = 200
_STATES = {
    TrialState.RUNNING: gettext_lazy("being computed"),
    TrialState.DONE: gettext_lazy("done"),
    TrialState.STOPPED: gettext_lazy("stopped"),
    TrialState.FAILED: gettext_lazy("could not be finished"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TryPage:
    """
    The form, and the trials of this service; ``form`` is None where the package does not say what counts.

    ``is_association``: there are no cases of our own to try anything on; members have them.
    """

    form: TryForm | None
    is_association: bool
    trials: Table | None
    done: str


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(*RULE_READERS)
def choose(request: TownRequest, service: str) -> HttpResponse:
    """Show what can be tried, and begin it. Raises: NotAllowed, NotFoundHere."""
    frame, found = frame_of(request.actor, service, TRY)
    if request.method != "POST":
        draft = request.GET.get("draft", "")
        return _draw(request, frame, found, _begin_form(request.actor, found, draft), 200)
    form = TryForm.sent(choices_for(request.actor, found), request)
    if form.errors:
        return _draw(request, frame, found, form, 422)
    today = local_today(request.actor.tenant)
    try:
        asked = form.trying(request.actor, found, today)
        trial_id = cases.begin_trial(request.actor, asked, is_from_file=form.uploaded is not None)
    except cases.CannotTryRules as refusal:
        return _draw(request, frame, found, form.refused_by(refusal), refusal.status)
    return HttpResponseRedirect(reverse("workspace:rules-trial", args=[service, trial_id]))


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str, trial_id: UUID) -> HttpResponse:
    """Show one trial: how far it is, then what it came to. Raises: NotAllowed, NotFoundHere."""
    frame, found = frame_of(request.actor, service, TRY)
    trial = _trial(request.actor, service, trial_id)
    places = _places(request.actor, found, trial) if trial.summary else {}
    page: TrialPage = trial_page(trial, _changed(request.actor, trial), places)
    return render(
        request, "workspace/rules/trial.html", {"rules": frame, "page": page, "args": [service, trial_id]}
    )


@require_POST
@require_staff(*RULE_READERS)
def stop(request: TownRequest, service: str, trial_id: UUID) -> HttpResponse:
    """Stop a trial that is under way. Raises: NotAllowed, NotFoundHere."""
    _trial(request.actor, service, trial_id)
    cases.stop_trial_if_running(request.actor, trial_id)
    return HttpResponseRedirect(reverse("workspace:rules-trial", args=[service, trial_id]))


@require_POST
@require_staff(*RULE_READERS)
def delete(request: TownRequest, service: str, trial_id: UUID) -> HttpResponse:
    """Delete a trial with everything it keeps. Raises: NotAllowed, NotFoundHere."""
    _trial(request.actor, service, trial_id)
    cases.delete_trial(request.actor, trial_id)
    return HttpResponseRedirect(f"{reverse(TRY, args=[service])}?done=deleted")


@require_safe
@require_staff(*RULE_READERS)
def export(request: TownRequest, service: str, trial_id: UUID) -> HttpResponse:
    """Give the sums as a file. Raises: NotAllowed, NotFoundHere, also while there are none."""
    trial = _trial(request.actor, service, trial_id)
    if trial.summary is None:
        raise NotFoundHere(detail=f"trial {trial_id} is not done")
    told = told_of(trial.summary, is_exact=trial.is_exact)
    answer = _file(f"trial-{service}.csv")
    rows = csv.writer(answer)
    rows.writerow(["what", "from", "to", "cases", "more_a_month"])
    for effect in Effect:
        rows.writerow([effect, "", "", _in_a_file(told.counts[effect]), _plain(told.sum_of(effect))])
    if not told.tells_differences:
        return answer
    for what, bins in (("value", told.spreads.values), ("amount", told.spreads.amounts)):
        for one, count in zip(bins, told.spread(bins), strict=True):
            rows.writerow([what, _plain(one.least), _plain(one.most), _in_a_file(count), ""])
    for effect in (Effect.BETTER, Effect.WORSE):
        for band, count in zip(told.spreads.bands, told.by_size(effect), strict=True):
            rows.writerow([f"band-{effect}", _plain(band.least), _plain(band.below), _in_a_file(count), ""])
    return answer


@require_safe
@require_staff(Role.CASEWORKER)
def export_cases(request: TownRequest, service: str, trial_id: UUID) -> HttpResponse:
    """Give the changed cases that one may open as a file, without names. Raises: NotAllowed, NotFoundHere."""
    _trial(request.actor, service, trial_id)
    changed = cases.take_changed_cases(request.actor, trial_id)
    answer = _file(f"trial-{service}-cases.csv")
    rows = csv.writer(answer)
    rows.writerow(["case", "change", "value_before", "value_after", "more_a_month"])
    for case in changed.cases:
        values = (case.value_before, case.value_after, case.amount_change)
        rows.writerow([case.number, case.effect, *map(_plain, values)])
    return answer


def _trial(actor: Actor, service: str, trial_id: UUID) -> TrialInfo:
    trial = cases.get_trial(actor, trial_id)
    if trial.service_key != service:
        raise NotFoundHere(detail=f"trial {trial_id} is not of {service}")
    return trial


def _changed(actor: Actor, trial: TrialInfo) -> ChangedCases | None:
    if trial.state is not TrialState.DONE or not (actor.has(Role.CASEWORKER) and actor.units):
        return None
    return cases.read_changed_cases(actor, trial.id)


def _places(actor: Actor, service: RuledService, trial: TrialInfo) -> dict[str, str]:
    """Return what the decisions of the old rules are called, by id; linked to their tables where these are in force."""
    model = present_model(get_source(actor, ModelRef(trial.old_hash)), get_language() or "en")
    tables = reverse("workspace:rules-tables", args=[service.key])
    if trial.old_hash != service.model_hash:
        return {part.id: part.label for part in model.decisions}
    return {
        part.id: format_html('<a href="{}#{}">{}</a>', tables, part.anchor, part.label)
        for part in model.decisions
    }


def _begin_form(actor: Actor, service: RuledService, draft: str) -> TryForm | None:
    part = package(service.content_hash).service.decision
    if part is None or part.trial is None:
        return None
    return TryForm.begin(service, choices_for(actor, service), draft)


def _draw(
    request: TownRequest, frame: RulesFrame, service: RuledService, form: TryForm | None, status: int
) -> HttpResponse:
    page = TryPage(
        form=form,
        is_association=municipality(request.actor.tenant).is_association and status == _SHOWN,
        trials=_table(service.key, cases.list_trials(request.actor, service.key)),
        done=_("The trial is deleted.") if request.GET.get("done") == "deleted" else "",
    )
    return render(request, "workspace/rules/try.html", {"rules": frame, "page": page}, status=status)


def _table(service: str, trials: tuple[TrialInfo, ...]) -> Table | None:
    if not trials:
        return None
    return Table(
        caption=_("What was tried"),
        columns=(
            Column(label=_("Rules")),
            Column(label=_("Begun")),
            Column(label=_("By")),
            Column(label=_("Cases"), is_number=True),
            Column(label=_("State")),
        ),
        rows=tuple(
            (
                format_html(
                    '<a href="{}">{}</a>',
                    reverse("workspace:rules-trial", args=[service, trial.id]),
                    _("%(old)s compared with %(new)s") % {"old": trial.old_name, "new": trial.new_name},
                ),
                instant_in_words(trial.begun_at),
                trial.begun_by or "–",
                str(trial.total),
                str(_STATES[trial.state]),
            )
            for trial in trials
        ),
    )


def _file(name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)


def _in_a_file(count: int | None) -> int | str:
    return "hidden" if count is None else count


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
