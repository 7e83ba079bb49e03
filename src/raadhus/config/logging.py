"""Structured logs: one JSON object a line, with the correlation id; secrets and personal data stay out."""

import functools
import logging
import sys
from typing import Any

import structlog

_SECRET_WORDS = ("password", "secret", "token", "cookie", "authorization", "number", "key")


def configure_logging(level: str) -> None:
    """Send everything, the libraries' lines too, through one JSON renderer to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("httpx", "httpcore", "procrastinate", "fontTools"):
        logging.getLogger(chatty).setLevel("WARNING")


def hide_secrets(_logger: Any, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Replace the value of every field whose name speaks of a secret or an identity number."""
    for name in entry:
        if _is_secret(name):
            entry[name] = "hidden"
    return entry


@functools.lru_cache(maxsize=1024)
def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in _SECRET_WORDS)
