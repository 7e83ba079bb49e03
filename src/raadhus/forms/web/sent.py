"""After sending: the receipt and its one question, a copy to keep, and files that were attached."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from raadhus.forms.public.presenting.texts import say
from raadhus.forms.use_cases.open_receipt import open_copy, open_receipt
from raadhus.forms.use_cases.rate_form import rate_form
from raadhus.forms.use_cases.read_attachment import own_attachment
from raadhus.forms.web.copy_page import sent_groups
from raadhus.forms.web.telling import teller_for
from raadhus.platform.requests import TownRequest
from raadhus.ui.downloads import as_download
from raadhus.ui.fields import ChoiceField, Option

_RATINGS = (("5", _("Well")), ("3", _("So so")), ("1", _("Badly")))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NextLine:
    """One thing that happens now, and by when."""

    what: str
    within: str


@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: TownRequest, service_key: str, submission_id: UUID) -> HttpResponse:
    """Show the receipt, or take the answer to its question."""
    if request.method == "POST":
        rating = request.POST.get("rating", "")
        rate_form(request.actor, submission_id, int(rating) if rating in dict(_RATINGS) else 0)
        return redirect("forms:sent", service_key, submission_id)
    receipt = open_receipt(request.actor, submission_id)
    options = tuple(Option(value=value, label=str(label)) for value, label in _RATINGS)
    teller = teller_for(request.actor)
    case = teller.of_submission(request.actor, submission_id) if teller else None
    context = {
        "service": receipt.service,
        "submission": receipt.submission,
        "case": case,
        "is_moving": teller is not None and (case is None or case.is_moving),
        "next_lines": [
            NextLine(what=say(thing.what), within=say(thing.within)) for thing in receipt.next_things
        ],
        "rating": ChoiceField(name="rating", label=str(_("How did it go?")), options=options, is_inline=True),
        "is_rated": receipt.submission.rating is not None,
    }
    return render(request, "forms/sent.html", context)


@require_safe
def copy(request: TownRequest, service_key: str, submission_id: UUID) -> HttpResponse:
    """Show what was sent, to read again, print or keep. Raises: NotFoundHere, LoginNeeded, CannotEnterAtThisLevel."""
    opened = open_copy(request.actor, submission_id)
    spec = opened.service.form.spec
    teller = teller_for(request.actor)
    context = {
        "case": teller.of_submission(request.actor, submission_id) if teller else None,
        "service": opened.service,
        "submission": opened.submission,
        "groups": sent_groups(opened.service.form, opened.submission, opened.files),
        "points": [say(point) for point in spec.declaration.points],
    }
    return render(request, "forms/copy.html", context)


@require_safe
def file(request: TownRequest, service_key: str, attachment_id: UUID) -> HttpResponse:
    """Download a file of one's own."""
    return as_download(*own_attachment(request.actor, attachment_id))
