"""Whom a note can be written to: who may open the case."""

from django.utils.translation import gettext as _

from raadhus.cases.public import StaffCase, list_case_colleagues
from raadhus.platform.actor import Actor
from raadhus.ui.fields import Option, SelectField


def note_to(actor: Actor, case: StaffCase, value: str = "") -> SelectField:
    """Return the choice of a colleague, ``value`` or nobody."""
    colleagues = tuple(
        Option(value=str(member.id), label=member.name)
        for member in list_case_colleagues(actor, case)
        if member.id != actor.staff_id
    )
    return SelectField(
        name="to",
        label=_("Tell a colleague"),
        hint=_("They find it in their inbox until they open the case."),
        options=colleagues,
        value=value,
        empty_label=_("Nobody"),
        is_required=False,
    )
