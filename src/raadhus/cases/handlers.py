"""The steps of processes that case work carries out, each with what people call it."""

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import refuse_own_case
from raadhus.cases.use_cases import process_steps as steps
from raadhus.cases.use_cases.staff.look_at_case import note_look_at_process
from raadhus.processes.public import register_handler, register_owner

_OF_UNIT = ("unit", "assign", "assigned-by", "deadline", "counted-in")

register_handler(
    "cases.gather",
    steps.gather,
    reads=(),
    gives=("has_partner", "partner_answer_by"),
    called=_("See whom to ask, and until when"),
)
register_handler(
    "cases.ask_partner",
    steps.ask_the_partner,
    withdraw=steps.withdraw_partner,
    reads=(),
    gives=("partner_answer",),
    called=_("Ask the partner to confirm"),
)
register_handler(
    "cases.decide",
    steps.decide,
    reads=("tells",),
    gives=("route", "outcome", "hearing_answer_by"),
    called=_("Let the rules look at the case"),
)
register_handler(
    "cases.hear_party",
    steps.hear_the_applicant,
    withdraw=steps.withdraw_hearing,
    reads=(),
    gives=("hearing_answer",),
    called=_("Hear the applicant before a decision"),
)
register_handler(
    "cases.ask_unit",
    steps.ask_the_unit,
    withdraw=steps.withdraw_unit,
    reads=_OF_UNIT,
    gives=("unit_answer", "unit_outcome"),
    called=_("Let a unit decide the case"),
)
register_handler(
    "cases.work",
    steps.ask_for_work,
    withdraw=steps.withdraw_unit,
    reads=("form", *_OF_UNIT),
    gives=(),
    called=_("Let a unit do some work"),
)
register_handler(
    "cases.send_decision",
    steps.send_the_decision,
    reads=(),
    gives=("decided",),
    called=_("Send the decision"),
)
register_handler(
    "cases.find_neighbours",
    steps.find_neighbours,
    reads=("question", "answers"),
    gives=("neighbours", "neighbours_answer_by"),
    called=_("Find the neighbours"),
)
register_handler(
    "cases.set_answer_by",
    steps.set_answer_by,
    reads=("question",),
    gives=("answer_by",),
    called=_("Set until when a question can be answered"),
)
register_handler(
    "cases.ask",
    steps.ask,
    withdraw=steps.withdraw_question,
    reads=("question", "form"),
    gives=("answer",),
    called=_("Ask somebody a question"),
)
register_handler(
    "cases.send_letter", steps.send_letter, reads=("letter",), gives=(), called=_("Send a letter")
)
register_handler(
    "cases.take_back", steps.take_back, reads=(), gives=(), called=_("Take back what is not sent")
)
register_handler(
    "cases.charge_fee", steps.charge, reads=("days",), gives=("charged",), called=_("Charge a fee")
)

register_owner(refuse=refuse_own_case, note_look=note_look_at_process)
