"""Structured logs: one JSON object a line, with the correlation id; secrets and personal data stay out."""

import functools
import logging
import sys
import traceback
from typing import Any

import structlog

_DJANGOS = ("django.request", "django.security")
_SECRET_WORDS = ("password", "secret", "token", "cookie", "authorization", "number", "key")


def configure_logging(level: str, *, shows_error_texts: bool) -> None:
    """
    Send everything, the libraries' lines too, through one JSON renderer to standard error.

    ``shows_error_texts``: where the people are invented. An error's own text may quote a row or what somebody typed.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info if shows_error_texts else tell_places,
        hide_secrets,
        leave_out_addresses,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Lines(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging._srcfile = None  # no line says where in the code it was written: nobody looks for it
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("httpx", "httpcore", "procrastinate", "fontTools"):
        logging.getLogger(chatty).setLevel("WARNING")


class _Lines(structlog.stdlib.ProcessorFormatter):
    """What we log comes as a line; what libraries log becomes one here."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``."""
        return str(record.msg) if record.name.startswith("raadhus.") else super().format(record)


def leave_out_addresses(_logger: Any, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Cut the address off Django's own lines ("Not Found: /…"): anything may have been typed there; ours name the route."""
    if str(entry.get("logger", "")).startswith(_DJANGOS):
        entry["event"] = str(entry["event"]).partition(": /")[0]
    return entry


def tell_places(_logger: Any, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Replace an error by its kinds and places, the cause first, without what it says."""
    given = entry.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given if isinstance(given, BaseException) else None
    if error is None and given:
        error = sys.exc_info()[1]
    if error is not None:
        entry["exception"] = "\n".join(_places_of(error))
    return entry


def _places_of(error: BaseException) -> list[str]:
    lines: list[str] = []
    told: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in told:
        told.add(id(one))
        frames = [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(one.__traceback__)
        ]
        lines = [type(one).__name__, *frames, *lines]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return lines


def hide_secrets(_logger: Any, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Replace the value of every field whose name speaks of a secret or an identity number."""
    for name in entry:
        if _is_secret(name):
            entry[name] = "hidden"
    return entry


@functools.lru_cache(maxsize=1024)
def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in _SECRET_WORDS)
