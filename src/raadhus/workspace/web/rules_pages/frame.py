"""What stands around every page of one service's rules: where one is, which version is in force, the tabs."""

import dataclasses

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from raadhus.catalogue.public import LaterRules, RuledService, get_ruled_service
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.ui.parts import Crumb, Tab
from raadhus.ui.words import date_in_words
from raadhus.workspace.web.draft_pages.words import later_in_words

# The tabs in their order: name of the page (an address with the service's key), and the word on the tab.
TABS: tuple[tuple[str, str | Promise], ...] = (
    ("workspace:rules-tables", gettext_lazy("Tables")),
    ("workspace:rules-try", gettext_lazy("Try a change")),
    ("workspace:rules-drafts", gettext_lazy("Drafts")),
    ("workspace:rules-history", gettext_lazy("History")),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RulesFrame:
    """
    The head of a page about one service's rules; ``owner``: whose rules they are, empty when they are our own.

    ``later``: which version comes into force and when, empty when none waits; ``later_url``: where it is read.
    """

    key: str
    title: str
    version: str
    since: str
    later: str
    later_url: str
    owner: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]


def frame_of(actor: Actor, key: str, page: str, *below: tuple[str, str]) -> tuple[RulesFrame, RuledService]:
    """
    Return the head of ``page`` (a name of ``TABS``) and the service ``key``.

    below: pages under the tab on the way to this one, label and address (empty for the last). Raises: NotFoundHere.
    """
    service = get_ruled_service(actor, key, get_language() or "en")
    crumbs = [Crumb(label=_("Rules"), url=reverse("workspace:rules"))]
    crumbs.append(
        Crumb(label=service.title, url=reverse("workspace:rules-service", args=[key]) if below else "")
    )
    crumbs += [Crumb(label=label, url=url) for label, url in below]
    frame = RulesFrame(
        key=key,
        title=service.title,
        version=service.version,
        since=date_in_words(service.in_force_on),
        later=later_in_words(service.later) if service.later else "",
        later_url=_tables_of(key, service.later) if service.later else "",
        owner="" if service.is_own else municipality(service.owner_id).name,
        crumbs=tuple(crumbs),
        tabs=tuple(
            Tab(label=str(label), url=reverse(name, args=[key]), is_current=name == page)
            for name, label in TABS
        ),
    )
    return frame, service


def _tables_of(key: str, later: LaterRules) -> str:
    return f"{reverse('workspace:rules-tables', args=[key])}?version={later.content_hash}"
