"""Reads files from a request piece by piece; what is too large is counted and let go, never kept."""

import tempfile
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from raadhus.platform.file_limits import LARGEST_BYTES
from raadhus.platform.refusals import Refusal

_LARGEST_REQUEST = 64 * 1024 * 1024
_IN_MEMORY = 512 * 1024
_MOST_FILES = 6


class RequestTooLarge(Refusal):
    """More was sent than any page of ours sends; it was not read."""

    status = 413
    code = "request-too-large"
    happened = _("The files are too large, so nothing was sent.")
    kept = _("Your answers are as you last saved them.")
    next_step = _("Go back and choose files of at most 10 MB each.")


class BoundedFiles(FileUploadHandler):
    """Keep each file up to the limit, the first half megabyte in memory; note the names of fields with one too large."""

    chunk_size = 64 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self._count = 0
        self._kept: Any = None
        self._bytes = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file. Raises: SkipFile for one more than any page takes."""
        super().new_file(*args, **kwargs)
        self._count += 1
        self._bytes = 0
        if self._count > _MOST_FILES:
            raise SkipFile
        self._kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- closed with the request
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece. Raises: SkipFile when the file outgrows the limit: the rest of the page is still read."""
        self._bytes += len(raw_data)
        if self._bytes > LARGEST_BYTES:
            self._kept.close()
            self.too_large.append(str(self.field_name))
            raise SkipFile
        self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """Return the whole file."""
        self._kept.seek(0)
        return UploadedFile(
            file=self._kept, name=self.file_name, content_type=self.content_type, size=file_size
        )


def takes_uploads(view: Any) -> Any:
    """Let the view read files through ``BoundedFiles``, set before the CSRF check reads the request."""
    protected = csrf_protect(view)

    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            if int(request.META.get("CONTENT_LENGTH") or 0) > _LARGEST_REQUEST:
                raise RequestTooLarge
            request.upload_handlers = [BoundedFiles(request)]
        response: HttpResponse = protected(request, *args, **kwargs)
        return response

    return csrf_exempt(bounded)


def fields_too_large(request: HttpRequest) -> tuple[str, ...]:
    """Return the names of the fields whose file was too large, after the request was read."""
    handler = request.upload_handlers[0]
    return tuple(handler.too_large) if isinstance(handler, BoundedFiles) else ()
