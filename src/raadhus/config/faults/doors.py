"""
Doors of the product that lead astray: each function takes a sound one and returns what stands in its place.

Nothing here is imported from a room: these are made before the rooms' tables are there.
"""

import datetime as dt
import functools
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse

Door = Callable[..., Any]
ANOTHER_YEAR = 2021
A_WEEK = 7


def does_nothing(door: Door) -> Door:
    """Make a door that leads nowhere and says nothing of it."""

    @functools.wraps(door)
    def silent(*_given: Any, **_named: Any) -> None:
        """Do nothing."""

    return silent


def a_day_ahead(now: Door) -> Door:
    """Make a clock that is a day ahead."""
    return lambda: now() + dt.timedelta(days=1)


def leads_nowhere(url: Door) -> Door:
    """Make addresses of files that were never put there, as after a set-up that forgot to collect them."""

    @functools.wraps(url)
    def gone(*given: Any, **named: Any) -> str:
        return f"{url(*given, **named)}.gone"

    return gone


def to_another_unit(unit_by_key: Door) -> Door:
    """Make a directory in which each unit's key leads to another unit."""

    @functools.wraps(unit_by_key)
    def misdirected(actor: Any, key: str) -> Any:
        units = pkgutil.resolve_name("raadhus.organisation.public").list_units(actor)
        return next(unit for unit in units if unit.key != key)

    return misdirected


def by_another_year(decide: Door) -> Door:
    """Make rules that look every day up in another year, whose scale is another."""

    @functools.wraps(decide)
    def decided(actor: Any, ref: Any, decision: str, inputs: Mapping[str, Any], **named: Any) -> Any:
        moved = {
            name: value.replace(year=ANOTHER_YEAR) if isinstance(value, dt.date) else value
            for name, value in inputs.items()
        }
        return decide(actor, ref, decision, moved, **named)

    return decided


def an_older_version(get_package: Door) -> Door:
    """Make a shelf that hands out a version from before the time to appeal became a week longer."""

    @functools.wraps(get_package)
    def older(content_hash: str) -> Any:
        package = get_package(content_hash)
        appeal = package.service.appeal
        if appeal is None:
            return package
        shorter = appeal.model_copy(update={"days": appeal.days - A_WEEK})
        return _with(package, service=package.service.model_copy(update={"appeal": shorter}))

    return older


def files_the_one_before(file_document: Door) -> Door:
    """Make an archive that files, under each document's name, the content of the one before it."""
    kept: list[bytes] = []

    @functools.wraps(file_document)
    def swapped(actor: Any, order: Any) -> Any:
        kept.append(order.content)
        del kept[:-2]
        return file_document(actor, _with(order, content=kept[0]))

    return swapped


def opens_for_all(access_letter: Door) -> Door:
    """Make a mailbox that asks nobody whose letter it is."""

    @functools.wraps(access_letter)
    def unasked(actor: Any, letter_id: Any) -> Any:
        letter = apps.get_model("post", "Letter").objects.filter(id=letter_id, document__isnull=False).first()
        return access_letter(actor, letter_id) if letter is None else (letter, letter.document_id)

    return unasked


def loses_the_last(answers_to_submit: Door) -> Door:
    """Make a form that loses the last of a list between its step and what is sent."""

    @functools.wraps(answers_to_submit)
    def forgetful(readings: Any) -> dict[str, Any]:
        answers = answers_to_submit(readings)
        return {
            key: value[:-1] if isinstance(value, list | tuple) else value for key, value in answers.items()
        }

    return forgetful


def as_first_drawn(show: Door) -> Door:
    """Make a page that everybody gets as it was drawn for them first."""
    drawn: dict[Any, bytes] = {}

    @functools.wraps(show)
    def stale(request: HttpRequest) -> HttpResponse:
        whose = getattr(request, "actor", None) and request.actor.person_id  # type: ignore[attr-defined]
        if whose not in drawn:
            drawn[whose] = show(request).content
        return HttpResponse(drawn[whose])

    return stale


def shows_none(papers_of: Door) -> Door:
    """Make a case without its papers."""

    @functools.wraps(papers_of)
    def torn(_case: Any) -> tuple[Any, ...]:
        return ()

    return torn


def of_the_month_before(get_channel_report: Door) -> Door:
    """Make a report of the month before the one that was asked for."""

    @functools.wraps(get_channel_report)
    def late(actor: Any, begins_on: dt.date, _ends_on: dt.date) -> Any:
        before = (begins_on - dt.timedelta(days=1)).replace(day=1)
        return get_channel_report(actor, before, begins_on)

    return late


def _with(value: Any, **changed: Any) -> Any:
    """Return a frozen value with some of its fields changed."""
    return type(value)(**{name: getattr(value, name) for name in value.__dataclass_fields__} | changed)
