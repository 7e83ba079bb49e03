"""Who is in a case."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.cases.public import PartyInfo, PartyRole, StaffCase
from raadhus.cases.public import words as case_words
from raadhus.ui.parts import Column, Table
from raadhus.ui.words import date_in_words
from raadhus.workspace.web.case_page.link import Link


def people_table(parties: Iterable[PartyInfo]) -> Table:
    """Return everybody in the case, what is protected said as protected."""
    return Table(
        caption=_("Who is in the case"),
        is_caption_hidden=True,
        columns=(
            Column(label=_("Name")),
            Column(label=_("Role")),
            Column(label=_("Born")),
            Column(label=_("Address")),
        ),
        rows=tuple(
            (
                _("Protected name") if party.is_name_hidden else party.name,
                " · ".join(part for part in (str(case_words.ROLE[party.role]), party.ground) if part),
                date_in_words(party.birth_date) if party.birth_date else "–",
                _("Protected address") if party.is_address_hidden else party.address or "–",
            )
            for party in parties
        ),
    )


def representatives(case: StaffCase) -> tuple[Link, ...]:
    """Return who can be taken out of the case again: representatives, by name, where they are taken out."""
    return tuple(
        Link(
            title=_("Protected name") if party.is_name_hidden else party.name,
            url="",
            delete_url=reverse("workspace:unrepresent", args=[case.id, party.id]),
        )
        for party in case.parties
        if party.role is PartyRole.REPRESENTATIVE
    )
