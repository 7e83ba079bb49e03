"""The steps of processes that case work carries out, each with what people call it."""

from django.utils.translation import gettext_lazy as _

from raadhus.cases.access import refuse_own_case
from raadhus.cases.use_cases import process_steps as steps
from raadhus.cases.use_cases.staff.look_at_case import note_look_at_process
from raadhus.processes.public import register_handler, register_owner, say_given

_OF_UNIT = ("unit", "assign", "assigned-by", "deadline", "counted-in")

register_handler("cases.gather", steps.gather, reads=(), called=_("See whom to ask, and until when"))
register_handler(
    "cases.ask_partner",
    steps.ask_the_partner,
    withdraw=steps.withdraw_partner,
    reads=(),
    called=_("Ask the partner to confirm"),
)
register_handler("cases.decide", steps.decide, reads=("tells",), called=_("Let the rules look at the case"))
register_handler(
    "cases.hear_party",
    steps.hear_the_applicant,
    withdraw=steps.withdraw_hearing,
    reads=(),
    called=_("Hear the applicant before a decision"),
)
register_handler(
    "cases.ask_unit",
    steps.ask_the_unit,
    withdraw=steps.withdraw_unit,
    reads=_OF_UNIT,
    called=_("Let a unit decide the case"),
)
register_handler(
    "cases.work",
    steps.ask_for_work,
    withdraw=steps.withdraw_unit,
    reads=("form", *_OF_UNIT),
    called=_("Let a unit do some work"),
)
register_handler("cases.send_decision", steps.send_the_decision, reads=(), called=_("Send the decision"))
register_handler(
    "cases.find_neighbours",
    steps.find_neighbours,
    reads=("question", "answers"),
    called=_("Find the neighbours"),
)
register_handler(
    "cases.set_answer_by",
    steps.set_answer_by,
    reads=("question",),
    called=_("Set until when a question can be answered"),
)
register_handler(
    "cases.ask",
    steps.ask,
    withdraw=steps.withdraw_question,
    reads=("question", "form"),
    called=_("Ask somebody a question"),
)
register_handler("cases.send_letter", steps.send_letter, reads=("letter",), called=_("Send a letter"))
register_handler("cases.take_back", steps.take_back, reads=(), called=_("Take back what is not sent"))
register_handler("cases.charge_fee", steps.charge, reads=("days",), called=_("Charge a fee"))

say_given(
    {
        "cases.gather": ("has_partner", "partner_answer_by"),
        "cases.ask_partner": ("partner_answer",),
        "cases.decide": ("route", "outcome", "hearing_answer_by"),
        "cases.hear_party": ("hearing_answer",),
        "cases.ask_unit": ("unit_answer", "unit_outcome"),
        "cases.work": (),
        "cases.send_decision": ("decided",),
        "cases.find_neighbours": ("neighbours", "neighbours_answer_by"),
        "cases.set_answer_by": ("answer_by",),
        "cases.ask": ("answer",),
        "cases.send_letter": (),
        "cases.take_back": (),
        "cases.charge_fee": ("charged",),
    }
)

register_owner(refuse=refuse_own_case, note_look=note_look_at_process)
