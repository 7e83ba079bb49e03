"""What has happened in a case, and how it can be narrowed down."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public import THEMES, Happened, Happening, QuestionInfo, StaffCase, Theme
from raadhus.cases.public import words as case_words
from raadhus.forms.public import IdentityCheck
from raadhus.ui.parts import Moment, State, Tab
from raadhus.ui.words import date_in_words, instant_in_words
from raadhus.workspace.web import words
from raadhus.workspace.web.case_page.figures import correction_in_words
from raadhus.workspace.web.case_page.in_words import staff_name, why_then


def tabs_of(case: StaffCase, theme: Theme | None) -> Iterable[Tab]:
    """Return the themes the time line can be narrowed down to, with how much each holds."""
    address = reverse("workspace:case", args=[case.id])
    yield Tab(
        label=_("Everything"), url=f"{address}#happened", is_current=theme is None, count=len(case.happened)
    )
    for one in Theme:
        count = sum(happened.what in THEMES[one] for happened in case.happened)
        if count or one is theme:
            url = f"{address}?show={one}#happened"
            yield Tab(label=str(case_words.THEME[one]), url=url, is_current=one is theme, count=count)


def moments_of(case: StaffCase, shown: Iterable[Happened]) -> tuple[Moment, ...]:
    """Return what happened, newest first."""
    return tuple(
        Moment(
            title=str(case_words.HAPPENED[Happening(one.what)]),
            icon=words.ICON[Happening(one.what)],
            state=State.DONE,
            when=_when(case, one),
            text=_told(case, one),
        )
        for one in shown
    )


def _when(case: StaffCase, one: Happened) -> str:
    """Say when, and who did it; what the rules did was nobody's doing, whoever let them look again."""
    at = instant_in_words(one.at)
    return at if one.what == Happening.ASSESSED else f"{at} · {staff_name(case, one)}"


def _told(case: StaffCase, happened: Happened) -> str:
    tell = _TELLERS.get(Happening(happened.what))
    return tell(case, happened) if tell else ""


def _asked(case: StaffCase, happened: Happened) -> str:
    return " ".join(why_then(case, happened.detail.get("why", ())))


def _step(case: StaffCase, happened: Happened) -> str:
    """Say which step of the process it was, and what was filled in when it was done."""
    title = str(happened.detail.get("title", ""))
    done = [one for one in case.work if one.task_id == happened.thing_id]
    said = (
        f"{answer.label}: {part.value}" for one in done for answer in one.answers for part in answer.parts
    )
    return " · ".join((title, *said)) if happened.what == Happening.WORK_DONE else title


def _letter(case: StaffCase, happened: Happened) -> str:
    """Say which letter it was, and to whom where a case writes to several."""
    ordered = next(
        (
            one
            for one in case.happened
            if one.what == Happening.LETTER_ORDERED and one.thing_id == happened.thing_id
        ),
        None,
    )
    if ordered is None:  # older than what is listed
        return next((one.title for one in case.letters if one.id == happened.thing_id), "")
    return str(ordered.detail.get("title", ""))


def _corrected(case: StaffCase, happened: Happened) -> str:
    return correction_in_words(case, happened.thing_id) if happened.thing_id else ""


def _looked(_case: StaffCase, happened: Happened) -> str:
    return str(words.LOOKED_AT.get(str(happened.detail.get("what", "")), ""))


def _given(case: StaffCase, happened: Happened) -> str:
    return case.staff.get(UUID(str(happened.detail["to"])), "")


def _aside(_case: StaffCase, happened: Happened) -> str:
    return date_in_words(dt.date.fromisoformat(str(happened.detail["until"])))


def _entered(_case: StaffCase, happened: Happened) -> str:
    channel, check = (str(happened.detail.get(key, "")) for key in ("channel", "check"))
    told = [words.CHANNEL.get(channel, ""), words.HELP_CHECK[IdentityCheck(check)] if check else ""]
    return " · ".join(str(one) for one in told if one)


def _note(case: StaffCase, happened: Happened) -> str:
    return next((note.text for note in case.notes if note.id == happened.thing_id), "")


