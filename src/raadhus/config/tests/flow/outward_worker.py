"""A job worker whose service tasks order in a shop that is a folder: ``SHOP=FOLDER python -m … --ready FILE``."""

import importlib
import os
import signal
from pathlib import Path
from typing import Any

import django

from raadhus.config import worker

ORDER, ORDER_ONCE = "test.order", "test.order_once"


def order(execution: Any) -> dict[str, object]:
    """Write the order into the shop's book; die after that, once, where a file of that name lies there."""
    shop = Path(os.environ["SHOP"])
    with (shop / "book").open("a") as book:
        book.write(f"{execution.task_ref}\n")
    _die_if_told(shop / "die-after")
    return {"number": 7}


def _die_if_told(told: Path) -> None:
    if told.exists():
        told.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    django.setup()
    processes = importlib.import_module("raadhus.processes.public")  # its tables are known only now
    processes.register_handler(ORDER, order, reach=processes.Reach.OUTWARD)
    processes.register_handler(ORDER_ONCE, order, reach=processes.Reach.OUTWARD_ONCE)
    worker.main()
