"""What one refused act is: who posts what where, what has happened before, and what they read."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from django.test import Client
from django.urls import reverse

from raadhus.platform.refusals import Sentence
from tests.rights.laid import Laid
from tests.rights.people import Who

Sent = Mapping[str, Any]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Refused:
    """
    One act that is refused; ``says``: what its page tells, in English; ``by``: Bo, where it is None.

    ``given``: what has happened before; ``leaves``: tables in which it is written down that somebody has looked.
    """

    name: str
    by: Who | None
    says: Sentence
    where: Callable[[Laid], dict[str, Any]] = lambda laid: {}
    query: str = ""
    post: Sent | Callable[[Laid], Sent] = dataclasses.field(default_factory=dict)
    given: Callable[[Laid], object] = lambda laid: None
    leaves: frozenset[str] = frozenset()

    def browser(self, laid: Laid) -> Client:
        """Return the browser in which it is tried."""
        return laid.partner if self.by is None else laid.browsers[self.by]

    def url(self, laid: Laid) -> str:
        """Return where it is posted."""
        return f"{reverse(self.name, kwargs=self.where(laid))}{f'?{self.query}' if self.query else ''}"

    def sent(self, laid: Laid) -> dict[str, Any]:
        """Return what is posted."""
        return dict(self.post(laid) if callable(self.post) else self.post)

    def __str__(self) -> str:
        """Return how a problem names it."""
        return f"{self.name}: {self.says}"


def did(
    name: str,
    by: Who,
    where: Callable[[Laid], dict[str, Any]],
    post: Sent | Callable[[Laid], Sent],
    query: str = "",
) -> Callable[[Laid], object]:
    """Return an act that has happened before."""

    def given(laid: Laid) -> object:
        act = Refused(name=name, by=by, says="", where=where, post=post, query=query)
        answer = act.browser(laid).post(act.url(laid), act.sent(laid))
        if answer.status_code not in {200, 302}:
            raise AssertionError(f"{act.url(laid)}: {answer.status_code}")
        return answer

    return given
