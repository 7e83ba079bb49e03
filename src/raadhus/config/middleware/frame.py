"""What stands around every page: the town's name and crest, who is logged in, how to reach somebody."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.config.middleware.menus import links_of, menu_of
from raadhus.forms.public import HELPERS, find_helped
from raadhus.organisation import public as organisation
from raadhus.organisation.public import AboutPage, Hours, MunicipalityInfo
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.languages import NAMES
from raadhus.ui.frame import NEUTRAL, Acting, Contact, Frame, Language, NavLink, User
from raadhus.ui.words import time_in_words
from raadhus.workspace.web.words import HELP_CHANNEL

_FORMS = "/apply/"

_LANGUAGES = tuple(
    Language(code=code, name=name) for code, name in NAMES.items() if code in dict(settings.LANGUAGES)
)


class FrameMiddleware:
    """Set ``request.frame``, made only when a page draws it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.frame = SimpleLazyObject(lambda: frame_of(request))  # type: ignore[attr-defined]  # ui.frame.Framed
        return self.get_response(request)


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of this request's town, the neutral one where there is no town."""
    town: MunicipalityInfo | None = getattr(request, "municipality", None)
    if town is None:
        return NEUTRAL
    return Frame(
        name=town.name,
        theme=town.theme,
        crest=town.slug,
        login_url="/login/",
        user=_user_of(request),
        acting=_acting_of(request),
        town_day=organisation.local_today(town.id) if clock.is_set() else None,
        languages=_LANGUAGES,
        contact=_contact_of(request, town),
        menu=menu_of(request),
        footer=_footer(get_language() or ""),
    )


@functools.cache
def _footer(_language: str) -> tuple[NavLink, ...]:
    """Lead to what the site says of itself."""
    labels = {
        AboutPage.ACCESSIBILITY: _("Accessibility"),
        AboutPage.PRIVACY: _("Your data"),
        AboutPage.COOKIES: _("Cookies"),
    }
    about = (NavLink(label=label, url=reverse("portal:about", args=[page])) for page, label in labels.items())
    return (*about, NavLink(label=_("Open data"), url=reverse("portal:open-data")))


def _user_of(request: HttpRequest) -> User | None:
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_known:
        return None
    info = request.session.info  # type: ignore[attr-defined]  # our SessionStore, read already for the actor
    name = (info.name if info else "") or _("My Page")
    return User(name=name, logout_url="/logout/", links=links_of(request))


def _acting_of(request: HttpRequest) -> Acting | None:
    """Say, on the pages of forms, whom a clerk helps; a refused request asks the database nothing more."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not (actor.is_staff and actor.has(*HELPERS) and request.path.startswith(_FORMS)):
        return None
    if getattr(request, "refused", None) or not getattr(request, "has_transaction", False):
        return None
    helped = find_helped(actor)
    if helped is None:
        return None
    return Acting(
        name=helped.name,
        how=str(HELP_CHANNEL[helped.channel]),
        stop=_("Done helping"),
        stop_url=reverse("workspace:help-end"),
    )


def _contact_of(request: HttpRequest, town: MunicipalityInfo) -> Contact:
    """Say today's hours; on a refused request, which may ask the database nothing more, only where to turn."""
    if getattr(request, "refused", None) or not getattr(request, "has_transaction", False):
        return Contact(phone=town.phone, desk=town.desk_address)
    day = organisation.desk_today(town.id, organisation.local_today(town.id))
    return Contact(
        phone=town.phone,
        phone_hours=_hours_in_words(day.phone),
        desk=town.desk_address,
        desk_hours=_hours_in_words(day.desk) if town.desk_address else "",
    )


def _hours_in_words(spans: tuple[Hours, ...]) -> str:
    if not spans:
        return _("Closed today")
    words = (
        _("%(opens)s to %(closes)s")
        % {"opens": time_in_words(span.opens), "closes": time_in_words(span.closes)}
        for span in spans
    )
    return _("Today %(hours)s") % {"hours": ", ".join(words)}
