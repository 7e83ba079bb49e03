"""The page of a refusal when there is no town, no session and perhaps no database to make a frame from."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from raadhus.platform.refusals import Refusal
from raadhus.ui.appearance import Appearance
from raadhus.ui.frame import NEUTRAL


def standalone_page(refusal: Refusal, reference: str = "") -> HttpResponse:
    """
    Return what happened, what is kept and what to do next, with the house's own crest around it.

    reference: what a person can tell us on the phone (the correlation id), or nothing.
    """
    values = {
        "refusal": refusal,
        "action": None,
        "reference": reference,
        "frame": NEUTRAL,
        "appearance": Appearance(),
        "here": "/",
        "csrf_token": "",
    }
    return HttpResponse(render_to_string("ui/refusal.html", values), status=refusal.status)
