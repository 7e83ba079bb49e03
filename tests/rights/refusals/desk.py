"""What is refused at the desk, in no single case: several at once, views, absences, closed days, help."""

import datetime as dt
import re
from typing import Any

from django.apps import apps

from raadhus.cases.models import ManyAct
from raadhus.cases.tests.casekit import CARL, EGEBY, NORDBY
from raadhus.cases.use_cases.staff.keep_view import CannotKeepView
from raadhus.cases.use_cases.staff.many.undo_many import CannotUndoMany
from raadhus.cases.use_cases.staff.many.work_on_many import CannotWorkOnMany
from raadhus.cases.use_cases.staff.many.write_to_many import CannotStopLetter, CannotWriteLetter
from raadhus.cases.use_cases.staff.note_absence import CannotNoteAbsence, NotYourAbsence
from raadhus.cases.use_cases.staff.write_note import CannotWriteNote
from raadhus.forms.use_cases.help_person import NobodyHasNumber
from raadhus.organisation.public import CannotKeepClosedDay
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from tests.rights.laid import Laid
from tests.rights.people import NEIGHBOUR, Who
from tests.rights.places import waiting_case
from tests.rights.refusals.refused import Refused, Sent, did

_LOOKED_UP = frozenset({"registers_registerlookup"})  # each look-up in a register is noted
DESK_OF = Who.CASEWORKER
_WHO = re.compile(r'<select[^>]*name="who".*?<option value="([0-9a-f-]{36})"', re.DOTALL)
_NOWHERE = "00000000-0000-4000-8000-000000000001"


def _many(**sent: str) -> Any:
    return lambda laid: {"task": str(laid.task), "sure": "1"} | sent


def _own(laid: Laid) -> str:
    """Return the staff id of who opens the page of absences: the only one there they can note."""
    found = _WHO.search(laid.browsers[DESK_OF].get("/work/absences/").text)
    if found is None:
        raise AssertionError("The page names nobody.")
    return found[1]


def _absence(first: dt.date, last: dt.date, **other: str) -> Any:
    def sent(laid: Laid) -> Sent:
        days = {
            f"{name}-{part}": str(getattr(day, part))
            for name, day in (("from", first), ("until", last))
            for part in ("day", "month", "year")
        }
        return {"who": _own(laid)} | days | other

    return sent


def _in_nordby(model: str) -> str:
    """Return the id of something of the other municipality."""
    with transaction(NORDBY):
        return str(apps.get_model(model).objects.earliest("id").id)


def _from_nordby(sent: Any, **fields: str) -> Any:
    """Post what stands in ``sent`` with ids of the other municipality: of each field's model."""
    return lambda laid: dict(sent(laid)) | {name: _in_nordby(model) for name, model in fields.items()}


def _act(laid: Laid) -> dict[str, Any]:
    with transaction(EGEBY):
        return {"act_id": ManyAct.objects.latest("at").id}


def _undone(laid: Laid) -> object:
    _GIVEN(laid)
    return did("workspace:many-undo", DESK_OF, _act, {})(laid)


def _letter(laid: Laid) -> dict[str, Any]:
    return {"letter_id": laid.mass_letter}


def _wrong(name: str, post: Any, says: Any, by: Who = DESK_OF, **more: Any) -> Refused:
    return Refused(name=f"workspace:{name}", by=by, post=post, says=says, leaves=_LOOKED_UP, **more)


_GIVEN = did("workspace:many", DESK_OF, lambda laid: {}, _many(act="give", to="me"))
_CLOSED = {"on-day": "2", "on-month": "1", "name": "The day after"}
_DAY = dt.date(2024, 11, 11)
_STAFF, _UNIT = "organisation.StaffMember", "organisation.Unit"

DESK: tuple[Refused, ...] = (
    _wrong("many", {}, CannotWorkOnMany.happened),
    _wrong("many", _many(act="give"), "Choose who gets them."),
    _wrong("many", _many(act="give", to=_NOWHERE), NotFoundHere.happened),
    _wrong("many", _from_nordby(_many(act="give"), to=_STAFF), NotFoundHere.happened),
    _wrong("many", _from_nordby(_many(act="give", to="me"), task=_STAFF), CannotWorkOnMany.happened),
    _wrong(
        "write-note",
        _from_nordby(lambda laid: {"text": "Hej"}, to=_STAFF),
        NotFoundHere.happened,
        where=waiting_case,
    ),
    _wrong("many", _many(act="aside"), "Choose a day."),
    _wrong("many", _many(act="aside", until="2024-11-04"), "Choose a day."),
    _wrong("many", _many(act="aside", until="9999-12-31"), "Choose a day."),
    _wrong("many", _many(act="note", text=" "), "There is nothing in the note."),
    _wrong("many", _many(act="note", text="x" * 4_001), CannotWriteNote.happened),
    _wrong("many", _many(act="write", heading="Hej", letter=" "), CannotWriteLetter.happened),
    _wrong("many", _many(act="write", heading="x" * 121, letter="Hej"), CannotWriteLetter.happened),
    _wrong("many-preview", _many(act="write", heading="Hej"), CannotWriteLetter.happened),
    _wrong("many-undo", {}, CannotUndoMany.happened, where=_act, given=_undone),
    _wrong(
        "many-letter-stop",
        {},
        CannotStopLetter.happened,
        where=_letter,
        given=did("workspace:many-letter-stop", DESK_OF, _letter, {}),
    ),
    _wrong("views", {"name": " "}, CannotKeepView.happened),
    _wrong("views", {"name": "x" * 61}, CannotKeepView.happened),
    _wrong("views", _from_nordby(lambda laid: {"name": "x"}, unit=_UNIT), NotFoundHere.happened),
    _wrong("absences", {}, "Choose who is away."),
    _wrong("absences", _absence(_DAY, dt.date(2024, 11, 10)), CannotNoteAbsence.happened),
    _wrong("absences", _absence(dt.date(2024, 10, 1), dt.date(2024, 10, 2)), CannotNoteAbsence.happened),
    _wrong("absences", _absence(_DAY, _DAY, who=_NOWHERE), NotYourAbsence.happened),
    _wrong("absences", _from_nordby(_absence(_DAY, _DAY), unit=_UNIT), NotFoundHere.happened),
    _wrong("absences", _from_nordby(_absence(_DAY, _DAY), **{"stand-in": _STAFF}), NotFoundHere.happened),
    *(
        _wrong("closed-days", sent, CannotKeepClosedDay.happened, by=Who.LEADER, **more)
        for sent, more in (
            ({}, {}),
            (_CLOSED | {"name": " "}, {}),
            (_CLOSED | {"on-day": "31", "on-month": "2"}, {}),
            (_CLOSED | {"on-day": "29", "on-month": "2", "on-year": "2023"}, {}),
            (_CLOSED | {"on-year": "9" * 30}, {}),
            (_CLOSED, {"given": did("workspace:closed-days", Who.LEADER, lambda laid: {}, _CLOSED)}),
        )
    ),
    _wrong("help", {"number": NEIGHBOUR.number}, "Choose how the person came to you"),
    _wrong("help", {"number": "x", "how": "desk.photo-id"}, "Write the identity number"),
    _wrong("help", {"number": "6101901299", "how": "desk.photo-id"}, NobodyHasNumber.happened),
    _wrong("help", {"number": CARL.number, "how": "desk.photo-id"}, "yourself"),
)
