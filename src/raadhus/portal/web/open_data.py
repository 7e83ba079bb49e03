"""
Open data: the figures of each service, for everybody, without persons, at addresses that stay.

One line a figure (``COLUMNS``), as CSV and as JSON; the page lists them and says what each word means, and a catalogue
in the words of DCAT-AP leads harvesters there.
"""

import csv
import dataclasses
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from raadhus.catalogue import public as catalogue
from raadhus.catalogue.public import Package, ServiceKind
from raadhus.organisation.public import AboutPage, municipality
from raadhus.platform import languages
from raadhus.platform.requests import TownRequest
from raadhus.portal.web import ways
from raadhus.portal.web.about import drawn_text, text_of
from raadhus.portal.web.open_data_words import dictionary
from raadhus.processes import public as processes
from raadhus.statistics import public as statistics
from raadhus.ui.parts import Crumb, Table

COLUMNS = ("month", "measure", "part", "name", "value", "status")
_KEPT_FOR_SECONDS = 3_600
_PROCESS = "process.bpmn"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ADDRESS = re.compile(r"https://[^\s)>\"]+")
_EU = "http://publications.europa.eu/resource/authority/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


@dataclasses.dataclass(frozen=True, slots=True)
class DataSet:
    """The figures of one service: its title and where they are."""

    key: str
    title: str
    csv_url: str
    json_url: str


@dataclasses.dataclass(frozen=True, slots=True)
class OpenDataPage:
    """What there is, what the words mean, and what may be done with it."""

    crumbs: tuple[Crumb, ...]
    sets: tuple[DataSet, ...]
    catalog_url: str
    words: Table
    licence: SafeString
    fewest_stays: int = statistics.FEWEST_STAYS
    smallest_told: int = statistics.SMALLEST_TOLD
    error_percent: int = statistics.ERROR_PERCENT


@require_safe
def show(request: TownRequest) -> HttpResponse:
    """Show what there is."""
    page = OpenDataPage(
        crumbs=(ways.home_crumb(), Crumb(label=_("Open data"))),
        sets=tuple(_sets(request)),
        catalog_url=reverse("portal:open-data-catalog"),
        words=dictionary(),
        licence=drawn_text(_licence(request, request.LANGUAGE_CODE)),
    )
    return render(request, "portal/open_data.html", {"page": page})


