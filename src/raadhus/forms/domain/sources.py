"""What can be fetched from registers, and into which kinds of field."""

SOURCES: dict[str, str] = {
    "person.name": "name",
    "person.address": "address",
    "household.has_partner": "yes_no",
    "household.partner": "person",
    "income.monthly": "money",
}

GROUP_SOURCES: dict[str, dict[str, str]] = {
    "custody.children": {
        "name": "name",
        "birth_date": "date",
        "lives_at_home": "yes_no",
        "custody": "choice",
    },
}


def register_of(source: str) -> str:
    """Return the register that answers ``source``: ``income`` for ``income.monthly``."""
    return source.partition(".")[0]
