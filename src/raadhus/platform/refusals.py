"""Refusals: what people read when an act may not happen."""

from http import HTTPStatus
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Refusal(Exception):
    """
    An act that may not happen; nothing of it is kept.

    ``happened``: what happened; ``kept``: what is kept; ``next_step``: what to do now. Each a full sentence.
    """

    status: ClassVar[int] = HTTPStatus.CONFLICT
    code: ClassVar[str] = "refused"
    happened: Sentence = _("This cannot be done.")
    kept: Sentence = _("Nothing was changed.")
    next_step: Sentence = _("Go back and try again, or call us. We are glad to help.")

    def __init__(
        self, happened: Sentence = "", *, kept: Sentence = "", next_step: Sentence = "", detail: str = ""
    ) -> None:
        self.happened = happened or type(self).happened
        self.kept = kept or type(self).kept
        self.next_step = next_step or type(self).next_step
        self.detail = detail  # for the log, never shown
        super().__init__(str(self.happened))

    @property
    def in_a_form(self) -> str:
        """Return what a form says above what was typed: what happened, and what to do now."""
        return f"{self.happened} {self.next_step}"


class NotFoundHere(Refusal):
    """Absent, or not yours: the two cannot be told apart."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"
    happened = _("We could not find what you are looking for.")
    kept = _("Nothing was changed.")
    next_step = _("Check the address, or start from the front page.")


class LoginNeeded(Refusal):
    """Only somebody who is logged in can do this."""

    status = HTTPStatus.UNAUTHORIZED
    code = "login-needed"
    happened = _("You need to log in to see this page.")
    next_step = _("Log in, and we take you straight back here.")


class NotAllowed(Refusal):
    """The actor is known and lacks the right."""

    status = HTTPStatus.FORBIDDEN
    code = "not-allowed"
    happened = _("Your role does not give access to this.")
    next_step = _("Ask your leader if you need it for your work.")


class TooManyRequests(Refusal):
    """The same thing was asked for too often."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too-many"
    happened = _("This was tried many times in a short while.")
    next_step = _("Wait a few minutes, then try again.")


class TemporarilyUnavailable(Refusal):
    """Something we depend on does not answer."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unavailable"
    happened = _("Something we depend on does not answer just now.")
    next_step = _("Try again in a few minutes.")
