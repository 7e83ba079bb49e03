"""The field with which papers are sent along with an answer, and what came in it."""

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from raadhus.cases.domain.papers import AT_MOST
from raadhus.forms.public import FileRefused, Upload, file_too_large
from raadhus.ui.fields import FileField
from raadhus.ui.uploads import fields_too_large

PAPERS = "papers"


def papers_field(label: str, refused: FileRefused | None = None, *, error: str = "") -> FileField:
    """Return the field; ``refused``: the file that was not taken, so that none was; ``error``: else what is wrong."""
    again = gettext("Then choose all your files again.") if refused else ""
    return FileField(
        name=PAPERS,
        label=label,
        hint=ngettext(
            "PDF, JPEG or PNG, at most %(limit)s file of at most 10 MB.",
            "PDF, JPEG or PNG, at most %(limit)s files of at most 10 MB each.",
            AT_MOST,
        )
        % {"limit": AT_MOST},
        error=f"{refused.said} {again}" if refused else error,
        accept=".pdf,.jpg,.jpeg,.png",
        is_multiple=True,
        is_required=False,
    )


def papers_in(request: HttpRequest) -> tuple[Upload, ...]:
    """Return the files that were sent, of a view that takes uploads. Raises: FileRefused for one that is too large."""
    if PAPERS in fields_too_large(request):
        raise file_too_large(PAPERS)
    files = request.FILES.getlist(PAPERS)
    return tuple(Upload(field_key=PAPERS, name=file.name or "", content=file) for file in files)
