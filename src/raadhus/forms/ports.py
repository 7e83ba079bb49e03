"""What the forms need of outside systems; adapters carry it out."""

import dataclasses
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from raadhus.platform.actor import Actor


class ScannerUnavailable(Exception):
    """The scanner does not answer, or answers nonsense: nothing may be let through unscanned."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ToldCase:
    """
    What became of an application: the case's number and page, a sentence in the active language on where it stands.

    letter_url: the letter with the decision, empty until it can be read; is_moving: no person is waited for, so more
    is known in seconds.
    """

    number: str
    url: str
    said: str
    is_decided: bool
    letter_url: str
    is_moving: bool


class CaseTeller(Protocol):
    """Tells the person who applied what became of it; whoever has the cases carries it out."""

    def of_submission(self, actor: Actor, submission_id: UUID) -> ToldCase | None:
        """Return the case of what the actor sent, None until there is one."""

    def of_service(self, actor: Actor, service_key: str) -> ToldCase | None:
        """Return what the actor has of a service already: a case at work, else the grant that holds; None for neither."""


class VirusScanner(Protocol):
    """Looks for malicious software in a file."""

    def find_in(self, content: Iterable[bytes]) -> str:
        """
        Return the name of what was found in the file that comes in pieces, empty when nothing was.

        Raises: ScannerUnavailable.
        """
