"""``./raadhus serve``: the town hall in production, web and worker, configured by ``RAADHUS_*`` variables."""

import argparse
import contextlib
import sys
from collections.abc import Sequence

from raadhus.config.town import programs, variables
from raadhus.config.town.folders import ROOT
from raadhus.config.town.ports import HOST, is_free
from raadhus.config.town.processes import running_processes
from raadhus.config.town.refusals import CannotOpenTown
from raadhus.platform.environment import current_environment


def main(arguments: Sequence[str]) -> int:
    """Run until a signal or until a process ends; behind a proxy that speaks HTTPS.

    Raises: CannotOpenTown when the port is taken, or the web's files are not built.
    """
    parser = argparse.ArgumentParser(
        prog="./raadhus serve", description="Serve the town hall in production: web and worker."
    )
    parser.add_argument("--host", default=HOST, help="address to listen on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=programs.WEB_WORKERS)
    parser.add_argument("--job-workers", type=int, default=1)
    options = parser.parse_args(arguments)
    if not is_free(options.port, host=options.host):  # web servers on one port answer in turns
        raise CannotOpenTown(
            f"Port {options.port} of {options.host} is taken: another program listens there."
        )
    home = ROOT / current_environment().home
    (home / "files").mkdir(
        mode=0o700, parents=True, exist_ok=True
    )  # there to be backed up before the first is filed
    told = {**variables.inherited(), **programs.OWN_VARIABLES}
    told.pop("RAADHUS_OWNER_DATABASE_URL", None)  # no running process sees past row-level security
    with running_processes(home / "logs") as processes:
        programs.collect_static_files(told)
        told = programs.counting_together(told, home / "run")
        web = programs.web(
            options.port, told, host=options.host, workers=options.workers, static=home / "static"
        )
        processes.start(web)
        for number in range(1, options.job_workers + 1):
            processes.start(programs.worker(told, home / "run", name=f"worker-{number}"))
        sys.stdout.write(f"Open on {options.host}:{options.port}.\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):  # asked to stop
            processes.watch()
    return 0
