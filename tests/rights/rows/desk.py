"""The desk of caseworkers, of no single case, and what leaders see of it."""

from tests.rights.matrix import CASEWORKERS, CONFLICT, DESK_STAFF, DID, DONE, GONE, OK, REFUSED, Kind, Row
from tests.rights.people import Who

_CHOOSES_NOTHING = dict.fromkeys(DESK_STAFF, CONFLICT)
_NOT_THEIRS = dict.fromkeys((Who.NORTHERN_DESK, Who.OTHER_UNIT, Who.HOUSEHOLD), CONFLICT)

DESK: tuple[Row, ...] = (
    Row(
        name="workspace:inbox",
        kind=Kind.DESK,
        but={
            Who.LEADER: DONE,
            Who.OPERATOR: DONE,
            Who.ASSOCIATION: DONE,
            Who.FRONTDESK: DONE,
            Who.AUTHOR: DONE,
            Who.APPROVER: DONE,
            Who.NORTHERN_AUTHOR: DONE,
        },  # led on to the pages that are theirs
    ),
    *(
        Row(
            name="workspace:many",
            kind=Kind.DESK,
            where=lambda laid: {},
            post=post,
            but=_NOT_THEIRS if post else _CHOOSES_NOTHING,
        )
        for post in (None, lambda laid: {"task": str(laid.task), "act": "give", "to": "me", "sure": "1"})
    ),
    Row(
        name="workspace:many-preview",
        kind=Kind.DESK,
        post=lambda laid: {"task": str(laid.task), "act": "write", "heading": "Hello", "letter": "Hello"},
        but=_NOT_THEIRS | dict.fromkeys(CASEWORKERS, OK),
        acts=False,
    ),
    Row(
        name="workspace:many-letter",
        kind=Kind.DESK,
        where=lambda laid: {"letter_id": laid.task},  # the id of something else
        but=dict.fromkeys(DESK_STAFF, GONE),
    ),
    Row(
        name="workspace:many-letter-stop",
        kind=Kind.DESK,
        where=lambda laid: {"letter_id": laid.task},
        post={},
        but=dict.fromkeys(DESK_STAFF, GONE),
    ),
    *(
        Row(  # a colleague's own letter
            name=name,
            kind=Kind.DESK,
            where=lambda laid: {"letter_id": laid.mass_letter},
            post=post,
            but=dict.fromkeys(DESK_STAFF, GONE) | {Who.CASEWORKER: DONE},
        )
        for name, post in (("workspace:many-letter", None), ("workspace:many-letter-stop", {}))
    ),
    Row(
        name="workspace:many-undo",
        kind=Kind.DESK,
        where=lambda laid: {"act_id": laid.task},  # the id of something else
        post={},
        but=dict.fromkeys(DESK_STAFF, GONE),
    ),
    Row(name="workspace:views", kind=Kind.DESK, post={"name": "Mine"}),
    Row(
        name="workspace:view-delete",
        kind=Kind.DESK,
        where=lambda laid: {"view_id": laid.task},  # the id of something else
        post={},
        but=dict.fromkeys(DESK_STAFF, GONE),
    ),
    Row(name="workspace:absences", kind=Kind.DESK, but={Who.LEADER: DONE}),
    Row(
        name="workspace:absence-end",
        kind=Kind.DESK,
        where=lambda laid: {"absence_id": laid.waiting},
        post={},
        but=dict.fromkeys((*DESK_STAFF, Who.LEADER), GONE),
    ),
    Row(name="workspace:closed-days", kind=Kind.LEADERS, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="workspace:closed-day-open",
        kind=Kind.LEADERS,
        where=lambda laid: {"closed_id": laid.waiting},  # the id of something else
        post={},
        but={Who.LEADER: GONE, Who.ASSOCIATION: REFUSED},
    ),
    Row(name="workspace:deadlines", kind=Kind.LEADERS, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="workspace:see-to",
        kind=Kind.LEADERS,
        where=lambda laid: {"escalation_id": laid.waiting},
        post={},
        but={Who.LEADER: GONE, Who.ASSOCIATION: REFUSED},
    ),
    Row(name="workspace:help", kind=Kind.DESK, but={Who.FRONTDESK: DONE}),
    Row(  # nothing typed: whoever may help is asked again
        name="workspace:help",
        kind=Kind.DESK,
        post={},
        but=dict.fromkeys((*DESK_STAFF, Who.FRONTDESK), CONFLICT),
    ),
    Row(name="workspace:help-end", acts=False, kind=Kind.DESK, post={}, but={Who.FRONTDESK: DID}),
)
