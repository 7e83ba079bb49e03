"""The component gallery of a demo town: each component in each state, and whole pages made of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from raadhus.platform.environment import current_environment
from raadhus.ui.gallery_samples import REFUSAL, sample

PAGES = ("components", "forms", "home", "step", "page", "letter", "inbox", "case", "console", "refusal")


def show(request: HttpRequest, page: str = "components") -> HttpResponse:
    """
    Show a page of the gallery, e.g. ``/gallery/inbox/?theme=nordby``.

    Raises: Http404 outside a demo town, where there is no gallery.
    """
    if not current_environment().is_demo or page not in PAGES:
        raise Http404
    context = {"pages": PAGES} | sample(
        request.GET.get("theme", "egeby"), is_staff=page in {"inbox", "case", "console"}
    )
    request.frame = context.pop("frame")  # type: ignore[attr-defined]  # ui.frame.Framed
    if page == "refusal":
        return render(request, "ui/refusal.html", context | REFUSAL)
    return render(request, f"ui/gallery/{page}.html", context)
