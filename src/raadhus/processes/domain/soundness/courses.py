"""Follows every course that a net allows, as far as they differ for what waits, ends or comes twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from raadhus.processes.domain.soundness.net import Net, Stop, Takes

MOST_MARKINGS = 20_000
MOST_LOOKS = 3_000_000
"""Nodes looked at while the courses of one file are followed: seconds, whatever somebody draws."""
Marking = frozenset[int]


@dataclass(slots=True)
class Courses:
    """
    What was seen: ``stuck`` joins with the places where a token is missing, nodes where two tokens ``meet``.

    ``passed``: nodes that a token came through; ``ends``: some course ends as it should; ``is_whole``: all were followed.
    ``followed``: how many markings; ``looks``: how many nodes were looked at for it.
    """

    stuck: dict[str, frozenset[int]] = field(default_factory=dict)
    meet: dict[str, frozenset[int]] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    ends: bool = False
    is_whole: bool = True
    followed: int = 0
    looks: int = 0


def follow(net: Net, most: int = MOST_MARKINGS, looks: int = MOST_LOOKS) -> Courses:
    """
    Return what the courses of a net come to; the node that stands first in the course always goes first.

    Nodes take each other's tokens never, so that any order of theirs comes to the same.
    """
    courses = Courses()
    reaches = _reaches(net, courses, looks)
    if reaches is None:
        courses.is_whole = False
        return courses
    seen: set[Marking] = set()
    waiting = [frozenset({start}) for start in net.starts]
    while waiting:
        marking = waiting.pop()
        if marking in seen:
            continue
        courses.looks += len(net.stops)
        if len(seen) >= most or courses.looks > looks:
            courses.is_whole = False
            break
        seen.add(marking)
        courses.followed += 1
        if not marking:
            courses.ends = True
            continue
        waiting += _next(net, marking, courses, reaches)
    return courses


def _next(
    net: Net, marking: Marking, courses: Courses, reaches: Mapping[str, Mapping[int, Marking]]
) -> Iterator[Marking]:
    for stop in net.stops:
        taken = _taken(stop, marking, reaches)
        if taken is None:
            continue
        courses.passed.add(stop.node.id)
        if stop.ends:
            yield frozenset()
            return
        rest = marking - taken
        for outcome in stop.outcomes:
            if doubled := outcome & rest:
                courses.meet.setdefault(stop.node.id, doubled)
            yield rest | outcome
        return
    for stop in net.stops:
        missing = frozenset(stop.before) - marking
        if missing and missing != frozenset(stop.before):
            courses.stuck[stop.node.id] = courses.stuck.get(stop.node.id, frozenset()) | missing


def _taken(stop: Stop, marking: Marking, reaches: Mapping[str, Mapping[int, Marking]]) -> Marking | None:
    """Return the tokens that a stop takes now, None when it cannot go on."""
    here = marking & frozenset(stop.before)
    if not here:
        return None
    if stop.takes is Takes.ONE:
        return frozenset({min(here)})
    if stop.takes is Takes.EACH:
        return here if len(here) == len(stop.before) else None
    can_come = any(
        not marking.isdisjoint(sources)
        for place, sources in reaches[stop.node.id].items()
        if place not in here
    )
    return None if can_come else here


def _reaches(net: Net, courses: Courses, looks: int) -> dict[str, dict[int, Marking]] | None:
    """
    Return for each inclusive join, and each place before it, the places from which a token can still come there.

    None when there are too many.
    """
    before: dict[int, set[tuple[int, str]]] = {}
    for stop in net.stops:
        for outcome in stop.outcomes:
            for place in outcome:
                before.setdefault(place, set()).update((source, stop.node.id) for source in stop.before)
    found: dict[str, dict[int, Marking]] = {}
    for stop in net.stops:
        if stop.takes is not Takes.COMING:
            continue
        found[stop.node.id] = {}
        for place in stop.before:
            sources = _upstream(place, stop, before)
            found[stop.node.id][place] = sources
            courses.looks += len(sources)
            if courses.looks > looks:
                return None
    return found


def _upstream(place: int, join: Stop, before: Mapping[int, set[tuple[int, str]]]) -> Marking:
    """Return the places that lead to ``place`` without passing through the join."""
    found: set[int] = set()
    frontier = {place}
    while frontier:
        found |= frontier
        frontier = {
            source for one in frontier for source, through in before.get(one, ()) if through != join.node.id
        } - found
    return frozenset(found - set(join.before)) | {place}