def _told_colleague(case: StaffCase, happened: Happened) -> str:
    to = case.staff.get(UUID(str(happened.detail["to"])), "")
    return _("To %(name)s: %(text)s") % {"name": to, "text": _note(case, happened)}


def _heard(case: StaffCase, happened: Happened) -> str:
    return next((one.answer for one in case.hearings if one.task_id == happened.thing_id), "") or _("agrees")


def _number(case: StaffCase, happened: Happened) -> str:
    return next((one.number for one in case.linked if one.id == happened.thing_id), "")


def _reopened(_case: StaffCase, happened: Happened) -> str:
    return str(happened.detail.get("reason", ""))


def _question(case: StaffCase, happened: Happened) -> str:
    return next((one.question for one in case.completions if one.task_id == happened.thing_id), "")


def _completed(case: StaffCase, happened: Happened) -> str:
    said = next((one.answer for one in case.completions if one.task_id == happened.thing_id), "")
    return " · ".join(part for part in (said, _came(case, happened)) if part)


def _put(case: StaffCase, happened: Happened) -> str:
    """Say what was asked, and of whom."""
    asked = _question_put(case, happened)
    if asked is None:
        return ""
    return _("%(name)s: %(question)s") % {
        "name": _name(case, asked.person_id),
        "question": _in_words(asked.question),
    }


def _answered(case: StaffCase, happened: Happened) -> str:
    """Say who answered, how it came, and what had been entered before it was put right."""
    asked = _question_put(case, happened)
    before = asked.choices.get(str(happened.detail.get("before", "")), {}) if asked else {}
    newest = next((one for one in case.happened if _is_same_answer(one, happened)), None)
    said = asked.choice if asked and newest is happened else {}
    parts = (
        _name(case, asked.person_id) if asked else "",
        _in_words(said) if said else "",
        _came(case, happened),
        _("before: %(answer)s") % {"answer": _in_words(before)} if before else "",
    )
    return " · ".join(part for part in parts if part)


def _is_same_answer(one: Happened, other: Happened) -> bool:
    return one.what == Happening.QUESTION_ANSWERED and one.thing_id == other.thing_id


def _question_put(case: StaffCase, happened: Happened) -> QuestionInfo | None:
    return next((one for one in case.questions if one.task_id == happened.thing_id), None)


def _name(case: StaffCase, person_id: UUID) -> str:
    party = next((one for one in case.parties if one.person_id == person_id), None)
    if party is None:
        return ""
    return _("Protected name") if party.is_name_hidden else party.name


def _in_words(texts: Mapping[str, str]) -> str:
    return texts.get(get_language() or "en", texts["en"])


def _came(_case: StaffCase, happened: Happened) -> str:
    """Say how an answer came that a colleague entered, and that it was late."""
    channel = words.CHANNEL.get(str(happened.detail.get("channel", "")), "")
    late = _("after the time to answer was over") if happened.detail.get("late") else ""
    right = _("puts right what a colleague had entered") if happened.detail.get("puts_right") else ""
    return " · ".join(str(part) for part in (channel, late, right) if part)


_TELLERS: dict[Happening, Callable[[StaffCase, Happened], str]] = {
    Happening.COLLEAGUE_TOLD: _told_colleague,
    Happening.COMPLETION_ANSWERED: _completed,
    Happening.COMPLETION_ASKED: _question,
    Happening.ENTERED: _entered,
    Happening.FIGURE_CORRECTED: _corrected,
    Happening.HEARING_ANSWERED: _heard,
    Happening.LETTER_DELIVERED: _letter,
    Happening.LETTER_OPENED: _letter,
    Happening.LETTER_ORDERED: _letter,
    Happening.LINKED: _number,
    Happening.LOOKED_AT: _looked,
    Happening.NOTE_WRITTEN: _note,
    Happening.QUESTION_ANSWERED: _answered,
    Happening.QUESTION_PUT: _put,
    Happening.QUESTION_REMINDED: _put,
    Happening.QUESTION_SILENT: _put,
    Happening.REOPENED: _reopened,
    Happening.SET_ASIDE: _aside,
    Happening.TASK_GIVEN: _given,
    Happening.UNIT_ASKED: _asked,
    Happening.WORK_ASKED: _step,
    Happening.WORK_DONE: _step,
}
