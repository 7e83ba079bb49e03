"""What stands around every page of one service's process: where one is, which version is in force, the tabs."""

import dataclasses

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from raadhus.catalogue.public import PROCESS, RuledService, get_ruled_service
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.ui.parts import Crumb, Tab
from raadhus.ui.words import date_in_words
from raadhus.workspace.web.draft_pages.words import later_in_words

TABS: tuple[tuple[str, str | Promise], ...] = (
    ("workspace:models-steps", gettext_lazy("Steps")),
    ("workspace:models-drafts", gettext_lazy("Drafts")),
    ("workspace:models-history", gettext_lazy("History")),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModelFrame:
    """The head of a page about one service's process; ``owner``: whose it is, empty when it is our own."""

    key: str
    title: str
    version: str
    since: str
    later: str
    owner: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]


def frame_of(actor: Actor, key: str, page: str, *below: tuple[str, str]) -> tuple[ModelFrame, RuledService]:
    """
    Return the head of ``page`` (a name of ``TABS``) and the service ``key``.

    below: pages under the tab on the way to this one, label and address (empty for the last). Raises: NotFoundHere.
    """
    service = get_ruled_service(actor, key, get_language() or "en", PROCESS)
    crumbs = [Crumb(label=_("Process models"), url=reverse("workspace:models"))]
    home = reverse("workspace:models-steps", args=[key])
    crumbs.append(Crumb(label=service.title, url=home if below else ""))
    crumbs += [Crumb(label=label, url=url) for label, url in below]
    frame = ModelFrame(
        key=key,
        title=service.title,
        version=service.version,
        since=date_in_words(service.in_force_on),
        later=later_in_words(service.later) if service.later else "",
        owner="" if service.is_own else municipality(service.owner_id).name,
        crumbs=tuple(crumbs),
        tabs=tuple(
            Tab(label=str(label), url=reverse(name, args=[key]), is_current=name == page)
            for name, label in TABS
        ),
    )
    return frame, service
