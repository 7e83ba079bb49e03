"""The steps of processes that case work carries out."""

from raadhus.cases.access import refuse_own_case
from raadhus.cases.use_cases import process_steps as steps
from raadhus.cases.use_cases.staff.look_at_case import note_look_at_process
from raadhus.processes import public as processes

_OF_UNIT = ("unit", "assign", "assigned-by", "deadline", "counted-in")

processes.register_handler("cases.gather", steps.gather, reads=())
processes.register_handler(
    "cases.ask_partner", steps.ask_the_partner, withdraw=steps.withdraw_partner, reads=()
)
processes.register_handler("cases.decide", steps.decide, reads=("tells",))
processes.register_handler(
    "cases.hear_party", steps.hear_the_applicant, withdraw=steps.withdraw_hearing, reads=()
)
processes.register_handler("cases.ask_unit", steps.ask_the_unit, withdraw=steps.withdraw_unit, reads=_OF_UNIT)
processes.register_handler(
    "cases.work", steps.ask_for_work, withdraw=steps.withdraw_unit, reads=("form", *_OF_UNIT)
)
processes.register_handler("cases.send_decision", steps.send_the_decision, reads=())
processes.register_handler("cases.find_neighbours", steps.find_neighbours, reads=("question", "answers"))
processes.register_handler("cases.set_answer_by", steps.set_answer_by, reads=("question",))
processes.register_handler("cases.ask", steps.ask, withdraw=steps.withdraw_question, reads=("question",))
processes.register_handler("cases.send_letter", steps.send_letter, reads=("letter",))
processes.register_handler("cases.take_back", steps.take_back, reads=())
processes.register_handler("cases.charge_fee", steps.charge, reads=("days",))

processes.say_given(
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

processes.register_owner(refuse=refuse_own_case, note_look=note_look_at_process)
