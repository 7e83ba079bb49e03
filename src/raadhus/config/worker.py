"""The job worker as a process: ``python -m raadhus.config.worker --ready FILE``; SIGTERM lets the running job end."""

import argparse
import asyncio
import importlib
import os
from pathlib import Path

import django
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

POLL_EVERY_S = 5.0
LEAVE_WITHIN_S = 20.0


def main() -> None:
    """Work until stopped; the file is there as long as jobs are taken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ready", type=Path, required=True)
    parser.add_argument("--name", default="worker")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadhus.config.settings")
    django.setup()
    asyncio.run(_work(options.ready, options.name))


async def _work(ready: Path, name: str) -> None:
    app = _queue()
    assert isinstance(app.connector, DjangoConnector)  # noqa: S101 - tells the type checker what the settings say
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        async with worker_app.open_async():
            ready.parent.mkdir(parents=True, exist_ok=True)
            ready.write_text(str(os.getpid()))
            try:
                await worker_app.run_worker_async(
                    name=name,
                    concurrency=1,
                    listen_notify=True,
                    fetch_job_polling_interval=POLL_EVERY_S,
                    shutdown_graceful_timeout=LEAVE_WITHIN_S,
                    delete_jobs="successful",
                )
            finally:
                ready.unlink(missing_ok=True)


def _queue() -> App:
    app: App = importlib.import_module("procrastinate.contrib.django").app  # there only after Django's set-up
    return app


if __name__ == "__main__":
    main()
