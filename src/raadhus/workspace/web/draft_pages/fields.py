"""Fields that the forms of every kind of draft have."""

import datetime as dt

from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import DateField, TextAreaField


def day_field(request: TownRequest, today: dt.date, label: str, hint: str) -> DateField:
    """Return the day that was typed, also one that was refused: never another day than the one somebody chose."""
    day, month, year = (
        request.POST.get(f"from-{part}", str(getattr(today, part)))[:10] for part in ("day", "month", "year")
    )
    return DateField(
        name="from",
        label=label,
        hint=hint,
        day=day,
        month=month,
        year=year,
    )


def words_field(name: str, label: str, request: TownRequest, *, is_required: bool = True) -> TextAreaField:
    """Return a field for somebody's words, with what was typed and refused just now."""
    typed = request.POST.get(name, "")[:4_000]
    return TextAreaField(
        name=name, label=label, value=typed, rows=3, max_length=2_000, is_required=is_required
    )
