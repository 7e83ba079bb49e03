"""The fields with which a person interferes with a process: why, with which values, and where to."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from raadhus.processes.public import StandingInfo
from raadhus.ui.fields import Option, SelectField, TextAreaField, Width
from raadhus.workspace.web.process_pages import words

_LONGEST = 2_000


def reason_field(name: str = "reason", *, value: str = "", error: str = "") -> TextAreaField:
    """Return the field for why something is done."""
    return TextAreaField(
        name=name,
        label=_("Reason"),
        hint=_("It stays in the history of the case, with your name."),
        rows=2,
        max_length=_LONGEST,
        value=value,
        error=error,
    )


def values_field(*, value: str = "", error: str = "") -> TextAreaField:
    """Return the field for values to be set first."""
    return TextAreaField(
        name="values",
        label=_("Values to set"),
        hint=_(
            "Such as {decided: true, amount: 12.50}, texts in quotation marks. Leave it empty to set none."
        ),
        rows=2,
        max_length=_LONGEST,
        is_required=False,
        value=value,
        error=error,
    )


def target_field(standing: Iterable[StandingInfo], *, value: str = "", error: str = "") -> SelectField | None:
    """Return the choice of where a token is put: each token with each step before which it may be; None without any."""
    options = tuple(
        Option(
            value=f"{one.id}.{place.element}",
            label=f"{words.place_in_words(one.at)} → {words.place_in_words(place)}",
        )
        for one in standing
        for place in one.places
    )
    if not options:
        return None
    return SelectField(
        name="move",
        label=_("Move"),
        hint=_("Only for the button “Move”."),
        options=options,
        empty_label=_("Choose"),
        is_required=False,
        value=value,
        width=Width.FULL,
        error=error,
    )
