"""What the desk says beside the words of case work: reasons in two lengths, sources, looks; and the icons of a time line."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from raadhus.cases.public import Happening, Source
from raadhus.forms.public import HelpChannel, IdentityCheck

Words = str | Promise

SOURCE: dict[Source, Words] = {
    Source.REGISTER: _("the income register"),
    Source.CITIZEN: _("the applicant"),
    Source.PARTNER: _("the partner"),
    Source.STAFF: _("a caseworker"),
}
ICON: dict[Happening, str] = {
    Happening.OPENED: "Inbox",
    Happening.ENTERED: "PersonSuit",
    Happening.PARTNER_ASKED: "EnvelopeClosed",
    Happening.PARTNER_CONFIRMED: "Checkmark",
    Happening.PARTNER_CONTESTED: "ChatExclamationmark",
    Happening.PARTNER_REFUSED: "XMark",
    Happening.PARTNER_SILENT: "HourglassBottomFilled",
    Happening.PARTNER_UNASKED: "ArrowUndo",
    Happening.ASSESSED: "Calculator",
    Happening.UNIT_ASKED: "PersonGroup",
    Happening.UNIT_UNASKED: "ArrowUndo",
    Happening.UNASKED: "ArrowUndo",
    Happening.WORK_ASKED: "Tasklist",
    Happening.WORK_DONE: "Checkmark",
    Happening.FIGURE_CORRECTED: "NotePencil",
    Happening.TASK_TAKEN: "PersonCheckmark",
    Happening.TASK_RELEASED: "ArrowUndo",
    Happening.TASK_GIVEN: "PersonGroup",
    Happening.ESCALATED: "HourglassBottomFilled",
    Happening.SET_ASIDE: "Clock",
    Happening.BROUGHT_BACK: "ArrowUndo",
    Happening.UNDONE: "ArrowUndo",
    Happening.HEARING_STARTED: "Chat",
    Happening.HEARING_ANSWERED: "Chat",
    Happening.HEARING_SILENT: "HourglassBottomFilled",
    Happening.COMPLETION_ASKED: "EnvelopeClosed",
    Happening.COMPLETION_REMINDED: "EnvelopeClosed",
    Happening.COMPLETION_ANSWERED: "Chat",
    Happening.COMPLETION_SILENT: "HourglassBottomFilled",
    Happening.COMPLETION_UNDONE: "ArrowUndo",
    Happening.REPRESENTED: "PersonGroup",
    Happening.UNREPRESENTED: "ArrowUndo",
    Happening.LINKED: "Files",
    Happening.UNLINKED: "ArrowUndo",
    Happening.NEIGHBOURS_FOUND: "PersonGroup",
    Happening.QUESTION_PUT: "EnvelopeClosed",
    Happening.QUESTION_REMINDED: "Chat",
    Happening.QUESTION_ANSWERED: "Chat",
    Happening.QUESTION_SILENT: "HourglassBottomFilled",
    Happening.FEE_CHARGED: "Wallet",
    Happening.NOTE_WRITTEN: "NotePencil",
    Happening.COLLEAGUE_TOLD: "Chat",
    Happening.LOOKED_AT: "Eye",
    Happening.DECIDED: "Gavel",
    Happening.APPROVED: "PersonCheckmark",
    Happening.WITHDRAWN: "ArrowUndo",
    Happening.LETTER_ORDERED: "FileText",
    Happening.LETTER_DELIVERED: "EnvelopeClosed",
    Happening.LETTER_OPENED: "EnvelopeOpen",
    Happening.APPEALED: "Gavel",
    Happening.APPEAL_OPENED: "Inbox",
    Happening.APPEAL_FORWARDED: "PaperplaneFill",
    Happening.CLOSED: "CheckmarkHeavy",
    Happening.REOPENED: "ArrowUndo",
}
NOTHING_FITS: tuple[Words, Words] = (
    _("Nothing fits"),
    _("The queue has no case that fits what you narrowed it to."),
)
LOOKED_AT: dict[str, Words] = {
    "case": _("the whole file"),
    "preview": _("the summary in the inbox"),
    "document": _("a document"),
    "letter": _("the letter before it was sent"),
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
    "unit-lacking": (
        _("unit missing"),
        _("The process gives this to a unit that we do not have, so it came to the case’s own unit."),
    ),
    "by-rule": (_("assigned by rule"), _("Assigned by rule: a rule of the service says who gets this.")),
    "nobody-named": (
        _("assigned to nobody"),
        _("The rule that says who gets this names nobody who can take it, so it lies in the unit’s queue."),
    ),
    "late-appeal": (
        _("appealed late"),
        _("The appeal came after the last day. Decide whether it can be looked at."),
    ),
    "no-rules": (_("for a person"), _("The rules leave this to a person.")),
    "rules-failed": (
        _("rules failed"),
        _("The rules could not be carried out. Decide by hand, and tell operations."),
    ),
    "reopened": (
        _("reopened"),
        _("The case was decided and is reopened. What was decided stands until a new decision is sent."),
    ),
    "second-person": (
        _("second person"),
        _("A second person must read the decision before it is sent."),
    ),
    "no-result": (_("no result"), _("The rules came to no result.")),
}
FIGURE: dict[str, Words] = {"income.monthly": _("Income a month before tax")}
CHANNEL: dict[str, Words] = {
    "self-service": _("self-service"),
    "phone": _("phone"),
    "desk": _("at the desk"),
    "paper": _("on paper"),
}
HELP_CHANNEL: dict[HelpChannel, Words] = {
    HelpChannel.DESK: _("at the desk"),
    HelpChannel.PHONE: _("on the phone"),
    HelpChannel.PAPER: _("from paper"),
}
HELP_CHECK: dict[IdentityCheck, Words] = {
    IdentityCheck.PHOTO_ID: _("passport or driving licence seen"),
    IdentityCheck.QUESTIONS: _("asked what only the person knows"),
    IdentityCheck.CALL_BACK: _("called back on a number we had"),
    IdentityCheck.SIGNED: _("the paper is signed"),
}
