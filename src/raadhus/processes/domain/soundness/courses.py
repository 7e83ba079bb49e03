"""Follows every course that a net allows, as far as they differ for what waits, ends or comes twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from raadhus.processes.domain.soundness.net import Net, Stop, Takes

MOST_MARKINGS = 20_000
MOST_LOOKS = 1_000_000
"""Nodes with a token looked at while the courses of one file are followed: a second or two, whatever somebody draws."""
_LOOKS_FOR_A_SOURCE = 3
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
    ahead = _Ahead(net, reaches)
    seen: set[Marking] = set()
    waiting = [frozenset({start}) for start in net.starts]
    while waiting:
        marking = waiting.pop()
        if marking in seen:
            continue
        courses.looks += len(marking) + 1
        if len(seen) >= most or courses.looks > looks:
            courses.is_whole = False
            break
        seen.add(marking)
        courses.followed += 1
        if not marking:
            courses.ends = True
            continue
        waiting += _next(ahead, marking, courses)
    return courses


class _Ahead:
    """A net as it is asked: which nodes the tokens of a marking lie before, the first in the course first."""

    def __init__(self, net: Net, reaches: Mapping[str, Mapping[int, Marking]]) -> None:
        self.stops = net.stops
        self.reaches = reaches
        self.before = tuple(frozenset(stop.before) for stop in net.stops)
        self.number_of = {place: at for at, stop in enumerate(net.stops) for place in stop.before}

    def of(self, marking: Marking) -> list[int]:
        """Return the numbers of the nodes that have a token before them."""
        return sorted({self.number_of[place] for place in marking if place in self.number_of})


def _next(ahead: _Ahead, marking: Marking, courses: Courses) -> Iterator[Marking]:
    numbers = ahead.of(marking)
    for number in numbers:
        stop = ahead.stops[number]
        taken = _taken(stop, marking & ahead.before[number], marking, ahead.reaches)
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
    for number in numbers:
        if missing := ahead.before[number] - marking:
            stuck = ahead.stops[number].node.id
            courses.stuck[stuck] = courses.stuck.get(stuck, frozenset()) | missing


def _taken(
    stop: Stop, here: Marking, marking: Marking, reaches: Mapping[str, Mapping[int, Marking]]
) -> Marking | None:
    """Return the tokens that a stop takes of those ``here`` before it, None when it cannot go on."""
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
            courses.looks += _LOOKS_FOR_A_SOURCE * len(sources)
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
