"""What states, tasks and happenings are called at the desk, in the active language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from raadhus.cases.public import (
    CaseStatus,
    Happening,
    Outcome,
    PartyRole,
    Queue,
    Source,
    TaskKind,
    Theme,
    Who,
)
from raadhus.ui.parts import Tone

Words = str | Promise

STATUS: dict[CaseStatus, tuple[Words, Tone]] = {
    CaseStatus.RECEIVED: (_("With the rules"), Tone.NEUTRAL),
    CaseStatus.WITH_PARTNER: (_("Waits for the partner"), Tone.NEUTRAL),
    CaseStatus.HEARING: (_("Waits for the applicant"), Tone.NEUTRAL),
    CaseStatus.WITH_UNIT: (_("Waits for us"), Tone.INFO),
    CaseStatus.DECIDED: (_("Decided, not sent"), Tone.WARNING),
    CaseStatus.CLOSED: (_("Decided and sent"), Tone.SUCCESS),
}
TASK: dict[TaskKind, Words] = {
    TaskKind.CONFIRM_INCOME: _("Partner confirms income"),
    TaskKind.ANSWER_HEARING: _("Applicant is heard"),
    TaskKind.ASSESS: _("Decide"),
    TaskKind.REASSESS: _("Look at the appeal"),
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
}
SOURCE: dict[Source, Words] = {
    Source.REGISTER: _("the income register"),
    Source.CITIZEN: _("the applicant"),
    Source.PARTNER: _("the partner"),
    Source.STAFF: _("a caseworker"),
}
QUEUE: dict[Queue, Words] = {
    Queue.TODO: pgettext_lazy("inbox", "To do"),
    Queue.MINE: pgettext_lazy("inbox", "Mine"),
    Queue.FREE: pgettext_lazy("inbox", "Not taken"),
    Queue.LATE: pgettext_lazy("inbox", "Late"),
    Queue.APPEALS: pgettext_lazy("inbox", "Appeals"),
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
    Queue.WAITING: (_("Nobody owes us an answer"), _("All that could be answered has been answered.")),
}
THEME: dict[Theme, Words] = {
    Theme.FORMS: _("Forms and answers"),
    Theme.LETTERS: _("Letters"),
    Theme.DECISIONS: _("Decisions"),
    Theme.WORK: _("Work"),
    Theme.LOOKS: _("Looks into the file"),
}
WHO: dict[Who, Words] = {
    Who.APPLICANT: _("the applicant"),
    Who.PARTNER: _("the partner"),
    Who.STAFF: _("a caseworker"),
    Who.RULES: _("the rules"),
    Who.TOWN: _("the town hall"),
}
HAPPENED: dict[Happening, tuple[Words, str]] = {
    Happening.OPENED: (_("Application received"), "Inbox"),
    Happening.PARTNER_ASKED: (_("Partner was asked"), "EnvelopeClosed"),
    Happening.PARTNER_CONFIRMED: (_("Partner confirmed"), "Checkmark"),
    Happening.PARTNER_CONTESTED: (_("Partner said: not right"), "ChatExclamationmark"),
    Happening.PARTNER_REFUSED: (_("Partner takes no part"), "XMark"),
    Happening.PARTNER_SILENT: (_("Partner did not answer"), "HourglassBottomFilled"),
    Happening.ASSESSED: (_("Rules looked at it"), "Calculator"),
    Happening.UNIT_ASKED: (_("Given to the unit"), "PersonGroup"),
    Happening.TASK_TAKEN: (_("Task taken"), "PersonCheckmark"),
    Happening.TASK_RELEASED: (_("Task given back"), "ArrowUndo"),
    Happening.HEARING_STARTED: (_("Applicant is heard"), "Chat"),
    Happening.HEARING_ANSWERED: (_("Hearing answered"), "Chat"),
    Happening.HEARING_SILENT: (_("Hearing over, no answer"), "HourglassBottomFilled"),
    Happening.NOTE_WRITTEN: (_("Note written"), "NotePencil"),
    Happening.LOOKED_AT: (_("File opened"), "Eye"),
    Happening.DECIDED: (_("Decision made"), "Gavel"),
    Happening.WITHDRAWN: (_("Decision taken back"), "ArrowUndo"),
    Happening.LETTER_ORDERED: (_("Letter written"), "FileText"),
    Happening.LETTER_DELIVERED: (_("Letter delivered"), "EnvelopeClosed"),
    Happening.LETTER_OPENED: (_("Letter opened"), "EnvelopeOpen"),
    Happening.APPEALED: (_("Decision appealed"), "Gavel"),
    Happening.APPEAL_OPENED: (_("Appeal received"), "Inbox"),
    Happening.APPEAL_FORWARDED: (_("Appeal sent on"), "PaperplaneFill"),
    Happening.CLOSED: (_("Case closed"), "CheckmarkHeavy"),
}
LOOKED_AT: dict[str, Words] = {
    "case": _("the whole file"),
    "preview": _("the summary in the inbox"),
    "document": _("a document"),
}
# Why a person must look: in two or three words for a list, in a sentence for the page.
WHY: dict[str, tuple[Words, Words]] = {
    "self-employed": (_("self-employed"), _("Somebody in the household is self-employed.")),
    "income-missing": (_("income missing"), _("The register has no full income for the household.")),
    "income-implausible": (_("income unlikely"), _("The income is so high or low that it may be a mistake.")),
    "income-contested": (
        _("income contested"),
        _("The applicant or partner says that the income is not right."),
    ),
    "facts-contested": (
        _("facts contested"),
        _("The applicant says that something in the registers is not right."),
    ),
    "shared-custody": (_("child with two homes"), _("A child has two homes.")),
    "no-scale": (_("no scale for the year"), _("There is no published scale for the year.")),
    "household-unknown": (_("household unknown"), _("We do not know who belongs to the household.")),
    "partner-not-confirmed": (_("partner not confirmed"), _("The partner has not confirmed their income.")),
    "no-children": (_("no child at home"), _("No child under 18 lives at home.")),
    "contested": (_("figure contested"), _("A figure is contested.")),
    "missing": (_("figure missing"), _("A figure is missing.")),
    "partner-silent": (_("partner silent"), _("The partner did not answer in time.")),
    "partner-refused": (_("partner takes no part"), _("The partner does not want to take part.")),
    "hearing-answered": (_("hearing answered"), _("The applicant has answered the hearing.")),
    "late-appeal": (
        _("appealed late"),
        _("The appeal came after the last day. Decide whether it can be looked at."),
    ),
    "no-rules": (_("for a person"), _("The rules leave this to a person.")),
    "no-result": (_("no result"), _("The rules came to no result.")),
}
FIGURE: dict[str, Words] = {"income.monthly": _("Income a month before tax")}
CHANNEL: dict[str, Words] = {
    "self-service": _("self-service"),
    "phone": _("phone"),
    "personal": _("in person"),
    "letter": _("letter"),
}
