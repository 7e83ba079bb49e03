"""Send a browser to a login provider, and take it back once with what the provider says."""

import dataclasses
from collections.abc import Mapping
from typing import cast
from uuid import UUID

import structlog
from django.utils.translation import gettext_lazy as _

from raadhus.identity.domain import sessions
from raadhus.identity.domain.claims import ClaimsRefused
from raadhus.identity.domain.sessions import SignedIn
from raadhus.identity.models import LoginAttempt, LoginProvider
from raadhus.identity.ports import LoginCancelled, LoginRefused, Proven, ProviderUnavailable, Registration
from raadhus.identity.queries import registration_of, registrations
from raadhus.identity.use_cases.sign_in import sign_in
from raadhus.identity.wiring import protocol
from raadhus.platform import clock
from raadhus.platform.actor import Assurance
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.refusals import NotFoundHere, Refusal, TemporarilyUnavailable
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.scope import transaction

log = structlog.get_logger("raadhus.login")
_providers = ReadyQuery(LoginProvider.objects.filter)
_run_out = ReadyQuery(lambda now: LoginAttempt.objects.filter(expires_at__lt=now))
_attempts = ReadyQuery(LoginAttempt.objects.filter)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LoginOrder:
    """
    What a login is to lead to.

    browser: a secret that only this browser knows; callback: our address the provider sends it back to; back: a path of
    ours; assurance: what the page asks for; anew: ask again, though the provider may still know the browser.
    """

    provider: str
    browser: str
    callback: str
    back: str
    assurance: Assurance
    language: str
    anew: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """Who came in, whether to work, and the path they were on their way to."""

    signed_in: SignedIn
    is_staff: bool
    back: str


class CannotLogIn(Refusal):
    """What came back from the provider cannot be trusted, or is not for this browser."""

    status = 403
    code = "login-refused"
    happened = _("We could not log you in.")
    kept = _("Nothing was changed, and you are not logged in.")
    next_step = _("Start the login again from here. If it happens again, call us.")


class LoginWasCancelled(CannotLogIn):
    """The person turned back."""

    code = "login-cancelled"
    happened = _("You stopped the login.")
    next_step = _("You can log in whenever you like, or call us and do it by phone.")


class LoginUnavailable(TemporarilyUnavailable):
    """The provider does not answer."""

    code = "login-unavailable"
    happened = _("The login service does not answer just now.")
    next_step = _("Try again in a few minutes, or call us and do it by phone.")


def begin_login(tenant: UUID, order: LoginOrder) -> str:
    """
    Return where to send the browser. Opens its own transaction, not while it waits for the provider.

    Raises: NotFoundHere for a provider that is not this municipality's, LoginUnavailable.
    """
    registration = next((one for one in registrations(tenant) if one.key == order.provider), None)
    if registration is None:
        raise NotFoundHere(detail="no such login provider")
    state = sessions.new_secret()
    try:
        begun = protocol(registration.protocol).begin(
            registration,
            state=state,
            callback=order.callback,
            assurance=order.assurance,
            language=order.language,
            anew=order.anew,
        )
    except ProviderUnavailable as error:
        raise LoginUnavailable(detail=str(error)) from error
    _remember(tenant, registration, order, state, begun.remembered)
    return begun.url


def finish_login(
    tenant: UUID, *, browser: str, callback: str, answer: Mapping[str, str], replacing: str, correlation: str
) -> LoggedIn:
    """
    Let in whom the provider vouches for. The attempt is used up first, whatever comes of it.

    answer: the callback's parameters; replacing: the key of the session that this login takes the place of, if any.
    Raises: CannotLogIn, LoginWasCancelled, LoginUnavailable, and what ``sign_in`` refuses.
    """
    registration, remembered = _take_attempt(tenant, state=answer.get("state", ""), browser=browser)
    try:
        proven = protocol(registration.protocol).finish(
            registration, callback=callback, answer=answer, remembered=remembered
        )
        claims = registration.claims.read(
            proven.claims,
            issuer=registration.issuer,
            provider=registration.key,
            is_staff=registration.is_for_staff,
        )
    except LoginCancelled as error:
        raise LoginWasCancelled from error
    except (LoginRefused, ClaimsRefused) as error:
        log.warning("login refused", provider=registration.key, reason=str(error))
        raise CannotLogIn(detail=str(error)) from error
    except ProviderUnavailable as error:
        raise LoginUnavailable(detail=str(error)) from error
    signed_in = sign_in(
        tenant, claims, correlation=correlation, remember=_logout_facts(proven), instead_of=replacing
    )
    return LoggedIn(signed_in=signed_in, is_staff=registration.is_for_staff, back=remembered["back"])


def _remember(
    tenant: UUID, registration: Registration, order: LoginOrder, state: str, remembered: Mapping[str, str]
) -> None:
    with transaction(tenant):
        _run_out.remove(now=clock.now())
        append(
            LoginAttempt(
                state_hash=sessions.hash_secret(state),
                browser_hash=sessions.hash_secret(order.browser),
                provider_id=cast(UUID, registration.id),
                remembered={**remembered, "back": order.back},
                expires_at=clock.now() + sessions.ATTEMPT,
            )
        )


def _take_attempt(tenant: UUID, *, state: str, browser: str) -> tuple[Registration, dict[str, str]]:
    """Return what was remembered under ``state``, and forget it: an answer counts once, and only in the same browser."""
    with transaction(tenant):
        taken = _attempts.take(
            state_hash=sessions.hash_secret(state), browser_hash=sessions.hash_secret(browser)
        )
        attempt = taken[0] if taken else None
        provider = _providers.first(id=attempt.provider_id) if attempt is not None else None
    if attempt is None or attempt.expires_at < clock.now() or provider is None or not provider.is_active:
        raise CannotLogIn(detail="no such attempt")
    return registration_of(provider), attempt.remembered


def _logout_facts(proven: Proven) -> dict[str, str]:
    return {"logout_url": proven.logout_url, "proof": proven.proof}