@require_safe
def as_csv(request: TownRequest, service_key: str) -> HttpResponse:
    """Give a service's figures as CSV (RFC 4180, UTF-8), one line a figure. Raises: NotFoundHere."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for month, measure, part, name, value, status in _rows(request, _package(request, service_key)):
        writer.writerow((month, measure, _harmless(part), _harmless(name), value, status))
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{service_key}.csv"'
    return _kept(request, answer)


@require_safe
def as_json(request: TownRequest, service_key: str) -> HttpResponse:
    """Give a service's figures as JSON, with whose they are and what may be done with them. Raises: NotFoundHere."""
    package = _package(request, service_key)
    told = {
        "service": service_key,
        "title": dict(package.service.title),
        "publisher": municipality(request.actor.tenant).name,
        "licence": _licence_address(request),
        "dictionary": request.build_absolute_uri(reverse("portal:open-data")),
        "hidden_below": statistics.SMALLEST_TOLD,
        "figures": [dict(zip(COLUMNS, row, strict=True)) for row in _rows(request, package)],
    }
    return _kept(request, JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


@require_safe
def catalog(request: TownRequest) -> HttpResponse:
    """Give the catalogue of all of them for harvesters: DCAT-AP as JSON-LD. Source: DCAT-AP 3.0."""
    link, town = request.build_absolute_uri, municipality(request.actor.tenant)
    told = {
        "@context": _CONTEXT,
        "@id": link(reverse("portal:open-data")),
        "@type": "dcat:Catalog",
        "dct:title": _in_all(lambda: _("%(town)s: open data") % {"town": town.name}),
        "dct:description": _in_all(
            lambda: _("Figures of the municipality’s services, month by month, without persons.")
        ),
        "dct:publisher": _publisher(request),
        "dct:license": {"@id": _licence_address(request)},
        "dcat:dataset": [_described(request, one) for one in _sets(request)],
    }
    text = json.dumps(told, ensure_ascii=False)
    return _kept(request, HttpResponse(text, content_type="application/ld+json; charset=utf-8"))


def _sets(request: TownRequest) -> Iterator[DataSet]:
    for card in catalogue.list_services(request.actor, request.LANGUAGE_CODE):
        if card.kind is ServiceKind.APPLICATION:
            address = [card.key]
            yield DataSet(
                key=card.key,
                title=capfirst(card.title),
                csv_url=reverse("portal:open-data-csv", args=address),
                json_url=reverse("portal:open-data-json", args=address),
            )


def _package(request: TownRequest, key: str) -> Package:
    return catalogue.service(request.actor, key, request.LANGUAGE_CODE).package


def _rows(request: TownRequest, package: Package) -> Iterator[tuple[str, str, str, str, str | None, str]]:
    """Yield the lines of a service's figures; steps as the version of today names them."""
    names = _names(package)
    for figure in statistics.list_open_figures(request.actor, package.service.id):
        is_step = figure.measure.startswith("step_")
        if is_step and figure.part not in names:
            continue
        value = None if figure.value is None else str(figure.value)
        name = names[figure.part] if is_step else ""
        status = "hidden" if value is None else "told"
        yield (f"{figure.month:%Y-%m}", figure.measure.value, figure.part, name, value, status)


def _names(package: Package) -> dict[str, str]:
    """Return the names of the steps that take time."""
    if _PROCESS not in package.files:
        return {}
    steps = processes.list_steps(package.process_model)
    return {step.element: step.name or step.element for step in steps if statistics.takes_time(step.kind)}


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _licence(request: TownRequest, language: str) -> str:
    return text_of(request.actor, AboutPage.LICENCE, language)


def _licence_address(request: TownRequest) -> str:
    """
    Return the first address that the municipality's words on its licence lead to, else those words' own.

    Its own language is asked, whoever reads: what is kept on the way is the same for everybody.
    """
    found = _ADDRESS.search(_licence(request, municipality(request.actor.tenant).language))
    page = reverse("portal:about", args=[AboutPage.LICENCE])
    return found[0] if found else request.build_absolute_uri(page)


def _publisher(request: TownRequest) -> dict[str, Any]:
    town = municipality(request.actor.tenant)
    return {"@id": request.build_absolute_uri("/"), "@type": "foaf:Agent", "foaf:name": town.name}


def _described(request: TownRequest, one: DataSet) -> dict[str, Any]:
    link: Callable[[str], str] = request.build_absolute_uri
    page = f"{link(reverse('portal:open-data'))}#{one.key}"
    files = (("CSV", "text/csv", one.csv_url), ("JSON", "application/json", one.json_url))
    title = _package(request, one.key).service.title
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": [{"@language": code, "@value": capfirst(words)} for code, words in title.items()],
        "dct:description": _in_all(
            lambda: _("Cases that came and were closed, channels, deadlines and times, month by month.")
        ),
        "dct:publisher": _publisher(request),
        "dct:accrualPeriodicity": {"@id": f"{_EU}frequency/MONTHLY"},
        "dct:accessRights": {"@id": f"{_EU}access-right/PUBLIC"},
        "dcat:theme": {"@id": f"{_EU}data-theme/GOVE"},
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:accessURL": {"@id": link(url)},
                "dcat:downloadURL": {"@id": link(url)},
                "dcat:mediaType": media,
                "dct:format": {"@id": f"{_EU}file-type/{kind}"},
                "dct:license": {"@id": _licence_address(request)},
            }
            for kind, media, url in files
        ],
    }


def _in_all(say: Callable[[], str]) -> list[dict[str, str]]:
    """Return what ``say`` says in every language there is, each marked with its own."""
    told = []
    for code in languages.LANGUAGES:
        with override(code):
            told.append({"@language": code, "@value": say()})
    return told


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Let whoever asks keep the answer for an hour, and ask then whether it has changed."""
    etag = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={_KEPT_FOR_SECONDS}"
    answer["Access-Control-Allow-Origin"] = "*"  # any page may read what anybody may read
    again = get_conditional_response(request, etag=etag, response=answer)
    if isinstance(again, HttpResponseNotModified):
        again["Access-Control-Allow-Origin"] = "*"
        return again
    return answer
