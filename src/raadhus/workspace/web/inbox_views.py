"""Narrowing the inbox down, and keeping a way to look at it under a name."""

import dataclasses

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from raadhus.cases import public as cases
from raadhus.catalogue.public import ServiceKind, list_services
from raadhus.platform.actor import Actor
from raadhus.ui.fields import Field, Option, SelectField, TextField
from raadhus.workspace.web.inbox_asked import DUE_WITHIN, Asked
from raadhus.workspace.web.small_forms import SmallForm

_LONGEST = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A kept view with where it leads; ``is_units``: the whole unit sees it."""

    name: str
    url: str
    is_units: bool
    is_current: bool
    delete_url: str


def views_of(actor: Actor, asked: Asked) -> tuple[View, ...]:
    """Return the views that can be chosen in this inbox."""
    return tuple(
        View(
            name=view.name,
            url=asked.url(queue=view.queue, narrowed=view.narrowed),
            is_units=view.is_units,
            is_current=(view.queue, view.narrowed) == (asked.queue, asked.narrowed),
            delete_url=reverse("workspace:view-delete", args=[view.id]),
        )
        for view in cases.list_views(actor, asked.unit_id)
    )


def narrow_fields(actor: Actor, asked: Asked) -> tuple[Field, ...]:
    """Return the choices by which the queue can be narrowed down."""
    narrowed = asked.narrowed
    services = tuple(
        Option(value=card.key, label=card.title)
        for card in list_services(actor, get_language() or "en")
        if card.kind is ServiceKind.APPLICATION
    )
    colleagues = tuple(
        Option(value=str(member.id), label=member.name)
        for member in cases.list_colleagues(actor, asked.unit_id)
    )
    days = tuple(
        Option(
            value=str(count),
            label=ngettext("in %(count)s day", "in %(count)s days", count) % {"count": count},
        )
        for count in DUE_WITHIN
    )
    return (
        _choice("service", _("Service"), services, narrowed.service_key),
        _choice("colleague", _("Taken by"), colleagues, str(narrowed.colleague or "")),
        _choice("due", _("Deadline at the latest"), days, str(narrowed.due_within or "")),
    )


def _choice(name: str, label: str, options: tuple[Option, ...], value: str) -> SelectField:
    return SelectField(name=name, label=label, options=options, value=value, empty_label=_("All"))


def view_form(name: str = "") -> SmallForm:
    """Ask what a view is to be called."""
    field = TextField(name="name", label=_("What to call it"), value=name[:_LONGEST], max_length=60)
    return SmallForm(fields=(field,))
