"""Models in which several branches go on at once, each with something that looks further than its own token."""

from raadhus.processes.tests.unit.constructkit import (
    COMPENSATE,
    CONDITION,
    DECLARED,
    END,
    ERROR,
    ESCALATION,
    PEOPLE,
    SIGNAL,
    START,
    Construct,
    edge,
    event,
    multi,
    timer,
    watch,
)
from raadhus.processes.tests.unit.drawing import arrows, model, service, user
from raadhus.processes.tests.unit.taking_back import undone


def each(inner: str, beside: str = "", *, completion: str = "") -> bytes:
    """Return a model whose sub-process is done for each of ``people``, with something beside it."""
    return model(
        START
        + f'<subProcess id="sub">{multi(completion=completion)}<startEvent id="s"/>{inner}</subProcess>'
        + '<parallelGateway id="both"/>'
        + user("other")
        + beside
        + END
        + arrows("start > both", "both > sub", "both > other", "sub > end"),
        DECLARED,
    )


def _branches(name: str, source: bytes, *acts: str) -> Construct:
    return Construct(name, source, acts, "", variables=PEOPLE)


_SPLIT = '<{0} id="split"/><{0} id="join"/>'
_MEET = user("a") + user("b") + user("c")
_MEETING = ("split > a", "split > b", "a > join", "b > join", "join > c")

BRANCHED = (
    _branches(
        "each branch joins its own",
        each(_SPLIT.format("parallelGateway") + _MEET + arrows("s > split", *_MEETING)),
        *("complete a", "complete a", "complete b", "complete b", "complete c", "complete other"),
        *("complete a", "complete c", "complete b", "complete c"),
    ),
    _branches(
        "each branch joins what can still come to it",
        each(
            _SPLIT.format("inclusiveGateway")
            + _MEET
            + arrows("s > split", "split > a ? loopCounter > 0", "split > b ? loopCounter < 3", *_MEETING[2:])
        ),
        *("complete a", "complete a", "complete a", "complete b", "complete c", "complete other"),
        *("complete c", "complete b", "complete c"),
    ),
    _branches(
        "an edge takes all branches away, deep within",
        each(
            '<subProcess id="in"><startEvent id="is"/>'
            + _SPLIT.format("parallelGateway")
            + _MEET
            + arrows("is > split", *_MEETING)
            + "</subProcess>"
            + arrows("s > in"),
            edge("late", "sub", timer("timeDuration", "P1D")) + service("note") + arrows("late > note"),
        ),
        *("complete a", "complete a", "complete b", "fire late", "complete other"),
    ),
    _branches(
        "an edge within a branch takes that one away",
        each(
            '<subProcess id="in"><startEvent id="is"/>'
            + user("a")
            + user("b")
            + arrows("is > a", "is > b")
            + "</subProcess>"
            + edge("late", "in", timer("timeDuration", "P1D"))
            + user("c")
            + arrows("s > in", "late > c")
        ),
        *("complete b", "fire late", "complete a", "complete c", "complete other"),
        *("complete b", "complete a", "complete b"),
    ),
    _branches(
        "a signal reaches every branch",
        each(
            event("intermediateCatchEvent", "hear", SIGNAL) + user("a") + arrows("s > hear", "hear > a"),
            event("intermediateThrowEvent", "tell", SIGNAL) + arrows("other > tell"),
        ),
        *("complete other", "complete a", "complete a", "complete a"),
    ),
    _branches(
        "a condition is looked at in every branch",
        each(
            event("intermediateCatchEvent", "until", CONDITION) + user("a") + arrows("s > until", "until > a")
        ),
        *("complete other a=2", "complete a", "complete a", "complete a"),
    ),
    _branches(
        "an error of one branch takes all away",
        each(
            user("a") + event("endEvent", "stop", ERROR) + arrows("s > a", "a > stop"),
            edge("wrong", "sub", ERROR) + user("mend") + arrows("wrong > mend"),
        ),
        *("complete a", "complete mend", "complete other"),
    ),
    _branches(
        "an escalation of each branch goes up",
        each(
            user("a") + event("intermediateThrowEvent", "worry", ESCALATION) + arrows("s > a", "a > worry"),
            edge("up", "sub", ESCALATION, interrupting=False) + user("leader") + arrows("up > leader"),
        ),
        *("complete a", "complete a", "complete leader", "complete a", "complete other"),
        *("complete leader", "complete leader"),
    ),
    _branches(
        "an event sub-process of one branch",
        each(
            user("a")
            + arrows("s > a")
            + watch("w", "heard", timer("timeDuration", "P1D"), user("b") + arrows("heard > b"))
        ),
        *("fire heard", "complete a", "complete b", "fire heard", "complete b", "complete other"),
    ),
    _branches(
        "enough branches are done",
        each(user("a") + user("b") + arrows("s > a", "s > b"), completion="numberOfCompletedInstances = 1"),
        *("complete a", "complete a", "complete b", "complete other"),
    ),
    _branches(
        "what the branches did is taken back",
        each(
            undone("a") + user("b") + arrows("s > a", "a > b"),
            event("intermediateThrowEvent", "back", COMPENSATE) + arrows("other > back"),
        ),
        *("complete a", "complete b", "complete a", "complete a", "complete b", "complete b"),
        "complete other",
    ),
)
