"""What another engine makes of the same models: as often each step, and the same data at the end."""

from collections import Counter
from dataclasses import dataclass

import pytest

from raadhus.processes.domain.work import Outcome
from raadhus.processes.tests.unit.constructkit import (
    DECLARED,
    END,
    ERROR,
    ESCALATION,
    MESSAGE,
    SIGNAL,
    START,
    edge,
    event,
)
from raadhus.processes.tests.unit.drawing import Course, arrows, model, user
from raadhus.processes.tests.unit.outside import Opinion
from raadhus.processes.use_cases.neighbours import neighbours


class FeelCourse(Course):
    """A course whose expressions are FEEL as the product evaluates it."""

    language = staticmethod(lambda text: neighbours().parse_expression(text))

    def name(self, node: int) -> str:
        """What a call has within is named as in its own process."""
        return super().name(node).rpartition("/")[2]


@dataclass(frozen=True)
class Case:
    """
    ``acts``: a task with the values it is answered with, or ``signal EVENT``. ``after`` is the variable to compare.

    ``told_apart`` are elements that the other engine counts as carried out and we as left by an error.
    """

    name: str
    body: str
    acts: tuple[str, ...]
    after: str = ""
    told_apart: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


def sub(identity: str, inner: str) -> str:
    """Return a sub-process that begins with ``s`` and ends with ``e``, each followed by its id."""
    return f'<subProcess id="{identity}"><startEvent id="s{identity}"/>{inner}<endEvent id="e{identity}"/></subProcess>'


def gateways(kind: str, default: str = "") -> str:
    chosen = f' default="{default}"' if default else ""
    return f'<{kind} id="split"{chosen}/><{kind} id="join"/>'


def loop(identity: str, characteristics: str) -> str:
    return f'<userTask id="{identity}">{characteristics}</userTask>'


AB = START + END + user("a") + user("b")
BRANCHES = arrows("start > split", "a > join", "b > join", "join > end")
SCRIPT = (
    '<scriptTask id="sum" scriptFormat="feel"><script>{"total": price * pieces + 1}</script></scriptTask>'
)

