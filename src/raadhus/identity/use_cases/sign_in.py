"""Let somebody in whom a login provider has vouched for."""

import dataclasses
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from raadhus.identity.domain import sessions
from raadhus.identity.domain.claims import LoginClaims
from raadhus.identity.domain.sessions import SignedIn
from raadhus.identity.models import Login, Session
from raadhus.identity.use_cases.find_or_make_person import find_person, give_number, make_person
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor, Assurance
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.changing import change
from raadhus.platform.tenancy.one_go import in_one_go
from raadhus.platform.tenancy.scope import transaction

StaffWelcome = Callable[[Actor, UUID, str, frozenset[str]], UUID]
_staff_welcomes: list[StaffWelcome] = []
_logins = ReadyQuery(lambda issuer, subject: Login.objects.filter(issuer=issuer, subject=subject))


class CannotSignIn(Refusal):
    """The login is sound, but fits nobody in this municipality unambiguously."""

    status = 403
    code = "login-ambiguous"
    happened = _("We cannot log you in, because two records here may be yours.")
    next_step = _("Call us, and we put it right. Nothing of yours is lost.")


def when_staff_signs_in(welcome: StaffWelcome) -> StaffWelcome:
    """
    Register who gives staff their roles: called with actor, person, name and groups, in the login's transaction.

    Returns the staff id; what it refuses refuses the login.
    """
    _staff_welcomes.append(welcome)
    return welcome


def sign_in(
    tenant: UUID,
    claims: LoginClaims,
    *,
    correlation: str = "",
    remember: dict[str, Any] | None = None,
    instead_of: str = "",
) -> SignedIn:
    """
    Open a session for the person whom ``claims`` are about; make person and login when they come for the first time.

    remember: sealed with the session (id token, where to log out). instead_of: key of a session this one replaces.
    Raises: CannotSignIn, and what the staff's welcome refuses.
    """
    actor = Actor.system(tenant, purpose="identity.sign_in", correlation=correlation)
    return in_one_go(tenant, lambda: _sign_in(actor, claims, remember or {}, instead_of))


def _sign_in(actor: Actor, claims: LoginClaims, remember: dict[str, Any], instead_of: str) -> SignedIn:
    login, is_first = _login_of(actor.tenant, claims)
    actor = dataclasses.replace(actor, person_id=login.person_id)
    if claims.is_staff:
        for welcome in _staff_welcomes:
            welcome(actor, login.person_id, claims.name, claims.groups)
    if instead_of:
        _end_replaced(instead_of)
    signed_in = _open_session(login, claims, remember, is_first=is_first)
    audit.record(
        actor,
        "identity.sign_in",
        f"person:{login.person_id}",
        {"provider": claims.provider, "assurance": claims.assurance.name.lower()},
    )
    return signed_in


def _login_of(tenant: UUID, claims: LoginClaims) -> tuple[Login, bool]:
    """Return the login of these claims and whether it is new; two first logins at once become one."""
    known = _known_login(tenant, claims)
    if known is not None:
        return known, False
    try:
        with transaction(tenant):
            return _first_login(tenant, claims), True
    except (
        IntegrityError
    ):  # another page of the same person was faster: login, person or number are there now
        known = _known_login(tenant, claims)
        return (known, False) if known else (_first_login(tenant, claims), True)


def _known_login(tenant: UUID, claims: LoginClaims) -> Login | None:
    known = _logins.first(issuer=claims.issuer, subject=claims.subject)
    if known is not None:
        known.last_at = clock.now()
        change(known, "last_at")
        _settle_number(tenant, known, claims.number)
    return known


def _first_login(tenant: UUID, claims: LoginClaims) -> Login:
    person_id = find_person(tenant, claims.number) if claims.number else None
    now = clock.now()
    return append(
        Login(
            person_id=person_id or make_person(tenant, claims.name, claims.number),
            issuer=claims.issuer,
            subject=claims.subject,
            first_at=now,
            last_at=now,
        )
    )


def _settle_number(tenant: UUID, login: Login, number: str | None) -> None:
    """Keep the number that a known login brings: numbers change, and may come only with a later login."""
    if number is None:
        return
    owner = find_person(tenant, number)
    if owner is None:
        give_number(tenant, login.person_id, number)
    elif owner != login.person_id:
        raise CannotSignIn(detail="the number of this login is another person's")


def _end_replaced(session_key: str) -> None:
    Session.objects.filter(key_hash=sessions.hash_secret(session_key), ended_at=None).update(
        ended_at=clock.now()
    )


def _open_session(login: Login, claims: LoginClaims, remember: dict[str, Any], *, is_first: bool) -> SignedIn:
    now = clock.now()
    key = sessions.new_secret()
    session = append(
        Session(
            key_hash=sessions.hash_secret(key),
            person_id=login.person_id,
            login=login,
            provider=claims.provider,
            issuer=claims.issuer,
            is_staff=claims.is_staff,
            assurance=claims.assurance,
            provider_session_hash=_hash_or_none(claims.provider_session),
            data={"name": claims.name, **remember},
            started_at=now,
            seen_at=now,
            idle_until=now + sessions.IDLE,
            ends_at=now + sessions.LONGEST,
        )
    )
    return SignedIn(
        person_id=login.person_id,
        session_id=session.id,
        session_key=key,
        assurance=Assurance(claims.assurance),
        is_first=is_first,
    )


def _hash_or_none(secret: str) -> bytes | None:
    return sessions.hash_secret(secret) if secret else None
