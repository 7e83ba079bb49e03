"""The two pages of figures, side by side."""

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.platform.actor import Actor, Role
from raadhus.ui.parts import Tab


def figure_tabs(actor: Actor, current: str) -> tuple[Tab, ...]:
    """Return the tabs with the one at ``current`` ("console:channels", …) marked; an association has no cases, so none."""
    if not actor.has(Role.LEADER):
        return ()
    pages = ((_("Channels"), "console:channels"), (_("Where cases are"), "console:activities"))
    return tuple(Tab(label=label, url=reverse(name), is_current=name == current) for label, name in pages)
