"""The blocks ``completion`` and ``questions`` of ``service.yaml``: what people are asked, and how long they have."""

from typing import Annotated

from pydantic import Field, StrictBool

from raadhus.catalogue.domain.service_words import Days, Key, Line, Part, Texts


class Completion(Part):
    """
    How an applicant is asked to add or correct something: the days they have, and how long before the last one they
    are reminded. ``stops_clock``: the time to decide does not run meanwhile.
    """

    days: Annotated[Days, Field(ge=1)]
    remind_days: Annotated[Days, Field(ge=1)] = 3
    stops_clock: StrictBool = False


class Choice(Part):
    """One answer to a question; ``wants_words``: whoever gives it says why."""

    key: Key
    title: Texts
    wants_words: StrictBool = False


class Told(Part):
    """An answer of the form that somebody is told who is asked, and what it is called to them."""

    answer: Line
    title: Texts


class Question(Part):
    """
    What a process asks of somebody in a case (``cases.ask``): the applicant, a neighbour.

    ``days``: how long they have; ``remind_days``: how long before the last day who has not answered is reminded, once;
    ``tells``: answers of the form that they are shown; ``tells_decision``: they are asked
    about the decision that waits to be sent, an offer; ``names``: what that which is offered is called: the caseworker who
    grants writes which one it is; ``silence``: what happens when nobody answers.
    """

    key: Key
    days: Annotated[Days, Field(ge=1)]
    remind_days: Annotated[Days, Field(ge=1)] | None = None
    title: Texts
    text: Texts
    tells: Annotated[tuple[Told, ...], Field(max_length=20)] = ()
    tells_decision: StrictBool = False
    names: Texts | None = None
    choices: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=6)]
    silence: Texts
