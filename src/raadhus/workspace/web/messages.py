"""What colleagues wrote to somebody, as the inbox leads to it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.cases.public import list_messages
from raadhus.platform.actor import Actor
from raadhus.workspace.web.case_page.in_words import day_of
from raadhus.workspace.web.case_page.link import Link


def messages_of(actor: Actor) -> tuple[Link, ...]:
    """Return a link to each case with something unread for the actor: who wrote, about which case, when."""
    return tuple(
        Link(
            title=_("%(name)s · %(number)s · %(day)s")
            % {"name": one.by or _("a colleague"), "number": one.case_number, "day": day_of(one.at)},
            url=f"{reverse('workspace:case', args=[one.case_id])}?show=messages#happened",
        )
        for one in list_messages(actor)
    )