CASES = (
    Case("one after another", AB + arrows("start > a", "a > b", "b > end"), ("a x=1", "b y=2")),
    Case(
        "one way that is true",
        AB + gateways("exclusiveGateway", "split_b") + arrows("split > a ? x > 3", "split > b") + BRANCHES,
        ("a",),
    ),
    Case(
        "the way that is left",
        AB + gateways("exclusiveGateway", "split_b") + arrows("split > a ? x > 30", "split > b") + BRANCHES,
        ("b",),
    ),
    Case(
        "all ways, joined",
        AB + gateways("parallelGateway") + arrows("split > a", "split > b") + BRANCHES,
        ("b x=1", "a y=2"),
    ),
    Case(
        "two of three ways, joined",
        AB
        + user("c")
        + gateways("inclusiveGateway", "split_c")
        + arrows("split > a ? x > 1", "split > b ? x > 2", "split > c", "c > join")
        + BRANCHES,
        ("b", "a"),
    ),
    Case(
        "no condition is true, so the default",
        AB + gateways("inclusiveGateway", "split_b") + arrows("split > a ? x > 10", "split > b") + BRANCHES,
        ("b",),
    ),
    Case(
        "a process within",
        AB
        + sub("in", user("c") + arrows("sin > c", "c > ein"))
        + arrows("start > a", "a > in", "in > b", "b > end"),
        ("a", "c x=7", "b"),
    ),
    Case(
        "within a process within, two at once",
        START
        + END
        + sub(
            "out",
            sub("in", user("a") + user("b") + arrows("sin > a", "sin > b", "a > ein", "b > ein"))
            + arrows("sout > in", "in > eout"),
        )
        + arrows("start > out", "out > end"),
        ("b", "a"),
    ),
    Case(
        "an error taken at the edge",
        START
        + END
        + '<subProcess id="in"><startEvent id="sin"/>'
        + user("a")
        + event("endEvent", "wrong", ERROR)
        + arrows("sin > a", "a > wrong")
        + "</subProcess>"
        + edge("caught", "in", ERROR)
        + user("b")
        + arrows("start > in", "in > end", "caught > b", "b > end"),
        ("a", "b"),
        told_apart=("in", "wrong"),
    ),
    Case(
        "everything ended at once",
        AB
        + '<endEvent id="over"><terminateEventDefinition/></endEvent>'
        + '<parallelGateway id="split"/>'
        + arrows("start > split", "split > a", "split > b", "a > over", "b > end"),
        ("a",),
    ),
    Case(
        "a script whose context is data",
        AB
        + SCRIPT
        + gateways("exclusiveGateway", "split_b")
        + arrows(
            "start > sum",
            "sum > split",
            "split > a ? total = 21",
            "split > b",
            "a > join",
            "b > join",
            "join > end",
        ),
        ("a",),
        "total",
    ),
    Case(
        "three at once",
        START
        + END
        + loop(
            "a",
            "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>",
        )
        + arrows("start > a", "a > end"),
        ("a", "a", "a"),
    ),
    Case(
        "three one by one",
        START
        + END
        + loop(
            "a",
            '<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality>'
            "</multiInstanceLoopCharacteristics>",
        )
        + arrows("start > a", "a > end"),
        ("a", "a", "a"),
    ),
    Case(
        "a way back until it is enough",
        AB
        + '<exclusiveGateway id="join"/><exclusiveGateway id="split" default="split_join"/>'
        + arrows("start > join", "join > a", "a > split", "split > join", "split > b ? x > 5", "b > end"),
        ("a x=4", "a x=5", "a x=6", "b"),
        "x",
    ),
    Case(
        "another process, called",
        AB
        + '<callActivity id="call" calledElement="Q"/>'
        + arrows("start > a", "a > call", "call > b", "b > end")
        + '</process><process id="Q" isExecutable="true"><startEvent id="sq"/>'
        + user("c")
        + '<endEvent id="eq"/>'
        + arrows("sq > c", "c > eq"),
        ("a", "c", "b"),
    ),
    Case(
        "a signal thrown beside whoever waits for it",
        START
        + END
        + '<parallelGateway id="split"/>'
        + user("a")
        + event("intermediateThrowEvent", "tell", SIGNAL)
        + event("intermediateCatchEvent", "hear", SIGNAL)
        + user("b")
        + arrows(
            "start > split", "split > a", "split > hear", "a > tell", "tell > end", "hear > b", "b > end"
        ),
        ("a", "b"),
    ),
    Case(
        "a signal that takes a task away",
        AB + edge("heard", "a", SIGNAL) + arrows("start > a", "a > end", "heard > b", "b > end"),
        ("signal heard", "b"),
    ),
    Case(
        "an escalation beside what goes on",
        START
        + END
        + '<subProcess id="in"><startEvent id="sin"/>'
        + event("intermediateThrowEvent", "worry", ESCALATION)
        + user("a")
        + '<endEvent id="ein"/>'
        + arrows("sin > worry", "worry > a", "a > ein")
        + "</subProcess>"
        + edge("up", "in", ESCALATION, interrupting=False)
        + user("b")
        + '<endEvent id="told"/>'
        + arrows("start > in", "in > end", "up > b", "b > told"),
        ("b", "a"),
    ),
    Case(
        "the first of two events",
        AB
        + '<eventBasedGateway id="first"/>'
        + event("intermediateCatchEvent", "hear", SIGNAL)
        + event("intermediateCatchEvent", "late", MESSAGE)
        + arrows(
            "start > first", "first > hear", "first > late", "hear > a", "late > b", "a > end", "b > end"
        ),
        ("signal hear", "a"),
    ),
)
VARIABLES = {"x": 5, "price": 4, "pieces": 5}


def values_of(words: list[str]) -> dict[str, int]:
    return {name: int(value) for name, _, value in (word.partition("=") for word in words)}


def counted(course: Course) -> Counter[str]:
    """How often each step was carried out: what was interrupted or merged was not."""
    done = {Outcome.DONE, Outcome.ENDED}
    names = (course.name(visit.node) for visit in course.visits if visit.outcome in done)
    return Counter(name.partition("#")[0] for name in names)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_another_engine_takes_the_same_course(case: Case) -> None:
    source = model(case.body, DECLARED)
    ours, theirs = FeelCourse(source, VARIABLES).start(), Opinion(source, VARIABLES)
    for word, *values in (text.split() for text in case.acts):
        if word == "signal":
            ours.fire(values[0])
            theirs.fire("storm")
        else:
            ours.complete(word, **values_of(values))
            theirs.complete(word, values_of(values))
    assert ours.state.status == "completed"
    assert theirs.run.is_completed()
    assert theirs.done == counted(ours) + Counter(case.told_apart)
    if case.after:
        assert theirs.run.data[case.after] == ours.state.variables[case.after]
