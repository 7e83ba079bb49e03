"""One case, for the caseworkers of its unit."""

from typing import Any

from raadhus.cases.tests.casekit import ANNE
from raadhus.workspace.web.correct_form import CorrectForm
from tests.rights.laid import Laid
from tests.rights.matrix import CASEWORKERS, CONFLICT, DONE, GONE, REFUSED, Kind, Row
from tests.rights.people import Who
from tests.rights.places import mark_on, waiting_case, waiting_task
from tests.rights.rows.lent import LENT

DECISION = {
    "choice": "share",
    "percent": "100",
    "from-day": "1",
    "from-month": "12",
    "from-year": "2024",
    "reasons": "Because.",
    "deviation": "Because.",
}
# Anne's case in another unit
_BUILDING = dict.fromkeys((*CASEWORKERS, Who.HOUSEHOLD), GONE) | {Who.OTHER_UNIT: DONE}
# Pia's case: nobody at work lives with her.
_NOT_HERS = {Who.HOUSEHOLD: DONE}


def _unsent(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.unsent, "task_id": laid.unsent_task}


def _appeal(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.appealed, "task_id": laid.appeal_task}


def _permit(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.permit}


def correction_of(
    laid: Laid, *, amount: str = "20000", reason: str = "Pay slip of October."
) -> dict[str, str]:
    """Return what is posted to put Anne's income right."""
    anne = laid.town.people[ANNE.number]
    form = CorrectForm(key="income.monthly", concerns=anne, currency="DKK")
    return {"figure": form.which, form.name_of("amount"): amount, form.name_of("reason"): reason}


CASES: tuple[Row, ...] = (
    Row(name="workspace:case", kind=Kind.CASE, where=waiting_case),
    Row(  # another unit's
        name="workspace:case",
        kind=Kind.CASE,
        where=_permit,
        but=_BUILDING,
    ),
    Row(
        name="workspace:write-note",
        kind=Kind.CASE,
        where=_permit,
        post={"text": "Called."},
        but=_BUILDING,
    ),
    Row(name="workspace:preview", kind=Kind.CASE, where=waiting_case),
    Row(
        name="workspace:case-rules",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.waiting, "assessment_id": laid.assessment},
    ),
    Row(
        name="workspace:case-rules",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.unsent, "assessment_id": laid.assessment},
        but=dict.fromkeys(CASEWORKERS, GONE),  # another case's
    ),
    Row(name="workspace:letter", kind=Kind.CASE, where=lambda laid: {"case_id": laid.unsent}),
    Row(
        name="workspace:letter",
        kind=Kind.CASE,
        where=waiting_case,
        but=dict.fromkeys(CASEWORKERS, GONE),  # not decided yet
    ),
    Row(name="workspace:case", kind=Kind.CASE, where=lambda laid: {"case_id": laid.protected}, but=_NOT_HERS),
    Row(
        name="workspace:document",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.protected, "document_id": laid.hidden},
        but=_NOT_HERS | {Who.CASEWORKER: REFUSED, Who.HOUSEHOLD: REFUSED},
    ),
    Row(
        name="workspace:document",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.decided, "document_id": laid.document},
    ),
    Row(
        name="workspace:attachment",
        kind=Kind.CASE,
        where=lambda laid: waiting_case(laid) | {"attachment_id": laid.attachment},
    ),
    Row(name="workspace:write-note", kind=Kind.CASE, where=waiting_case, post={"text": "Called."}),
    Row(
        name="workspace:link",
        kind=Kind.CASE,
        where=waiting_case,
        post={"number": "none"},
        but=dict.fromkeys(CASEWORKERS, CONFLICT),  # there is no such case
        leaves=frozenset(
            {"cases_timelineentry", "identity_seenentry"}
        ),  # it is said on the case's page: a look
    ),
    Row(
        name="workspace:unlink",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.waiting, "link_id": laid.task},  # the id of something else
        post={},
        but=dict.fromkeys(CASEWORKERS, GONE),
    ),
    Row(
        name="workspace:represent",
        kind=Kind.CASE,
        where=waiting_case,
        post={"identity": "6505901238", "ground": "Power of attorney seen."},
    ),
    Row(
        name="workspace:unrepresent",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.waiting, "party_id": laid.task},  # the id of something else
        post={},
        but=dict.fromkeys(CASEWORKERS, GONE),
    ),
    Row(
        name="workspace:unask",
        kind=Kind.CASE,
        where=waiting_case,
        post={},
        but=dict.fromkeys(CASEWORKERS, CONFLICT),  # nothing is asked
    ),
    Row(
        name="workspace:reopen",
        kind=Kind.CASE,
        where=waiting_case,
        post={"reason": "It is new."},
        but=dict.fromkeys(CASEWORKERS, CONFLICT),  # it is open
    ),
    Row(
        name="workspace:withdraw",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.unsent},
        post=lambda laid: mark_on(laid.unsent),
    ),
    Row(
        name="workspace:work",
        kind=Kind.CASE,
        where=waiting_task,
        post={},
        but=dict.fromkeys(CASEWORKERS, GONE),  # the case is decided with this task
    ),
    *LENT,
    Row(name="workspace:take", kind=Kind.CASE, where=waiting_task, post={}),
    Row(name="workspace:release", acts=False, kind=Kind.CASE, where=waiting_task, post={}),
    Row(name="workspace:hear", kind=Kind.CASE, where=waiting_task, post=lambda laid: mark_on(laid.waiting)),
    Row(
        name="workspace:ask-partner",
        kind=Kind.CASE,
        where=waiting_task,
        post={},
        but=dict.fromkeys(CASEWORKERS, CONFLICT),  # the application names nobody
    ),
    Row(
        name="workspace:ask-to-complete",
        kind=Kind.CASE,
        where=waiting_task,
        post={"question": "Your pay slip."},
    ),
    Row(
        name="workspace:decide",
        kind=Kind.CASE,
        where=waiting_task,
        post=lambda laid: DECISION | mark_on(laid.waiting),
    ),
    *(
        Row(  # the unit's own task is nobody's to answer
            name="workspace:enter-answer",
            kind=Kind.CASE,
            where=waiting_task,
            post=post,
            but=dict.fromkeys((*CASEWORKERS, Who.HOUSEHOLD), GONE),
        )
        for post in (None, {"channel": "phone", "said": "Yes."})
    ),
    *(
        Row(  # what the applicant is asked is answered for them on paper or by telephone
            name="workspace:enter-answer",
            kind=Kind.CASE,
            where=lambda laid: {"case_id": laid.completed, "task_id": laid.completion},
            post=post,
        )
        for post in (None, {"channel": "phone", "said": "Yes."})
    ),
    Row(name="workspace:correct", kind=Kind.CASE, where=waiting_task, post=correction_of),
    Row(
        name="workspace:forward",
        kind=Kind.CASE,
        where=_appeal,
        post=lambda laid: {"answer": "Because."} | mark_on(laid.appealed),
    ),
    Row(name="workspace:send", kind=Kind.CASE, where=_unsent, post=lambda laid: mark_on(laid.unsent)),
)
