"""
The web server as a process: ``python -m raadhus.config.web --port N --static FOLDER``.

The application is loaded once, before the workers are forked: they share what was loaded and can answer at once.
"""

import argparse
import gc
from pathlib import Path

from django.urls import resolve, reverse
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from raadhus.config import wsgi

THREADS = 4
HEADERS_WITHIN_MS = (
    10_000  # a body has no such limit here: docs/settings.md says what the proxy in front must do
)
STATIC_FOR_S = 365 * 24 * 3600  # names carry a hash of the content
REPLACED_AFTER_S = 1.0
LEAVE_WITHIN_S = 5
LOGS_AS_OURS = {"loggers": {"_granian": {"handlers": [], "propagate": True}}}


def main() -> None:
    """Serve until stopped; a worker that ends is replaced."""
    parser = argparse.ArgumentParser(prog="raadhus.config.web")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--static", type=Path, required=True)
    options = parser.parse_args()
    _load()
    Granian(
        f"{wsgi.__name__}:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
        workers=options.workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        log_dictconfig=LOGS_AS_OURS,
        respawn_failed_workers=True,
        respawn_interval=REPLACED_AFTER_S,
        workers_kill_timeout=LEAVE_WITHIN_S,
        static_path_route=["/static"],
        static_path_mount=[options.static],
        static_path_expires=STATIC_FOR_S,
    ).serve()


def _load() -> None:
    """Load every view, and set what was loaded apart: it is not looked through for garbage, nor copied, ever again."""
    resolve("/")
    reverse("health")
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
