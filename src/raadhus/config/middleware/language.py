"""In which language a page is read, as chosen, else the municipality's own; its hours are the municipality's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


class LanguageMiddleware:
    """Activate the language of the cookie when we have it, else the town's, else English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._known = frozenset(code for code, _name in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        town = getattr(request, "municipality", None)
        wished = (request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), town.language if town else "")
        language = next((code for code in wished if code in self._known), settings.LANGUAGE_CODE)
        with translation.override(language), timezone.override(town.zone if town else None):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
