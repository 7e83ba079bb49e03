"""What an operator typed to interfere with a process; when it is refused, the page stands again with all of it."""

import dataclasses
from collections.abc import Callable
from typing import Self

from django.http import HttpResponse

from raadhus.platform.refusals import Refusal
from raadhus.platform.requests import TownRequest
from raadhus.platform.tenancy.scope import undoable
from raadhus.processes import public as processes
from raadhus.ui.fields import Field
from raadhus.ui.parts import Problem

_FIELD_OF: dict[type[Refusal], str] = {
    processes.CannotActWithoutReason: "reason",
    processes.CannotReadValues: "values",
    processes.CannotMoveToken: "move",
}
_REFUSED_HERE: tuple[type[Refusal], ...] = (
    *_FIELD_OF,
    processes.CannotCancelProcess,
    processes.CannotPause,
    processes.CannotResume,
    processes.ProcessPaused,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The form as it was sent, or empty; ``refusal``: why nothing was done."""

    reason: str = ""
    values: str = ""
    move: str = ""
    refusal: Refusal | None = None

    @classmethod
    def of(cls, request: TownRequest) -> Self:
        """Return what was sent."""
        sent = request.POST
        return cls(reason=sent.get("reason", ""), values=sent.get("values", ""), move=sent.get("move", ""))

    def error_of(self, name: str) -> str:
        """Return what is said at a field, empty when it is in order."""
        if self.refusal is None or _FIELD_OF.get(type(self.refusal)) != name:
            return ""
        return self.refusal.in_a_form

    def problems(self, fields: tuple[Field, ...]) -> tuple[Problem, ...]:
        """Return the lines of the error summary: what is said at a field, or above all of them."""
        if self.refusal is None:
            return ()
        at = next((one for one in fields if one.error), fields[0])
        return (Problem(text=self.refusal.in_a_form, href=f"#{at.element_id}"),)


def done_or_shown_again(
    request: TownRequest, act: Callable[[Typed], HttpResponse], shown: Callable[[Typed], HttpResponse]
) -> HttpResponse:
    """Return the answer to an act; when it is refused for what was typed or how the process stands now, the page again."""
    typed = Typed.of(request)
    try:
        with undoable():
            return act(typed)
    except _REFUSED_HERE as refusal:
        page = shown(dataclasses.replace(typed, refusal=refusal))
        page.status_code = refusal.status
        return page
