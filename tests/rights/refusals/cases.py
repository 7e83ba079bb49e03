"""What a caseworker of the unit is refused in a case: nothing or too much written, a stale page, another stand."""

from collections.abc import Callable
from typing import Any

from raadhus.cases.access import OwnHousehold
from raadhus.cases.models import Case
from raadhus.cases.public import CaseChangedSince
from raadhus.cases.tests.casekit import ANNE, CARL, EGEBY
from raadhus.cases.use_cases.move_case import CannotMoveCase
from raadhus.cases.use_cases.staff.ask_to_complete import CannotAskForNothing
from raadhus.cases.use_cases.staff.decide_by_hand import (
    DecidedAlready,
    MustHearFirst,
    StillBeingHeard,
    UnlikelyDay,
)
from raadhus.cases.use_cases.staff.enter_answer import AnsweredBefore
from raadhus.cases.use_cases.staff.link_case import CannotLink
from raadhus.cases.use_cases.staff.name_representative import (
    CannotNameRepresentative,
    NobodySaysHowWeKnow,
    RepresentativeProtected,
)
from raadhus.cases.use_cases.staff.take_question_back import NothingToTakeBack
from raadhus.cases.use_cases.staff.withdraw_decision import AlreadyOnItsWay
from raadhus.cases.use_cases.staff.write_note import CannotWriteNote
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from tests.rights.laid import Laid
from tests.rights.people import PIA, REPRESENTATIVE, Who
from tests.rights.places import mark_on, waiting_case, waiting_task
from tests.rights.refusals.refused import Refused, Sent, did
from tests.rights.rows.cases import DECISION, correction_of

CASEWORKER = Who.CASEWORKER
Sending = Callable[[Laid], Sent]


def _unsent(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.unsent, "task_id": laid.unsent_task}


def _unsent_case(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.unsent}


def _decided(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.decided}


def _appeal(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.appealed, "task_id": laid.appeal_task}


def _completed(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.completed, "task_id": laid.completion}


def _deciding(**other: str) -> Sending:
    """Post a decision in the case that waits, from a page as it stands, with ``other`` words in its form."""
    return lambda laid: DECISION | other | mark_on(laid.waiting)


def _number(case: Callable[[Laid], Any]) -> Sending:
    def sent(laid: Laid) -> Sent:
        with transaction(EGEBY):
            return {"number": Case.objects.get(id=case(laid)).number}

    return sent


_HEARD = did("workspace:hear", CASEWORKER, waiting_task, lambda laid: mark_on(laid.waiting))
_LINKED = did("workspace:link", CASEWORKER, waiting_case, _number(lambda laid: laid.decided))
_GROUND = "Power of attorney seen."
_ENTERED = {"channel": "phone", "said": "Yes."}


# The page that tells why not shows the case: the person sees that somebody looked. A look-up in a register is noted.
_LEAVES = frozenset({"cases_timelineentry", "identity_seenentry", "registers_registerlookup"})


def _wrong(name: str, where: Any, post: Sent | Sending, says: Any, **more: Any) -> Refused:
    return Refused(
        name=f"workspace:{name}", by=CASEWORKER, where=where, post=post, says=says, leaves=_LEAVES, **more
    )


