"""What states, tasks and happenings are called on pages, in the active language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from raadhus.cases.domain.happenings import Happening, Theme, Who
from raadhus.cases.domain.progress import StepName
from raadhus.cases.domain.queues import Queue
from raadhus.cases.domain.states import CaseStatus, Outcome, PartyRole, TaskKind
from raadhus.ui.parts import Tone

Words = str | Promise

STATUS: dict[CaseStatus, tuple[Words, Tone]] = {
    CaseStatus.RECEIVED: (_("We are working on it"), Tone.INFO),
    CaseStatus.WITH_PARTNER: (_("Waiting for your partner"), Tone.INFO),
    CaseStatus.HEARING: (_("Waiting for you"), Tone.WARNING),
    CaseStatus.ASKED: (_("Waiting for you"), Tone.WARNING),
    CaseStatus.WAITING: (_("Waiting for answers"), Tone.INFO),
    CaseStatus.WITH_UNIT: (_("Waiting for a caseworker"), Tone.INFO),
    CaseStatus.DECIDED: (_("Decided, letter on its way"), Tone.INFO),
    CaseStatus.CLOSED: (_("Decided"), Tone.SUCCESS),
}
REPLACED: tuple[Words, Tone] = (_("Replaced"), Tone.NEUTRAL)
STAFF_STATUS: dict[CaseStatus, tuple[Words, Tone]] = {
    CaseStatus.RECEIVED: (_("With the rules"), Tone.NEUTRAL),
    CaseStatus.WITH_PARTNER: (_("Waiting for the partner"), Tone.NEUTRAL),
    CaseStatus.HEARING: (_("Waiting for the applicant"), Tone.NEUTRAL),
    CaseStatus.ASKED: (_("Waiting for the applicant"), Tone.NEUTRAL),
    CaseStatus.WAITING: (_("Waiting for answers"), Tone.NEUTRAL),
    CaseStatus.WITH_UNIT: (_("Waiting for us"), Tone.INFO),
    CaseStatus.DECIDED: (_("Decided, not sent"), Tone.WARNING),
    CaseStatus.CLOSED: (_("Closed"), Tone.SUCCESS),
}
LEAVING: tuple[Words, Tone] = (_("Decided, letter on its way"), Tone.INFO)
STEP: dict[StepName, Words] = {
    StepName.RECEIVED: _("We have received it"),
    StepName.PARTNER: _("Your partner confirms"),
    StepName.HEARING: _("You say what you think"),
    StepName.ASKED: _("You add what is missing"),
    StepName.WAITING: _("Those it concerns are asked"),
    StepName.UNIT: _("A caseworker looks at it"),
    StepName.DECIDED: _("Decided"),
    StepName.SENT: _("Letter sent"),
}
OWN_TASK: dict[TaskKind, Words] = {
    TaskKind.CONFIRM_INCOME: _("Confirm your income"),
    TaskKind.ANSWER_HEARING: _("Tell us what you think before we decide"),
    TaskKind.COMPLETE: _("Add or correct something"),
    TaskKind.QUESTION: _("Answer a question"),
    TaskKind.ASSESS: _("A caseworker decides"),
    TaskKind.REASSESS: _("A caseworker looks at your appeal"),
    TaskKind.WORK: _("A caseworker does something in the case"),
}
STAFF_TASK: dict[TaskKind, Words] = {
    TaskKind.CONFIRM_INCOME: _("Partner confirms income"),
    TaskKind.ANSWER_HEARING: _("Applicant is heard"),
    TaskKind.COMPLETE: _("Applicant adds something"),
    TaskKind.QUESTION: _("Question to somebody in the case"),
    TaskKind.ASSESS: _("Decide"),
    TaskKind.REASSESS: _("Look at the appeal"),
    TaskKind.WORK: _("Do a step"),
}
OUTCOME: dict[Outcome, Words] = {
    Outcome.GRANTED: _("Granted"),
    Outcome.PARTLY: _("Granted in part"),
    Outcome.REJECTED: _("Rejected"),
    Outcome.FORWARDED: _("Sent on to the appeals body"),
}
ROLE: dict[PartyRole, Words] = {
    PartyRole.APPLICANT: _("Applicant"),
    PartyRole.PARTNER: _("Partner"),
    PartyRole.CHILD: _("Child"),
    PartyRole.REPRESENTATIVE: _("Represents the applicant"),
    PartyRole.NEIGHBOUR: _("Neighbour"),
}
QUEUE: dict[Queue, Words] = {
    Queue.TODO: pgettext_lazy("inbox", "To do"),
    Queue.MINE: pgettext_lazy("inbox", "Mine"),
    Queue.FREE: pgettext_lazy("inbox", "Not taken"),
    Queue.LATE: pgettext_lazy("inbox", "Late"),
    Queue.APPEALS: pgettext_lazy("inbox", "Appeals"),
    Queue.ASIDE: pgettext_lazy("inbox", "Set aside"),
    Queue.WAITING: pgettext_lazy("inbox", "Waiting for citizens"),
}
PRAISE: dict[Queue, tuple[Words, Words]] = {
    Queue.TODO: (_("Everything is done"), _("Nobody waits for you. Enjoy it while it lasts.")),
    Queue.MINE: (
        _("Your desk is clear"),
        _("Well done. Take something from “Not taken” when you are ready."),
    ),
    Queue.FREE: (_("Everything is in good hands"), _("Each case has somebody who looks after it.")),
    Queue.LATE: (_("Nothing is late"), _("Every citizen gets an answer in time. That is worth something.")),
    Queue.APPEALS: (_("No appeals"), _("Nobody waits for a second look.")),
    Queue.ASIDE: (_("Nothing is set aside"), _("What you set aside comes back by itself on its day.")),
    Queue.WAITING: (_("We wait for no answer"), _("All that could be answered has been answered.")),
}
THEME: dict[Theme, Words] = {
    Theme.FORMS: _("Forms and answers"),
    Theme.MESSAGES: _("Messages and notes"),
    Theme.LETTERS: _("Letters"),
    Theme.DECISIONS: _("Decisions"),
    Theme.WORK: _("Work"),
    Theme.LOOKS: _("Looks into the file"),
}
WHO: dict[Who, Words] = {
    Who.APPLICANT: _("the applicant"),
    Who.PARTNER: _("the partner"),
    Who.NEIGHBOUR: _("a neighbour"),
    Who.REPRESENTATIVE: _("who represents the applicant"),
    Who.STAFF: _("a caseworker"),
    Who.RULES: _("the rules"),
    Who.TOWN: _("the town hall"),
}
HAPPENED: dict[Happening, Words] = {
    Happening.OPENED: _("Application received"),
    Happening.ENTERED: _("Entered by a clerk for the applicant"),
    Happening.PARTNER_ASKED: _("Partner was asked"),
    Happening.PARTNER_CONFIRMED: _("Partner confirmed"),
    Happening.PARTNER_CONTESTED: _("Partner said: not right"),
    Happening.PARTNER_REFUSED: _("Partner takes no part"),
    Happening.PARTNER_SILENT: _("Partner did not answer"),
    Happening.PARTNER_UNASKED: _("Partner need not answer any more"),
    Happening.ASSESSED: _("Rules looked at it"),
    Happening.UNIT_ASKED: _("Given to a caseworker"),
    Happening.UNIT_UNASKED: _("Task ended: the case was decided in another"),
    Happening.UNASKED: _("Answer not needed any more: the case was decided"),
    Happening.WORK_ASKED: _("A step to do"),
    Happening.WORK_DONE: _("Step done"),
    Happening.FIGURE_CORRECTED: _("Figure corrected"),
    Happening.TASK_TAKEN: _("Task taken"),
    Happening.TASK_RELEASED: _("Task given back"),
    Happening.TASK_GIVEN: _("Task given to a colleague"),
    Happening.ESCALATED: _("Leaders told of the deadline"),
    Happening.SET_ASIDE: _("Set aside"),
    Happening.BROUGHT_BACK: _("Brought back to do"),
    Happening.UNDONE: _("Undone: as it was before"),
    Happening.HEARING_STARTED: _("Applicant is heard"),
    Happening.HEARING_ANSWERED: _("Hearing answered"),
    Happening.HEARING_SILENT: _("Hearing over, no answer"),
    Happening.COMPLETION_ASKED: _("Applicant asked to add something"),
    Happening.COMPLETION_REMINDED: _("Applicant reminded"),
    Happening.COMPLETION_ANSWERED: _("Applicant answered"),
    Happening.COMPLETION_SILENT: _("No answer in time"),
    Happening.COMPLETION_UNDONE: _("Question taken back"),
    Happening.REPRESENTED: _("Somebody represents the applicant"),
    Happening.UNREPRESENTED: _("Representative taken out"),
    Happening.LINKED: _("Linked with another case"),
    Happening.UNLINKED: _("Link taken away"),
    Happening.NEIGHBOURS_FOUND: _("Neighbours looked up"),
    Happening.QUESTION_PUT: _("Question sent"),
    Happening.QUESTION_REMINDED: _("Reminder sent"),
    Happening.QUESTION_ANSWERED: _("Question answered"),
    Happening.QUESTION_SILENT: _("Question not answered in time"),
    Happening.FEE_CHARGED: _("Fee charged"),
    Happening.NOTE_WRITTEN: _("Note written"),
    Happening.COLLEAGUE_TOLD: _("Written to a colleague"),
    Happening.LOOKED_AT: _("Case opened by staff"),
    Happening.DECIDED: _("Decision made"),
    Happening.APPROVED: _("Decision approved by a second person"),
    Happening.WITHDRAWN: _("Decision taken back"),
    Happening.LETTER_ORDERED: _("Letter written"),
    Happening.LETTER_DELIVERED: _("Letter delivered"),
    Happening.LETTER_OPENED: _("Letter opened"),
    Happening.APPEALED: _("Decision appealed"),
    Happening.APPEAL_OPENED: _("Appeal received"),
    Happening.APPEAL_FORWARDED: _("Appeal sent on"),
    Happening.CLOSED: _("Case closed"),
    Happening.REOPENED: _("Case reopened"),
}
