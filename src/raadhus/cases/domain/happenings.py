"""What can stand in a case's time line, who did it, and whether the citizen sees it."""

from enum import StrEnum


class Who(StrEnum):
    """Who did something in a case."""

    APPLICANT = "applicant"
    PARTNER = "partner"
    NEIGHBOUR = "neighbour"
    REPRESENTATIVE = "represents"  # speaks for the applicant
    STAFF = "staff"
    RULES = "rules"
    TOWN = "town"  # the town hall itself, by its process or its clock


class Happening(StrEnum):
    """What happened in a case."""

    OPENED = "opened"
    ENTERED = "entered"  # by a clerk, for the applicant
    PARTNER_ASKED = "partner_asked"
    PARTNER_CONFIRMED = "partner_confirmed"
    PARTNER_CONTESTED = "partner_contested"
    PARTNER_REFUSED = "partner_refused"
    PARTNER_SILENT = "partner_silent"
    PARTNER_UNASKED = "partner_unasked"  # nobody waits for their answer any more
    ASSESSED = "assessed"
    UNIT_ASKED = "unit_asked"
    UNIT_UNASKED = "unit_unasked"  # the case was decided in another task
    UNASKED = "unasked"  # of somebody who was asked: the case was decided without their answer
    WORK_ASKED = "work_asked"  # a unit has a step of the process to do
    WORK_DONE = "work_done"
    FIGURE_CORRECTED = "figure_corrected"
    TASK_TAKEN = "task_taken"
    TASK_RELEASED = "task_released"
    TASK_GIVEN = "task_given"  # to a colleague
    ESCALATED = "escalated"  # leaders were told of its deadline
    SET_ASIDE = "set_aside"
    BROUGHT_BACK = "brought_back"
    UNDONE = "undone"  # what was done with it among others
    HEARING_STARTED = "hearing_started"
    HEARING_ANSWERED = "hearing_answered"
    HEARING_SILENT = "hearing_silent"
    COMPLETION_ASKED = "completion_asked"
    COMPLETION_REMINDED = "completion_reminded"
    COMPLETION_ANSWERED = "completion_answered"
    COMPLETION_SILENT = "completion_silent"
    COMPLETION_UNDONE = "completion_undone"  # taken back before it was answered
    REPRESENTED = "represented"  # somebody speaks for the applicant
    UNREPRESENTED = "unrepresented"
    LINKED = "linked"  # with another case
    UNLINKED = "unlinked"
    NEIGHBOURS_FOUND = "neighbours_found"
    QUESTION_PUT = "question_put"
    QUESTION_REMINDED = "question_reminded"
    QUESTION_ANSWERED = "question_answered"
    QUESTION_SILENT = "question_silent"
    FEE_CHARGED = "fee_charged"
    NOTE_WRITTEN = "note_written"
    COLLEAGUE_TOLD = "colleague_told"  # a note written to somebody of the unit
    LOOKED_AT = "looked_at"
    DECIDED = "decided"
    APPROVED = "approved"  # by a second person
    WITHDRAWN = "withdrawn"
    LETTER_ORDERED = "letter_ordered"
    LETTER_DELIVERED = "letter_delivered"
    LETTER_OPENED = "letter_opened"
    APPEALED = "appealed"
    APPEAL_OPENED = "appeal_opened"
    APPEAL_FORWARDED = "appeal_forwarded"
    CLOSED = "closed"
    REOPENED = "reopened"


_INSIDE = frozenset(
    {
        Happening.ASSESSED,
        Happening.NEIGHBOURS_FOUND,
        Happening.UNIT_UNASKED,
        Happening.UNASKED,
        Happening.WORK_ASKED,
        Happening.WORK_DONE,
        Happening.TASK_TAKEN,
        Happening.TASK_RELEASED,
        Happening.TASK_GIVEN,
        Happening.ESCALATED,
        Happening.SET_ASIDE,
        Happening.BROUGHT_BACK,
        Happening.UNDONE,
        Happening.NOTE_WRITTEN,
        Happening.COLLEAGUE_TOLD,
        Happening.LINKED,
        Happening.UNLINKED,
        Happening.DECIDED,  # told by its letter
        Happening.APPROVED,
        Happening.WITHDRAWN,
        Happening.LETTER_OPENED,
    }
)


def is_for_citizen(what: Happening) -> bool:
    """Tell whether the applicant sees ``what`` in the time line; the rest is the municipality's own work."""
    return what not in _INSIDE


class Theme(StrEnum):
    """What staff may narrow a time line down to."""

    FORMS = "forms"
    MESSAGES = "messages"  # what people wrote to each other, inside the town hall and out
    LETTERS = "letters"
    DECISIONS = "decisions"
    WORK = "work"
    LOOKS = "looks"


THEMES: dict[Theme, frozenset[Happening]] = {
    Theme.FORMS: frozenset(
        {
            Happening.OPENED,
            Happening.ENTERED,
            Happening.PARTNER_CONFIRMED,
            Happening.PARTNER_CONTESTED,
            Happening.PARTNER_REFUSED,
            Happening.APPEALED,
            Happening.APPEAL_OPENED,
        }
    ),
    Theme.MESSAGES: frozenset(
        {
            Happening.HEARING_STARTED,
            Happening.HEARING_ANSWERED,
            Happening.COMPLETION_ASKED,
            Happening.COMPLETION_REMINDED,
            Happening.COMPLETION_ANSWERED,
            Happening.COMPLETION_UNDONE,
            Happening.QUESTION_PUT,
            Happening.QUESTION_REMINDED,
            Happening.QUESTION_ANSWERED,
            Happening.NOTE_WRITTEN,
            Happening.COLLEAGUE_TOLD,
        }
    ),
    Theme.LETTERS: frozenset(
        {
            Happening.PARTNER_ASKED,
            Happening.FEE_CHARGED,
            Happening.LETTER_ORDERED,
            Happening.LETTER_DELIVERED,
            Happening.LETTER_OPENED,
        }
    ),
    Theme.DECISIONS: frozenset(
        {
            Happening.ASSESSED,
            Happening.FIGURE_CORRECTED,
            Happening.DECIDED,
            Happening.APPROVED,
            Happening.WITHDRAWN,
            Happening.APPEAL_FORWARDED,
            Happening.CLOSED,
            Happening.REOPENED,
        }
    ),
    Theme.WORK: frozenset(
        {
            Happening.UNIT_ASKED,
            Happening.UNIT_UNASKED,
            Happening.UNASKED,
            Happening.WORK_ASKED,
            Happening.WORK_DONE,
            Happening.TASK_TAKEN,
            Happening.TASK_RELEASED,
            Happening.TASK_GIVEN,
            Happening.ESCALATED,
            Happening.SET_ASIDE,
            Happening.BROUGHT_BACK,
            Happening.UNDONE,
            Happening.REPRESENTED,
            Happening.UNREPRESENTED,
            Happening.LINKED,
            Happening.UNLINKED,
            Happening.PARTNER_SILENT,
            Happening.PARTNER_UNASKED,
            Happening.HEARING_SILENT,
            Happening.COMPLETION_SILENT,
            Happening.NEIGHBOURS_FOUND,
            Happening.QUESTION_SILENT,
        }
    ),
    Theme.LOOKS: frozenset({Happening.LOOKED_AT}),
}
