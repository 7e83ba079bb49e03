"""The refusal of everything in the town: one sentence that says what to do next."""


class CannotOpenTown(Exception):
    """Say in one sentence what is missing and what helps; commands print it and end with 1."""
