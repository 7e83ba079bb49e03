"""Tell the rooms above that a citizen did something in a case by themselves: they count it as a contact."""

from raadhus.bus import outbox
from raadhus.cases.events import CitizenActed
from raadhus.cases.models import Case
from raadhus.platform import clock

ONLINE = "self-service"


def tell_of_act(case: Case, what: str, *, channel: str = ONLINE) -> None:
    """Tell ``what`` was done now in ``case``: appeal, or the kind of the task that was answered. Emits: CitizenActed."""
    outbox.emit(
        CitizenActed(
            subject=case.flow,
            case_id=case.id,
            package_hash=case.package_hash,
            what=what,
            channel=channel,
            acted_at=clock.now(),
        )
    )
