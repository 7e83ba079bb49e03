"""Papers of a case: what was filed, what was attached, and the letter a decision would become."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from raadhus.cases import public as cases
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.platform.text import clean_line

_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_PICTURES = frozenset({"image/jpeg", "image/png"})


@require_safe
@require_staff(Role.CASEWORKER)
def show_document(request: TownRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Give a filed document; the look is noted. Raises: NotFoundHere, OwnHousehold, PapersProtected."""
    info, content = cases.read_case_paper(request.actor, case_id, document_id)
    if cases.is_handed_in(info.document_kind):
        return _handed_in(info.title, info.media_type, content)
    return as_paper(info.title, info.media_type, content)


@require_safe
@require_staff(Role.CASEWORKER)
def show_attachment(request: TownRequest, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Give what the applicant attached; the look is noted. Raises: NotFoundHere, OwnHousehold, PapersProtected."""
    return _handed_in(*cases.read_case_attachment(request.actor, case_id, attachment_id))


@require_safe
@require_staff(Role.CASEWORKER)
def show_letter(request: TownRequest, case_id: UUID) -> HttpResponse:
    """Give the letter as it would be sent. Raises: NotFoundHere, OwnHousehold, PapersProtected."""
    return as_paper("letter", "application/pdf", cases.preview_decision(request.actor, case_id))


def _handed_in(title: str, media_type: str, content: bytes) -> HttpResponse:
    """Return a paper that somebody handed in: no browser shows it in our name."""
    answer = as_paper(title, media_type, content, to_show=_PICTURES)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def as_paper(
    title: str, media_type: str, content: bytes, *, to_show: frozenset[str] = _PICTURES | {"application/pdf"}
) -> HttpResponse:
    """Return a paper that the browser shows when it is one of the kinds ``to_show``, else saves."""
    is_shown = media_type in to_show
    is_known = media_type in _ENDINGS
    answer = HttpResponse(content, content_type=media_type if is_known else "application/octet-stream")
    ending = _ENDINGS.get(media_type, "bin")
    title = clean_line(title)  # a header takes one line
    name = title if title.lower().endswith(f".{ending}") else f"{title}.{ending}"
    disposition = content_disposition_header(not is_shown, name)
    if disposition:
        answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "private, no-store"
    return answer
