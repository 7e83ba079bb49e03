"""How a service is calculated, for everybody: the steps, the tables in words, examples, and a form to try it."""

import dataclasses
from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.catalogue.domain.citations import law_links
from raadhus.catalogue.domain.package_files import RULES
from raadhus.catalogue.domain.service_file import CalculationPart
from raadhus.catalogue.queries.packages import Package, get_package
from raadhus.catalogue.queries.ruled import RuledService, get_day_of_file, get_ruled_service, get_version
from raadhus.catalogue.use_cases.calculate import Calculated, calculate, examples_of
from raadhus.catalogue.web.calculation_form import CalculationForm
from raadhus.organisation.public import local_today
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest, rate_limited
from raadhus.rules.public.presenting import DecisionView, InputView, ModelView, present_model
from raadhus.ui.drawing import draw
from raadhus.ui.parts import Column, Crumb, Problem, Table
from raadhus.ui.words import date_in_words

_TRIES, _WINDOW = 60, 600


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LaterLine:
    """Rules whose day has not come: from which day they hold, and where they are read; no address where they stand here."""

    day: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CalculationPage:
    """
    The whole page; ``steps`` are drawn, ``answer`` is what the rules said of what was typed.

    ``earlier``: which version, when it held before; ``later``: the rules that will hold.
    """

    title: str
    crumbs: tuple[Crumb, ...]
    how: str
    since: str
    earlier: str
    later: LaterLine | None
    current_url: str
    here: str
    form: CalculationForm
    problems: tuple[Problem, ...]
    answer: Calculated | None
    examples: Table | None
    steps: SafeString
    start_url: str


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limited("catalogue.calculation", limit=_TRIES, per_seconds=_WINDOW, methods=frozenset({"POST"}))
def show(request: TownRequest, service_key: str) -> HttpResponse:
    """Show how the service is calculated, and what the rules say of what was typed. Raises: NotFoundHere."""
    language = request.LANGUAGE_CODE
    found = get_ruled_service(request.actor, service_key, language)
    package = get_version(request.actor, found, request.GET.get("version", ""), may_be_later=True)
    part = package.service.calculation
    if part is None:
        raise NotFoundHere(detail=f"{service_key} tells no calculation")
    model = present_model(package.files[RULES], language)
    asked = tuple(one for name in part.ask if (one := model.input(name)) is not None)
    form, answer = CalculationForm.begin(asked, local_today(request.municipality.id)), None
    if request.method == "POST":
        form, values = CalculationForm.sent(asked, request.POST.dict())
        answer = calculate(package, values, language) if values else None
    is_current = package.ref.content_hash == found.content_hash
    is_later = found.later is not None and package.ref.content_hash == found.later.content_hash
    here = reverse("catalogue:calculation", args=[service_key])
    page = CalculationPage(
        title=found.title,
        crumbs=_crumbs(service_key, found.title),
        how=model.how,
        since=date_in_words(get_day_of_file(found)),
        earlier="" if is_current or is_later else package.service.version,
        later=_later(found, here, is_here=is_later),
        current_url=here,
        here=here if is_current else f"{here}?version={package.ref.content_hash}",
        form=form,
        problems=form.problems,
        answer=answer,
        examples=_examples(package, language),
        steps=_steps(package.ref.content_hash, language),
        start_url=reverse("portal:service", args=[service_key]),
    )
    status = 422 if form.problems else 200
    answered = render(request, "catalogue/calculation.html", {"page": page}, status=status)
    if request.method == "POST":
        answered["Cache-Control"] = "private, no-store"
    return answered


def _later(service: RuledService, here: str, *, is_here: bool) -> LaterLine | None:
    if service.later is None or not service.later.changes_file:
        return None
    url = "" if is_here else f"{here}?version={service.later.content_hash}"
    return LaterLine(day=date_in_words(service.later.valid_from), url=url)


def _crumbs(service_key: str, title: str) -> tuple[Crumb, ...]:
    return (
        Crumb(label=_("Home"), url=reverse("portal:home")),
        Crumb(label=title, url=reverse("portal:service", args=[service_key])),
        Crumb(label=_("How we calculate")),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What of a model everybody is told: the steps, and the inputs that nobody is asked for here."""

    others: tuple[InputView, ...]
    steps: tuple[DecisionView, ...]


@lru_cache(maxsize=500)
def _steps(content_hash: str, language: str) -> SafeString:
    """Draw the steps of a version: once in a process, since content never changes and is the same for everybody."""
    package = get_package(content_hash)
    part = package.service.calculation
    if part is None:
        raise NotFoundHere(detail=f"{package.ref.service_key} tells no calculation")
    model = present_model(package.files[RULES], language)
    look = {"links": law_links(package.service, *model.references), "marks": None, "is_written": False}
    with translation.override(language):
        return draw("catalogue/calculation_steps.html", told=_told(part, model), look=look)


def _told(part: CalculationPart, model: ModelView) -> Told:
    return Told(
        others=tuple(one for one in model.inputs if one.name not in part.ask),
        steps=tuple(one for name in part.steps if (one := model.decision(name)) is not None),
    )


def _examples(package: Package, language: str) -> Table | None:
    found = examples_of(package.ref.content_hash, language)
    if not found:
        return None
    heads = [value.label for value in found[0].asked]
    label = next((one.result.label for one in found if one.result), "")
    return Table(
        caption=_("Examples"),
        is_caption_hidden=True,
        columns=tuple(Column(label=head) for head in (*heads, label)),
        rows=tuple(
            (*(value.value for value in one.asked), one.result.value if one.result else "–") for one in found
        ),
    )
