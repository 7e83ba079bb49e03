"""What a row of the matrix says: whose an address is, where it leads, and what everybody gets there."""

import dataclasses
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.urls import reverse

from tests.rights.laid import Laid
from tests.rights.people import Who

OK = frozenset({200})
DONE = frozenset({200, 302})
DID = frozenset({302})  # an act leads on to a page
LOGIN = frozenset({302})  # to the login
GONE = frozenset({404})
REFUSED = frozenset({403})
CONFLICT = frozenset({409, 422})

DESK_STAFF = (Who.CASEWORKER, Who.CLEARED, Who.HOUSEHOLD, Who.OTHER_UNIT, Who.NORTHERN_DESK)
CASEWORKERS = (Who.CASEWORKER, Who.CLEARED)
"""Who works on the cases of the unit and lives with nobody they are about."""
RULE_READERS = (
    *DESK_STAFF,
    Who.LEADER,
    Who.OPERATOR,
    Who.ASSOCIATION,
    Who.AUTHOR,
    Who.APPROVER,
    Who.NORTHERN_AUTHOR,
)
ELSEWHERE = (Who.NORTHERN_DESK, Who.NORTHERN_AUTHOR, Who.ASSOCIATION)
"""Who reads rules at another address, where this town's service is not offered and nothing of it is found."""
AT_WORK = (*RULE_READERS, Who.FRONTDESK)


class Kind(StrEnum):
    """Whose an address is."""

    PUBLIC = "public"  # anybody's
    PERSONAL = "personal"  # each sees their own
    OWN = "own"  # one citizen's thing
    DESK = "desk"  # for caseworkers, of no single case
    CASE = "case"  # a case, for the caseworkers of its unit
    LEADERS = "leaders"
    OPERATORS = "operators"
    RULES = "rules"  # what decisions are made by, for all who work with them
    RULE_WRITERS = "rule-writers"  # drafts of rules and processes, for those who write them
    RULE_APPROVERS = "rule-approvers"  # the same, for those who publish what others wrote
    OUTSIDE = "outside"  # between machines; its own tests say what it takes


_NOBODY = dict.fromkeys(Who, REFUSED) | {Who.STRANGER: LOGIN}
_CITIZENS = dict.fromkeys(AT_WORK, REFUSED) | {Who.STRANGER: LOGIN, Who.WEAK: REFUSED}
"""A login at work opens nothing that is somebody's own."""

EXPECTED: Mapping[Kind, Mapping[Who, frozenset[int]]] = {
    Kind.PUBLIC: dict.fromkeys(Who, DONE),
    Kind.PERSONAL: dict.fromkeys(Who, DONE) | _CITIZENS,
    Kind.OWN: dict.fromkeys(Who, GONE) | _CITIZENS | {Who.OWNER: DONE},
    Kind.DESK: _NOBODY | dict.fromkeys(DESK_STAFF, DONE),
    Kind.CASE: _NOBODY | {Who.NORTHERN_DESK: GONE, Who.OTHER_UNIT: GONE} | dict.fromkeys(CASEWORKERS, DONE),
    Kind.LEADERS: _NOBODY | {Who.LEADER: DONE, Who.ASSOCIATION: DONE},
    Kind.OPERATORS: _NOBODY | {Who.OPERATOR: DONE},
    Kind.RULES: _NOBODY | dict.fromkeys(RULE_READERS, DONE),
    Kind.RULE_WRITERS: _NOBODY | {Who.AUTHOR: DONE, Who.NORTHERN_AUTHOR: GONE},
    Kind.RULE_APPROVERS: _NOBODY | {Who.APPROVER: DONE, Who.NORTHERN_AUTHOR: GONE},
    Kind.OUTSIDE: {},
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """
    One address; ``but`` is where it differs from its kind, ``post`` what is sent, None for reading.

    ``query``: what stands behind the address; ``given``: what has happened before anybody knocks; ``leaves``: tables in
    which a refusal is written down; ``acts``: who may do it changes something by it, as things stand.
    """

    name: str
    kind: Kind
    where: Callable[[Laid], dict[str, Any]] = lambda laid: {}
    query: str = ""
    post: Mapping[str, Any] | Callable[[Laid], Mapping[str, Any]] | None = None
    but: Mapping[Who, frozenset[int]] = dataclasses.field(default_factory=dict)
    given: Callable[[Laid], object] = lambda laid: None
    leaves: frozenset[str] = frozenset()
    acts: bool = True

    def sent(self, laid: Laid) -> dict[str, Any]:
        """Return what is posted."""
        return dict(self.post(laid) if callable(self.post) else self.post or {})

    def url(self, laid: Laid) -> str:
        """Return the address, with what stands behind it."""
        return f"{reverse(self.name, kwargs=self.where(laid))}{f'?{self.query}' if self.query else ''}"

    def expected(self, who: Who) -> frozenset[int] | None:
        """Return the answers that ``who`` may get, None where the matrix does not ask."""
        expected = self.but.get(who, EXPECTED[self.kind].get(who))
        return DID if self.post is not None and expected == DONE else expected
