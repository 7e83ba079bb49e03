"""Count page views: gathered in this process and written in batches; losing a second of them at a crash is accepted."""

import datetime as dt
import threading
import time
from collections import Counter
from uuid import UUID

from django.db import connection

from raadhus.platform.actor import Actor
from raadhus.platform.environment import Mode, current_environment
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.domain.contacts import Channel, Purpose
from raadhus.statistics.use_cases.count_contact import Contact, count_contact

_SECONDS = 1.0


class VisitBatch:
    """Visits of one process, written by a thread of its own that lives only while there are some."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[tuple[UUID, Contact]] = Counter()
        self._writer: threading.Thread | None = None

    def add(self, tenant: UUID, contact: Contact) -> None:
        """Remember one visit; it is written within about a second."""
        with self._lock:
            self._waiting[tenant, contact] += 1
            if self._writer is None and current_environment().mode is not Mode.TEST:
                self._writer = threading.Thread(target=self._write_soon, name="visits", daemon=True)
                self._writer.start()

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

    def _write_soon(self) -> None:
        time.sleep(_SECONDS)
        with self._lock:
            self._writer = None
        try:
            self.write()
        finally:
            connection.close()


visits = VisitBatch()


def count_visit(actor: Actor, task_code: str, on: dt.date) -> None:
    """Count that somebody read about a task on the website on a local day; who is never noted."""
    contact = Contact(on=on, channel=Channel.WEB, task_code=task_code, purpose=Purpose.INFORMATION)
    visits.add(actor.tenant, contact)
