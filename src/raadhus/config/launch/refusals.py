"""The refusal of set-up."""


class CannotSetUp(Exception):
    """Something is missing; the sentence says what to do, and what was prepared is kept."""
