"""The two choices that every page offers: how it looks and in which language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from raadhus.ui.appearance import COOKIE, MAX_AGE_SECONDS, appearance_of


@require_POST
def choose_appearance(request: HttpRequest) -> HttpResponse:
    """Remember light, dark, automatic or stronger contrast, and go back."""
    chosen = appearance_of(request).choosing(request.POST.get("choice", ""))
    response = _back(request)
    response.set_cookie(
        COOKIE,
        chosen.to_cookie(),
        max_age=MAX_AGE_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language, and go back; a language we do not have changes nothing."""
    code = request.POST.get("language", "")
    response = _back(request)
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=MAX_AGE_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if is_ours else "/")
