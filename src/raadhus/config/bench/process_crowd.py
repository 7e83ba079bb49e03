"""Some processes of the machine that answer tasks at the same time; needs Django to be set up."""

import time
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from uuid import UUID

from django.db import connections

from raadhus.config.bench.process_desk import opened_desk

WARM_UP = 10
Task = tuple[UUID, UUID]
_GO = "go"


def answered_at_once(tasks: Sequence[Task], workers: int) -> list[list[float]]:
    """
    Have so many processes answer waiting tasks (instance, task), each its own share.

    Return the moments between the steps of each, in seconds of the machine's clock; its first ``WARM_UP`` left out.
    """
    connections.close_all()  # a connection belongs to one process
    fork = get_context("fork")
    running = []
    for at in range(workers):
        here, there = fork.Pipe()
        process = fork.Process(target=_answer, args=(there, tasks[at::workers]))
        process.start()
        there.close()
        running.append((process, here))
    for _, here in running:
        here.recv()
    for _, here in running:
        here.send(_GO)
    moments = [here.recv() for _, here in running]
    for process, _ in running:
        process.join()
    return moments


def _answer(line: "Connection[object, object]", tasks: Sequence[Task]) -> None:
    """Answer some tasks, say so, wait for a word, answer the others."""
    with opened_desk() as desk:
        desk.tasks.update({instance: [task] for instance, task in tasks})
        instances = [instance for instance, _ in tasks]
        for instance in instances[:WARM_UP]:
            desk.answer(instance)
        line.send("ready")
        line.recv()
        moments = [time.monotonic()]
        for instance in instances[WARM_UP:]:
            desk.answer(instance)
            moments.append(time.monotonic())
    line.send(moments)
    connections.close_all()
