"""The way back to the inbox as somebody had it; a browser remembers it until it is closed, without script too."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from raadhus.platform.requests import TownRequest
from raadhus.workspace.web.inbox_asked import fields_of, read_narrowed, read_queue

COOKIE = "inbox"
_LONGEST = 400


def remember(request: TownRequest, response: HttpResponse, look: str) -> None:
    """Let the way back lead to ``look``, an address of the inbox."""
    asked = look.partition("?")[2]
    if len(asked) > _LONGEST or asked == request.COOKIES.get(COOKIE):
        return  # a cookie is not sent twice, nor one that nobody could have chosen
    response.set_cookie(
        COOKIE,
        asked,
        path=reverse("workspace:inbox"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def inbox_url(request: TownRequest, **done: str) -> str:
    """Return the address of the inbox as the reader had it, where it is theirs still; ``done``: what it tells once."""
    kept = QueryDict(request.COOKIES.get(COOKIE, "")[:_LONGEST])
    unit = kept.get("unit", "")
    parts: dict[str, str] = {}
    if unit in {str(one) for one in request.actor.units}:
        parts = {"queue": str(read_queue(kept)), "unit": unit} | fields_of(read_narrowed(kept))
        if "after" in kept and not done:
            parts["after"] = kept["after"]
    asked = urlencode(done | parts)
    return f"{reverse('workspace:inbox')}?{asked}" if asked else reverse("workspace:inbox")
