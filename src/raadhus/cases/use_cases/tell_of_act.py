"""Tell the rooms above what somebody did in a case, by themselves or through a clerk: they count it as a contact."""

from raadhus.bus import outbox
from raadhus.cases.domain.answers import ONLINE
from raadhus.cases.events import CitizenActed
from raadhus.cases.models import Case
from raadhus.platform import clock


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
