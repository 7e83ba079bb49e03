"""The product's own processes, as the demo town and production start them."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from raadhus.config.town.folders import ASSETS, SOURCE
from raadhus.config.town.ports import HOST
from raadhus.config.town.processes import Program
from raadhus.config.town.readiness import answers_http
from raadhus.config.town.refusals import CannotOpenTown

WEB_WORKERS = 2
OWN_VARIABLES = {"PYTHONPATH": str(SOURCE), "DJANGO_SETTINGS_MODULE": "raadhus.config.settings"}


def counting_together(told: Mapping[str, str], run: Path) -> dict[str, str]:
    """Return what the processes are told so that their metrics are counted together, from nothing.

    ``run``: where they put them, unless ``RAADHUS_METRICS_FOLDER`` says where.
    """
    folder = Path(told.get("RAADHUS_METRICS_FOLDER") or run / "metrics")
    folder.mkdir(parents=True, exist_ok=True)
    for left_behind in folder.glob("*.db"):
        left_behind.unlink()
    return {**told, "RAADHUS_METRICS_FOLDER": str(folder)}


def web(
    port: int, told: Mapping[str, str], *, static: Path, host: str = HOST, workers: int = WEB_WORKERS
) -> Program:
    """Return the web server: processes with threads, static files from the folder ``static``."""
    return Program(
        name="web",
        command=[
            *(sys.executable, "-m", "raadhus.config.web", "--host", host, "--port", str(port)),
            *("--workers", str(workers), "--static", static),
        ],
        is_ready=answers_http(port, "/ready/"),
        environment=told,
        stop_within_s=8.0,
    )


def worker(told: Mapping[str, str], run: Path, *, name: str = "worker") -> Program:
    """Return a job worker; ``run`` is where it shows that it is ready."""
    ready = run / f"{name}.ready"
    ready.unlink(missing_ok=True)
    return Program(
        name=name,
        command=[sys.executable, "-m", "raadhus.config.worker", "--ready", ready, "--name", name],
        is_ready=ready.exists,
        environment=told,
        stop_within_s=25.0,
    )


def run_once(module: str, *arguments: str, told: Mapping[str, str], failing: str) -> str:
    """Run a program of ours to its end and return what it printed.

    Raises: CannotOpenTown with the given sentence and its last lines.
    """
    done = subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, "-m", module, *arguments],
        env=dict(told),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()[-20:]
        raise CannotOpenTown("\n".join([failing, *(f"    {line}" for line in lines)]))
    return done.stdout


def collect_static_files(told: Mapping[str, str]) -> None:
    """
    Put the files that browsers fetch where the web server finds them.

    Raises: CannotOpenTown when they were never built: each page would be an error.
    """
    if not (ASSETS / "web").is_dir():
        raise CannotOpenTown(
            f"The web's files are not built: {ASSETS / 'web'} is not there. ./raadhus builds them before it "
            "serves; to build them alone, run PYTHONPATH=src python -m raadhus.ui.assets in the checkout."
        )
    run_once(
        "django",
        *("collectstatic", "--no-input", "--verbosity=0"),
        told=told,
        failing="The static files could not be collected.",
    )
