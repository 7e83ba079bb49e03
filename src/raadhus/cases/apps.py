"""Registration of case work: the handlers that processes call."""

from django.apps import AppConfig

from raadhus.processes import public as processes


class CasesConfig(AppConfig):
    """Case work."""

    name = "raadhus.cases"
    label = "cases"

    def ready(self) -> None:
        """Let processes do case work."""
        from raadhus.cases.use_cases import process_steps as steps  # noqa: PLC0415 -- models load first

        processes.register_handler("cases.gather", steps.gather)
        processes.register_handler("cases.ask_partner", steps.ask_the_partner, withdraw=steps.withdraw_task)
        processes.register_handler("cases.decide", steps.decide)
        processes.register_handler("cases.hear_party", steps.hear_the_applicant, withdraw=steps.withdraw_hearing)
        processes.register_handler("cases.ask_unit", steps.ask_the_unit, withdraw=steps.withdraw_task)
        processes.register_handler("cases.send_decision", steps.send_the_decision)
