"""Where staff and citizens go from every page: the desk's menu, and the links under a person's name."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.cases.public import COUNT_CAP, count_escalations, count_to_do
from raadhus.forms.public import HELPERS
from raadhus.platform.actor import Actor, Role
from raadhus.platform.addresses import address_of
from raadhus.platform.refusals import Refusal
from raadhus.post.public import count_unread
from raadhus.ui.frame import NavLink
from raadhus.workspace.access import may_see_rules

_DESK = ("/work/", "/console/")
_FORMS = "/apply/"  # nothing takes the mind off a form
_UNREAD_CAP = 9
_OF_THE_CASE = frozenset(
    {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.METHOD_NOT_ALLOWED}
)  # the case itself may be opened


def menu_of(request: HttpRequest) -> tuple[NavLink, ...]:
    """Return the main menu of the desk and the console, empty elsewhere; what waits is counted up to a cap. One query."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.is_staff or not request.path.startswith(_DESK):
        return ()
    return tuple(_links(request, actor, _waiting(request, actor)))


def links_of(request: HttpRequest) -> tuple[NavLink, ...]:
    """Return the links under the person's name, unread letters counted up to a cap. One query, for citizens only."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.is_known:
        return ()
    if actor.is_staff:
        return tuple(_links(request, actor, None))
    return (
        NavLink(label=_("My Page"), url=address_of("my-page:home"), icon="House"),
        NavLink(
            label=_("Letters to me"),
            url=address_of("my-page:letters"),
            icon="EnvelopeClosed",
            count=_unread(request, actor),
        ),
        NavLink(label=_("My cases"), url=address_of("my-page:cases"), icon="Folder"),
        NavLink(label=_("How we reach you"), url=address_of("notifications:contact"), icon="Phone"),
    )


def way_back_to_work(request: HttpRequest, refusal: Refusal) -> NavLink | None:
    """
    Return where staff go on after a refusal: to the case whose form was refused, else to the page they begin at.

    None for whoever is not at work, or has no page there: they begin at the front page.
    """
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.is_staff:
        return None
    asked = request.resolver_match
    case_id = asked.kwargs.get("case_id") if asked and asked.app_name == "workspace" else None
    if case_id is not None and refusal.status in _OF_THE_CASE:
        return NavLink(label=_("Back to the case"), url=reverse("workspace:case", args=[case_id]))
    first = next(iter(_links(request, actor, None)), None)
    return first and NavLink(label=_("Go to: %(page)s") % {"page": first.label}, url=first.url)


def way_to_staff_login(request: HttpRequest) -> NavLink | None:
    """Return the way to log in as somebody else, for a person without the right who stands at the desk's door; else None."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.is_known or not request.path.startswith(_DESK):
        return None
    back = request.path if request.method == "GET" else "/work/"
    asked = urlencode({"as": "staff", "change": "1", "next": back})
    label = _("Log out, and log in as somebody else") if actor.is_staff else _("Log out, and log in as staff")
    return NavLink(label=label, url=f"{reverse('identity:login')}?{asked}")


def _links(request: HttpRequest, actor: Actor, waiting: int | str | None) -> list[NavLink]:
    inbox, operations, running, figures, rules = (
        reverse("workspace:inbox"),
        reverse("workspace:operations"),
        reverse("workspace:processes"),
        reverse("console:channels"),
        reverse("workspace:rules"),
    )
    links = []
    if actor.has(Role.CASEWORKER):
        is_current = request.path == inbox or request.path.startswith(f"{inbox}cases/")
        links.append(NavLink(label=_("Inbox"), url=inbox, icon="Inbox", is_current=is_current, count=waiting))
    if actor.has(*HELPERS):
        help_url = reverse("workspace:help")
        is_current = request.path.startswith(help_url)
        links.append(
            NavLink(label=_("Help to apply"), url=help_url, icon="PersonSuit", is_current=is_current)
        )
    if actor.has(Role.OPERATOR):
        is_current = request.path.startswith(operations)
        links.append(NavLink(label=_("Operations"), url=operations, icon="Cog", is_current=is_current))
        is_current = request.path.startswith(running)
        links.append(NavLink(label=_("Processes"), url=running, icon="Branching", is_current=is_current))
    if actor.has(Role.LEADER, Role.ASSOCIATION):
        is_current = request.path.startswith("/console/")
        links.append(NavLink(label=_("Figures"), url=figures, icon="BarChart", is_current=is_current))
    if actor.has(Role.LEADER):
        late = reverse("workspace:deadlines")
        count = 0 if getattr(request, "refused", None) else count_escalations(actor)
        links.append(
            NavLink(
                label=_("Deadlines"),
                url=late,
                icon="Clock",
                is_current=request.path.startswith(late),
                count=f"{COUNT_CAP}+" if count > COUNT_CAP else count or None,
            )
        )
    if may_see_rules(actor):
        is_current = request.path.startswith(rules)
        links.append(NavLink(label=_("Rules"), url=rules, icon="Table", is_current=is_current))
    if actor.has(Role.RULE_AUTHOR, Role.RULE_APPROVER):  # others read it at its address: their menu is full
        models = reverse("workspace:models")
        is_current = request.path.startswith(models)
        links.append(NavLink(label=_("Process models"), url=models, icon="Tasklist", is_current=is_current))
    return links


def _unread(request: HttpRequest, actor: Actor) -> int | str | None:
    """Count letters that were not opened, None for none; a refused request asks the database nothing more."""
    may_ask = getattr(request, "has_transaction", False) and not getattr(request, "refused", None)
    if not may_ask or request.path.startswith(_FORMS):
        return None
    count = count_unread(actor, cap=_UNREAD_CAP + 1)
    return f"{_UNREAD_CAP}+" if count > _UNREAD_CAP else count or None


def _waiting(request: HttpRequest, actor: Actor) -> int | str | None:
    """Count what waits; a refused request asks the database nothing more."""
    if getattr(request, "refused", None) or not actor.has(Role.CASEWORKER):
        return None
    count = count_to_do(actor)
    return f"{COUNT_CAP}+" if count > COUNT_CAP else count
