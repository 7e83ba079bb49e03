"""How we reach a person: mobile phone, e-mail, and in which language."""

import dataclasses
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.identity.public import require_login
from raadhus.notifications.public import (
    CannotSetContactDetails,
    ContactInfo,
    get_contact_details,
    set_contact_details,
)
from raadhus.platform.languages import NAMES
from raadhus.platform.refusals import LoginNeeded
from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import Field, Option, SelectField, TextField, Width, problems_of
from raadhus.ui.parts import Crumb, Problem
from raadhus.ui.words import phone_in_words

_SAVED = "saved"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """What the page shows."""

    title: str
    crumbs: tuple[Crumb, ...]
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    is_saved: bool


@require_http_methods(["GET", "HEAD", "POST"])
@require_login()
def change(request: TownRequest) -> HttpResponse:
    """Show and take one's own contact details. Raises: LoginNeeded."""
    person_id = request.actor.person_id
    if person_id is None:
        raise LoginNeeded
    details, refused = get_contact_details(request.actor, person_id), None
    if request.method == "POST":
        details = _sent(request)
        refused = _save(request, person_id, details)
        if refused is None:
            return redirect(f"{reverse('notifications:contact')}?{_SAVED}=1")
    page = _page(details, refused, is_saved=request.method != "POST" and _SAVED in request.GET)
    return render(request, "notifications/contact.html", {"page": page}, status=422 if refused else 200)


def _sent(request: TownRequest) -> ContactInfo:
    language = request.POST.get("language", "")
    known = language if language in dict(settings.LANGUAGES) else request.municipality.language
    return ContactInfo(
        phone=request.POST.get("phone", "")[:40].strip(),
        email=request.POST.get("email", "")[:254].strip(),
        language=known,
    )


def _save(request: TownRequest, person_id: UUID, details: ContactInfo) -> CannotSetContactDetails | None:
    try:
        set_contact_details(
            request.actor,
            person_id,
            phone=details.phone,
            email=details.email,
            language=details.language,
            country=request.municipality.country,
        )
    except CannotSetContactDetails as refused:
        return refused
    return None


def _page(details: ContactInfo, refused: CannotSetContactDetails | None, *, is_saved: bool) -> ContactPage:
    errors = {refused.field: str(refused.happened)} if refused else {}
    fields: tuple[Field, ...] = (
        TextField(
            name="phone",
            label=_("Mobile phone"),
            hint=_("We send an SMS when there is a letter for you. It never says what is in it."),
            value=phone_in_words(details.phone),
            kind="tel",
            autocomplete="tel",
            width=Width.HALF,
            is_required=False,
            error=errors.get("phone", ""),
        ),
        TextField(
            name="email",
            label=_("E-mail"),
            value=details.email,
            kind="email",
            autocomplete="email",
            is_required=False,
            error=errors.get("email", ""),
        ),
        SelectField(
            name="language",
            label=_("Language of our messages"),
            options=tuple(
                Option(value=code, label=NAMES.get(code, code)) for code, _name in settings.LANGUAGES
            ),
            value=details.language,
        ),
    )
    title = _("How we reach you")
    crumbs = (Crumb(label=_("My Page"), url=reverse("my-page:home")), Crumb(label=title))
    return ContactPage(
        title=title, crumbs=crumbs, fields=fields, problems=problems_of(fields), is_saved=is_saved
    )
