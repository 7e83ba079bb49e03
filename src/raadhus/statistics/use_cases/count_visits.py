"""Count page views: gathered in this process and written in batches; losing a second of them at a crash is accepted."""

import datetime as dt
import threading
import time
from collections import Counter
from uuid import UUID

from django.db import close_old_connections, connection

from raadhus.platform.actor import Actor
from raadhus.platform.environment import Mode, current_environment
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.domain.contacts import Channel, Purpose
from raadhus.statistics.use_cases.count_contact import Contact, count_contact

_SECONDS = 1.0


class VisitBatch:
    """Visits of one process, written by a thread of its own, which begins with the first and keeps its connection."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._has_some = threading.Event()
        self._waiting: Counter[tuple[UUID, Contact]] = Counter()
        self._writer: threading.Thread | None = None

    def add(self, tenant: UUID, contact: Contact) -> None:
        """Remember one visit; it is written within about a second."""
        with self._lock:
            self._waiting[tenant, contact] += 1
            if self._writer is None and current_environment().mode is not Mode.TEST:
                self._writer = threading.Thread(target=self._write_on, name="visits", daemon=True)
                self._writer.start()
        self._has_some.set()

    def write(self) -> int:
        """Write what waits; return how many visits that was."""
        with self._lock:
            waiting, self._waiting = self._waiting, Counter()
        for tenant in {tenant for tenant, _ in waiting}:
            actor = Actor.system(tenant, purpose="statistics.visits")
            with transaction(tenant):
                for (owner, contact), number in waiting.items():
                    if owner == tenant:
                        count_contact(actor, contact, number)
        return waiting.total()

    def _write_on(self) -> None:
        """Write each second in which there were some, until the database fails: the next visit begins another thread."""
        try:
            while self._has_some.wait():
                time.sleep(_SECONDS)
                self._has_some.clear()
                close_old_connections()
                self.write()
        finally:
            with self._lock:
                self._writer = None
            connection.close()


visits = VisitBatch()


def count_visit(actor: Actor, task_code: str, on: dt.date) -> None:
    """Count that somebody read about a task on the website on a local day; who is never noted."""
    contact = Contact(on=on, channel=Channel.WEB, task_code=task_code, purpose=Purpose.INFORMATION)
    visits.add(actor.tenant, contact)
