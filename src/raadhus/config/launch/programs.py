"""Running the programs that set-up consists of."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from raadhus.config.launch import places
from raadhus.config.launch.refusals import CannotSetUp

LAST_LINES = 8


def run(command: Sequence[str | Path], *, failing: str, environment: Mapping[str, str] | None = None) -> str:
    """Run a program quietly and return what it printed.

    Raises: CannotSetUp with the given sentence and the program's last lines.
    """
    own = {"PYTHONPATH": str(places.SOURCE)}
    told = {**os.environ, **places.caches(), **own, **(environment or {})}
    try:
        done = subprocess.run(  # noqa: S603 - our own commands
            command,
            cwd=places.ROOT,
            env=told,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise CannotSetUp(f"{failing} ({error})") from error
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines()[-LAST_LINES:]
        raise CannotSetUp("\n".join([failing, *(f"    {line}" for line in lines)]))
    return done.stdout