CASES: tuple[Refused, ...] = (
    _wrong("decide", waiting_task, _deciding(reasons=" "), "Write at least one reason"),
    _wrong("decide", waiting_task, _deciding(reasons="x" * 4_001), "Write shorter reasons"),
    _wrong("decide", waiting_task, _deciding(percent="101"), "Write a share above 0 and at most 100"),
    _wrong("decide", waiting_task, _deciding(percent="NaN"), "Write a share above 0 and at most 100"),
    _wrong("decide", waiting_task, _deciding(**{"from-day": "31", "from-month": "2"}), "Write the day"),
    _wrong("decide", waiting_task, _deciding(**{"from-year": "9" * 30}), "Write the day"),
    _wrong("decide", waiting_task, _deciding(choice="as-i-like"), "Choose what you decide."),
    _wrong("decide", waiting_task, _deciding(**{"from-year": "2039"}), UnlikelyDay.happened),
    _wrong("decide", waiting_task, _deciding(percent="50"), MustHearFirst.happened),
    _wrong("decide", waiting_task, _deciding(percent="50"), StillBeingHeard.happened, given=_HEARD),
    _wrong("decide", waiting_task, DECISION | {"read": "none.none"}, CaseChangedSince.happened),
    _wrong("decide", _unsent, lambda laid: DECISION | mark_on(laid.unsent), DecidedAlready.happened),
    _wrong("decide", _appeal, lambda laid: DECISION | {"percent": "1"} | mark_on(laid.appealed), "appeal"),
    _wrong("hear", waiting_task, {"read": "x"}, CaseChangedSince.happened),
    _wrong("hear", waiting_task, lambda laid: mark_on(laid.waiting), CannotMoveCase.happened, given=_HEARD),
    _wrong("hear", _appeal, lambda laid: mark_on(laid.appealed), NotFoundHere.happened),
    _wrong("send", _unsent, {"read": "x"}, CaseChangedSince.happened),
    _wrong("send", waiting_task, lambda laid: mark_on(laid.waiting), NotFoundHere.happened),
    _wrong("withdraw", _unsent_case, {"read": "x"}, CaseChangedSince.happened),
    _wrong(
        "withdraw",
        _unsent_case,
        lambda laid: mark_on(laid.unsent),
        AlreadyOnItsWay.happened,
        given=did("workspace:send", CASEWORKER, _unsent, lambda laid: mark_on(laid.unsent)),
    ),
    _wrong(
        "forward",
        _appeal,
        lambda laid: {"answer": " "} | mark_on(laid.appealed),
        "Write why you hold to the decision.",
    ),
    _wrong("forward", _appeal, {"answer": "Because.", "read": "x"}, CaseChangedSince.happened),
    _wrong(
        "forward", waiting_task, lambda laid: {"answer": "x"} | mark_on(laid.waiting), NotFoundHere.happened
    ),
    _wrong("correct", waiting_task, lambda laid: correction_of(laid, reason=""), "Write how you know"),
    _wrong("correct", waiting_task, lambda laid: correction_of(laid, amount="-1"), "Write an amount"),
    _wrong("correct", waiting_task, lambda laid: correction_of(laid, amount="9" * 40), "Write an amount"),
    _wrong(
        "correct",
        waiting_task,
        lambda laid: correction_of(laid, reason="x" * 1_001),
        "at most 1,000 characters",
    ),
    _wrong("correct", waiting_task, {"figure": "income.monthly"}, NotFoundHere.happened),
    _wrong("correct", waiting_task, correction_of, CannotMoveCase.happened, given=_HEARD),
    _wrong("ask-to-complete", waiting_task, {"question": " "}, CannotAskForNothing.happened),
    _wrong("ask-to-complete", waiting_task, {"question": "x" * 2_001}, CannotAskForNothing.happened),
    _wrong("ask-to-complete", waiting_task, {"question": "Pay slip."}, CannotMoveCase.happened, given=_HEARD),
    _wrong("unask", _decided, {}, NothingToTakeBack.happened),
    _wrong("enter-answer", _completed, {"said": "Yes."}, "Say how the answer came."),
    _wrong("enter-answer", _completed, {"channel": "phone"}, "Write what they say, or choose"),
    _wrong("enter-answer", _completed, _ENTERED | {"said": "x" * 10_001}, "Write at most 10,000 characters."),
    _wrong("enter-answer", _completed, _ENTERED | {"channel": "paper"}, "Choose the scan of the paper"),
    _wrong(
        "enter-answer",
        _completed,
        _ENTERED,
        AnsweredBefore.happened,
        given=did(
            "cases:completion", Who.OWNER, lambda laid: {"task_id": laid.completion}, {"text": "Here."}
        ),
    ),
    _wrong(
        "represent",
        waiting_case,
        {"identity": REPRESENTATIVE.number, "ground": " "},
        NobodySaysHowWeKnow.happened,
    ),
    _wrong(
        "represent", waiting_case, {"identity": "x", "ground": _GROUND}, CannotNameRepresentative.happened
    ),
    _wrong(
        "represent",
        waiting_case,
        {"identity": "6101901299", "ground": _GROUND},
        CannotNameRepresentative.happened,
    ),
    _wrong(
        "represent",
        waiting_case,
        {"identity": ANNE.number, "ground": _GROUND},
        "This person is in the case already.",
    ),
    _wrong(
        "represent",
        waiting_case,
        {"identity": REPRESENTATIVE.number, "ground": _GROUND},
        "This person is in the case already.",
    ),
    _wrong(
        "represent",
        waiting_case,
        {"identity": PIA.number, "ground": _GROUND},
        RepresentativeProtected.happened,
    ),
    _wrong("represent", waiting_case, {"identity": CARL.number, "ground": _GROUND}, OwnHousehold.happened),
    _wrong(
        "link", waiting_case, _number(lambda laid: laid.waiting), "This is the number of the case itself."
    ),
    _wrong("link", waiting_case, _number(lambda laid: laid.permit), CannotLink.happened),
    _wrong(
        "link",
        waiting_case,
        _number(lambda laid: laid.decided),
        "The two cases are linked already.",
        given=_LINKED,
    ),
    _wrong("reopen", _decided, {"reason": " "}, "Write why the case is reopened"),
    _wrong("reopen", _decided, {"reason": "x" * 2_001}, "Write why the case is reopened"),
    _wrong(
        "reopen",
        _decided,
        {"reason": "It is new."},
        "was appealed, and the appeal is a case of its own",
        given=did("cases:appeal", Who.OWNER, lambda laid: {"decision_id": laid.decision}, {"text": "No."}),
    ),
    _wrong("write-note", waiting_case, {"text": " "}, "There is nothing in the note."),
    _wrong("write-note", waiting_case, {"text": "x" * 4_001}, CannotWriteNote.happened),
    _wrong(
        "write-note", waiting_case, lambda laid: {"text": "x", "to": str(laid.task)}, NotFoundHere.happened
    ),
    _wrong("work", waiting_task, {}, NotFoundHere.happened),
)
