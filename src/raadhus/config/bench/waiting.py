"""Waiting for letters without asking the product: one look at the database for all who wait."""

import threading
import time
from types import TracebackType
from typing import Self

from raadhus.config.proof.page import CannotGoOn
from raadhus.config.town.measuring import cost_of
from raadhus.config.town.postgres.server import Login

LOOK_EVERY_S = 0.02
COMES_WITHIN_S = 60.0
ARRIVED = """
    SELECT cases_case.submission_id::text FROM cases_case JOIN post_letter ON post_letter.case_id = cases_case.id
    WHERE post_letter.state = 'delivered' AND cases_case.submission_id = ANY(%s::uuid[])
"""
AT_WORK = """
    SELECT count(*) FROM procrastinate_jobs
    WHERE status IN ('todo', 'doing') AND task_name NOT LIKE '%%periodic%%'
      AND (scheduled_at IS NULL OR scheduled_at <= now())
"""


class LetterWatch:
    """
    Looks for the letters of submissions, in a thread of its own.

    ``cpu_s``: what its looks cost the database in all, known once it has left; the product has no part in it.
    """

    def __init__(self, admin: Login) -> None:
        self._admin = admin
        self.cpu_s = 0.0
        self._waiting: dict[str, threading.Event] = {}
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave.set()
        self._thread.join()

    def wait(self, submission: str) -> None:
        """Wait until the letter about a submission lies in the mailbox.

        Raises: CannotGoOn when it does not come.
        """
        arrived = self._waiting.setdefault(submission, threading.Event())
        if not arrived.wait(COMES_WITHIN_S):
            raise CannotGoOn(f"The letter about {submission} did not come within {COMES_WITHIN_S:.0f} s.")

    def _look(self) -> None:
        with self._admin.connection() as connection:
            while not self._leave.wait(LOOK_EVERY_S):
                awaited = list(self._waiting)
                for (submission,) in connection.execute(ARRIVED, [awaited], prepare=True) if awaited else ():
                    self._waiting.pop(str(submission)).set()
            self.cpu_s = cost_of([connection.info.backend_pid]).cpu_s


def wait_until_quiet(admin: Login) -> None:
    """Wait until no job is left.

    Raises: CannotGoOn when there is no end to it.
    """
    deadline = time.monotonic() + COMES_WITHIN_S
    with admin.connection() as connection:
        while connection.execute(AT_WORK).fetchone() != (0,):
            if time.monotonic() > deadline:
                raise CannotGoOn("The worker does not come to an end.")
            time.sleep(0.05)
