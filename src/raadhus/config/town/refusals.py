"""The refusal of everything in the town: one sentence that says what to do next."""


class CannotOpenTown(Exception):  # noqa: N818 - refusals are named after the act that may not happen
    """Say in one sentence what is missing and what helps; commands print it and end with 1."""
