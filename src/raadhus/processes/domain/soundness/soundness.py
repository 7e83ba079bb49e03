"""Whether every course of a model that hangs together comes to an end, once, without waiting for what never comes."""

from collections.abc import Iterator

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.courses import MOST_LOOKS, Courses, follow
from raadhus.processes.domain.soundness.findings import called, finding
from raadhus.processes.domain.soundness.net import Net, net_of
from raadhus.processes.domain.soundness.thrown import check_thrown
from raadhus.processes.domain.soundness.told import check_told
from raadhus.processes.domain.soundness.ways import check_loops, check_ways


def check_soundness(definitions: e.Definitions) -> Iterator[Problem]:
    """
    Return what is wrong with the courses of the file's processes; the model must hang together (``checks``).

    An error is said only of what goes wrong whatever conditions and events come to; a warning of what may.
    """
    looks = MOST_LOOKS
    yield from check_told(definitions)
    for process in definitions.processes:
        yield from check_thrown(process)
        for scope in e.scopes_of(process):
            yield from check_ways(scope)
            if not isinstance(scope, e.AdHocSubProcess):
                net = net_of(scope)
                yield from check_loops(scope, net)
                courses = follow(net, looks=looks)
                looks -= courses.looks
                yield from _told_of(scope, net, courses)


def _told_of(scope: e.Scope, net: Net, courses: Courses) -> Iterator[Problem]:
    if not courses.is_whole:
        yield finding(Severity.NOTE, scope, "too-many-courses", count=f"{courses.followed:,}")
    nodes = {node.id: node for node in scope.nodes}
    for join, missing in courses.stuck.items():
        yield _stuck(nodes, net, courses, join, missing)
    for node in courses.meet:
        yield finding(Severity.WARNING, nodes[node], "comes-twice")


def _stuck(
    nodes: dict[str, e.FlowNode], net: Net, courses: Courses, join: str, missing: frozenset[int]
) -> Problem:
    sources = dict.fromkeys(called(nodes[net.source_of[place]]) for place in sorted(missing))
    is_certain = courses.is_whole and join not in courses.passed
    code = "never-joins" if is_certain else "may-wait-for-ever"
    severity = Severity.ERROR if is_certain else Severity.WARNING
    return finding(severity, nodes[join], code, missing=", ".join(sources))
