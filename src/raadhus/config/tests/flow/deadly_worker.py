"""A job worker in which one job kills the process that runs it: ``python -m … --ready FILE --name NAME``."""

import os
import signal
from uuid import UUID

from raadhus.bus import registry
from raadhus.bus.registry import JobContext
from raadhus.config import worker

JOB = "test.deadly"


def die(context: JobContext, *, thing_id: UUID) -> None:
    """End this process, as the kernel does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    registry.job(JOB)(die)
    worker.main()
