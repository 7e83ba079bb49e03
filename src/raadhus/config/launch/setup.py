"""The steps of set-up, each taken only when something has changed since it was last taken."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from raadhus.config.launch import assets, packages, places, translations
from raadhus.config.launch.needs import Need
from raadhus.config.launch.progress import step


def set_up(need: Need) -> None:
    """Prepare what a command needs; costs a few milliseconds when nothing has changed.

    Raises: CannotSetUp.
    """
    steps = [
        (
            "Python packages",
            lambda: packages.are_current(need.requirements),
            lambda: packages.sync(need.requirements),
        ),
        ("Translations", translations.are_current, translations.compile_changed),
    ]
    if need.assets:
        steps.append(("Web files", assets.are_current, assets.build))
    for what, is_current, prepare in steps:
        _take(what, is_current, prepare)


def _take(what: str, is_current: Callable[[], bool], prepare: Callable[[], None]) -> None:
    if is_current():
        return
    with _alone():
        if not is_current():
            with step(what):
                prepare()


@contextmanager
def _alone() -> Iterator[None]:
    """Let one command at a time prepare; the others wait and find it done."""
    places.STATE.mkdir(exist_ok=True)
    with (places.STATE / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
