"""Who may come in, and to which person: absent and not yours are the same."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.identity.models import Person
from raadhus.platform.actor import Actor, Assurance, Role
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import LoginNeeded, NotAllowed, NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import expect_tenant

V = TypeVar("V", bound=Callable[..., Any])


class StaffLoginNeeded(LoginNeeded):
    """Only somebody who is logged in at work can do this."""


class CannotEnterAtThisLevel(Refusal):
    """The login is real but not sure enough for what was asked."""

    status = 403
    code = "assurance-too-low"
    happened = _("You need a safer login for this page.")
    kept = _("What it shows is for you alone, and you logged in in a way that is not safe enough for that.")
    next_step = _("Log in again and choose a stronger way, for example your app or code device.")


class IsAtWork(NotAllowed):
    """Somebody logged in at work opened what is theirs as a citizen: that takes their own login."""

    code = "at-work"
    happened = _("You are logged in at work, and this page is for citizens.")
    kept = _("Nothing was opened or changed.")
    next_step = _(
        "If you want it for yourself, log out and log in with your own login, not the one for work."
    )


_person = ReadyQuery(lambda id: Person.objects.filter(id=id))  # noqa: A006 -- the column's name


def access_person(actor: Actor, person_id: UUID) -> Person:
    """
    Return the person for a job, for staff of this municipality, or for the person themself.

    Whether staff may open this *case* is for the room of the case to say. Raises: NotFoundHere.
    """
    expect_tenant(actor.tenant)
    if not (actor.is_system or actor.is_staff or actor.person_id == person_id):
        raise NotFoundHere(detail="not this actor's person")
    person = _person.first(id=person_id)
    if person is None:
        raise NotFoundHere(detail="no such person")
    return person


def require_login(assurance: Assurance = Assurance.SUBSTANTIAL) -> Callable[[V], V]:
    """
    Let only somebody logged in as themself, with at least ``assurance``, reach the decorated view.

    The middleware turns LoginNeeded into the way to the login and back, the other refusals into an explanation.
    """

    def guard(view: V) -> V:
        @functools.wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            expect_login(request.actor, assurance)
            return view(request, *args, **kwargs)

        return cast(V, guarded)

    return guard


def require_staff(*roles: Role, assurance: Assurance = Assurance.SUBSTANTIAL) -> Callable[[V], V]:
    """Let only staff with at least one of ``roles`` (any role when none is named) reach the decorated view."""

    def guard(view: V) -> V:
        @functools.wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            expect_staff(request.actor, *roles, assurance=assurance)
            return view(request, *args, **kwargs)

        return cast(V, guarded)

    return guard


def expect_login(actor: Actor, assurance: Assurance = Assurance.SUBSTANTIAL) -> None:
    """
    Make sure that somebody is logged in as themself, not at work, surely enough.

    Raises: LoginNeeded, IsAtWork, CannotEnterAtThisLevel.
    """
    if not actor.is_known:
        raise LoginNeeded
    if actor.is_staff:
        raise IsAtWork
    if actor.assurance < assurance:
        raise CannotEnterAtThisLevel(detail=actor.assurance.name)


def expect_staff(actor: Actor, *roles: Role, assurance: Assurance = Assurance.SUBSTANTIAL) -> None:
    """
    Make sure that the actor is staff with one of ``roles``.

    Raises: StaffLoginNeeded when nobody is logged in, NotAllowed to citizens and for lack of a role, CannotEnterAtThisLevel.
    """
    if not actor.is_known:
        raise StaffLoginNeeded
    if not actor.is_staff or (roles and not actor.has(*roles)):
        raise NotAllowed(detail=",".join(roles))
    if actor.assurance < assurance:
        raise CannotEnterAtThisLevel(detail=actor.assurance.name)
