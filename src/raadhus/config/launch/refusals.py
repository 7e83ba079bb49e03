"""The refusal of set-up."""


class CannotSetUp(Exception):  # noqa: N818 - refusals are named after the act that may not happen
    """Something is missing; the sentence says what to do, and what was prepared is kept."""
