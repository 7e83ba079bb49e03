"""A small model of its own for each construct, what is done to it, and the course it must take."""

from raadhus.processes.tests.unit.constructkit import (
    COLLECT,
    CONDITION,
    DECLARED,
    END,
    ERROR,
    ESCALATION,
    INNER,
    LINE,
    MESSAGE,
    PEOPLE,
    SIGNAL,
    START,
    Construct,
    edge,
    event,
    multi,
    timer,
    watch,
    wrapped,
)
from raadhus.processes.tests.unit.drawing import arrows, model, service, user

CONSTRUCTS = (
    Construct(
        "a cycle on the edge reminds three times",
        model(
            START
            + user("ask")
            + edge("late", "ask", timer("timeCycle", "R3/PT1H"), interrupting=False)
            + service("remind")
            + END
            + LINE
            + arrows("late > remind")
        ),
        ("fire late", "fire late", "fire late", "none late", "complete ask"),
        "start late remind late remind late remind ask end",
    ),
    Construct(
        "a cycle that is caught comes once",
        model(START + event("intermediateCatchEvent", "ask", timer("timeCycle", "R/P1D")) + END + LINE),
        ("fire ask",),
        "start ask end",
    ),
    Construct(
        "everybody of a list is asked at once, and the answers come in the order of the list",
        model(START + wrapped("ask", multi(extra=COLLECT)) + END + LINE),
        ("complete ask answer=1", "complete ask answer=2", "complete ask answer=3"),
        "start ask ask ask ask#all end",
        variables=PEOPLE,
        after={**PEOPLE, "answers": [1, 2, 3]},
    ),
    Construct(
        "everybody of a list is asked, one after another",
        model(START + wrapped("ask", multi(sequential=True, extra=COLLECT)) + END + LINE),
        ("complete ask answer=1", "complete ask answer=2", "complete ask answer=3"),
        "start ask ask ask ask#all end",
        variables=PEOPLE,
        after={**PEOPLE, "answers": [1, 2, 3]},
    ),
    Construct(
        "two answers are enough",
        model(
            START
            + wrapped("ask", multi(extra=COLLECT, completion="numberOfCompletedInstances = 2"))
            + END
            + LINE
        ),
        ("complete ask answer=1", "complete ask answer=2"),
        "start ask ask ask ask#all end",
        variables=PEOPLE,
        after={**PEOPLE, "answers": [1, 2, None]},
    ),
    Construct(
        "nobody on the list",
        model(START + wrapped("ask", multi(extra=COLLECT)) + END + LINE),
        (),
        "start ask#all end",
        variables={"people": []},
        after={"people": [], "answers": []},
    ),
    Construct(
        "three times by number, in a sub-process",
        model(
            START
            + '<subProcess id="ask"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>'
            + '</multiInstanceLoopCharacteristics><startEvent id="s"/>'
            + service("work")
            + arrows("s > work")
            + "</subProcess>"
            + END
            + LINE
        ),
        (),
        "start s s s work ask work ask work ask ask#all end",
    ),
    Construct(
        "a list by its reference, as drawing tools write it",
        model(
            START
            + wrapped(
                "ask",
                "<multiInstanceLoopCharacteristics><loopDataInputRef>people</loopDataInputRef>"
                "<loopDataOutputRef>answers</loopDataOutputRef>"
                '<inputDataItem id="i1" name="person"/><outputDataItem id="o1" name="person"/>'
                "</multiInstanceLoopCharacteristics>",
            )
            + END
            + LINE
        ),
        ("complete ask", "complete ask", "complete ask"),
        "start ask ask ask ask#all end",
        variables=PEOPLE,
        after={**PEOPLE, "answers": ["Ada", "Bo", "Cy"]},
    ),
    Construct(
        "an edge around all branches takes them all away",
        model(
            START
            + wrapped("ask", multi())
            + edge("late", "ask", timer("timeDuration", "P1D"))
            + END
            + '<endEvent id="over"/>'
            + LINE
            + arrows("late > over")
        ),
        ("complete ask", "fire late"),
        "start ask ask ask ask#all late over",
        variables=PEOPLE,
    ),
    Construct(
        "a loop goes on while its condition is true",
        model(
            START
            + wrapped(
                "ask",
                "<standardLoopCharacteristics><loopCondition>more</loopCondition>"
                "</standardLoopCharacteristics>",
            )
            + END
            + LINE
        ),
        ("complete ask more=True", "complete ask more=False"),
        "start ask ask ask#all end",
        after={"more": False},
    ),
    Construct(
        "a loop that looks before, at most twice",
        model(
            START
            + wrapped(
                "ask",
                '<standardLoopCharacteristics testBefore="true" loopMaximum="2">'
                "<loopCondition>loopCounter &lt; 5</loopCondition></standardLoopCharacteristics>",
            )
            + END
            + LINE
        ),
        ("complete ask", "complete ask"),
        "start ask ask ask#all end",
    ),
    Construct(
        "a signal thrown is caught beside, and passed",
        model(
            START
            + '<parallelGateway id="both"/>'
            + event("intermediateCatchEvent", "hear", SIGNAL)
            + user("ask")
            + event("intermediateThrowEvent", "tell", SIGNAL)
            + arrows("start > both", "both > hear", "both > ask", "ask > tell"),
            DECLARED,
        ),
        ("complete ask",),
        "start both ask tell hear",
    ),
    Construct(
        "a signal on the edge comes again and again, then one ends the case",
        model(
            START
            + user("ask")
            + edge("heard", "ask", SIGNAL, interrupting=False)
            + event("endEvent", "tell", SIGNAL)
            + END
            + arrows("start > ask", "ask > tell", "heard > end"),
            DECLARED,
        ),
        ("fire heard", "fire heard", "complete ask"),
        "start heard end heard end ask tell",
    ),
    Construct(
        "an escalation goes up beside the sub-process that goes on",
        model(
            START
            + '<subProcess id="sub"><startEvent id="s"/>'
            + user("ask")
            + event("intermediateThrowEvent", "worry", ESCALATION)
            + user("more")
            + arrows("s > ask", "ask > worry", "worry > more")
            + "</subProcess>"
            + edge("up", "sub", ESCALATION, interrupting=False)
            + service("leader")
            + END
            + arrows("start > sub", "sub > end", "up > leader"),
            DECLARED,
        ),
        ("complete ask", "complete more"),
        "start s ask worry up leader more sub end",
    ),
    Construct(
        "an escalation at the end interrupts the sub-process",
        model(
            START
            + '<subProcess id="sub"><startEvent id="s"/>'
            + user("ask")
            + user("other")
            + event("endEvent", "worry", ESCALATION)
            + arrows("s > ask", "s > other", "ask > worry")
            + "</subProcess>"
            + edge("up", "sub", ESCALATION)
            + service("leader")
            + END
            + arrows("start > sub", "sub > end", "up > leader"),
            DECLARED,
        ),
        ("complete ask",),
        "start s ask worry other sub up leader",
    ),
    Construct(
        "an escalation that nobody catches is passed",
        model(START + event("intermediateThrowEvent", "ask", ESCALATION) + END + LINE, DECLARED),
        (),
        "start ask end",
    ),
    Construct(
        "a link goes on where it is caught",
        model(
            START
            + event("intermediateThrowEvent", "ask", '<linkEventDefinition name="on"/>')
            + event("intermediateCatchEvent", "here", '<linkEventDefinition name="on"/>')
            + END
            + arrows("start > ask", "here > end")
        ),
        (),
        "start ask here end",
    ),
    Construct(
        "a condition is waited for until it is true",
        model(
            START
            + '<parallelGateway id="both"/>'
            + event("intermediateCatchEvent", "until", CONDITION)
            + user("ask")
            + user("again")
            + arrows("start > both", "both > until", "both > ask", "ask > again")
        ),
        ("complete ask a=1", "complete again a=2"),
        "start both ask again until",
    ),
    Construct(
        "a condition on the edge happens each time it becomes true",
        model(
            START
            + '<parallelGateway id="both"/>'
            + user("ask")
            + edge("when", "ask", CONDITION, interrupting=False)
            + user("one")
            + user("two")
            + user("three")
            + service("note")
            + arrows("start > both", "both > ask", "both > one", "one > two", "two > three", "when > note")
        ),
        ("complete one a=2", "complete two a=0", "complete three a=3", "complete ask"),
        "start both one when note two three when note ask",
    ),
    Construct(
        "another process of the file is called, with what goes in and what comes out",
        model(
            START
            + '<callActivity id="ask" calledElement="Q"><extensionElements><raadhus:input name="x" value="a"/>'
            + '<raadhus:output name="b" value="y"/></extensionElements></callActivity>'
            + END
            + LINE
            + "</process>"
            + INNER
        ),
        ("complete ask/check y=5",),
        "start ask/s ask/check ask end",
        variables={"a": 1},
        after={"a": 1, "b": 5},
    ),
    Construct(
        "an event sub-process begins instead of what goes on",
        model(
            START
            + user("ask")
            + END
            + LINE
            + watch("w", "heard", MESSAGE, service("file") + arrows("heard > file")),
            DECLARED,
        ),
        ("fire heard",),
        "start ask heard file w",
    ),
    Construct(
        "an event sub-process begins beside what goes on, by a timer that comes twice",
        model(
            START
            + user("ask")
            + END
            + LINE
            + watch(
                "w",
                "daily",
                timer("timeCycle", "R2/P1D"),
                user("look") + arrows("daily > look"),
                interrupting=False,
            )
        ),
        ("fire daily", "complete look", "fire daily", "none daily", "complete ask", "complete look"),
        "start daily look w daily ask end look w",
    ),
    Construct(
        "an event sub-process catches an error of the scope it lies in",
        model(
            START
            + '<subProcess id="sub"><startEvent id="s"/>'
            + user("ask")
            + event("endEvent", "stop", ERROR)
            + arrows("s > ask", "ask > stop")
            + watch("w", "caught", ERROR, service("mend") + arrows("caught > mend"))
            + "</subProcess>"
            + END
            + arrows("start > sub", "sub > end"),
            DECLARED,
        ),
        ("complete ask",),
        "start s ask stop caught mend w sub end",
    ),
    Construct(
        "an event sub-process hears a signal, a condition and an escalation",
        model(
            START
            + user("ask")
            + event("intermediateThrowEvent", "worry", ESCALATION)
            + user("more")
            + arrows("start > ask", "ask > worry", "worry > more")
            + watch("w1", "storm", SIGNAL, service("x") + arrows("storm > x"), interrupting=False)
            + watch("w2", "when", CONDITION, service("y") + arrows("when > y"), interrupting=False)
            + watch("w3", "up", ESCALATION, service("z") + arrows("up > z"), interrupting=False),
            DECLARED,
        ),
        ("fire storm", "complete ask a=2", "complete more"),
        "start storm x w1 ask worry up z w3 when y w2 more",
    ),
    Construct(
        "a message is sent by a task, on the way and at the end",
        model(
            START
            + '<sendTask id="ask" messageRef="M"/>'
            + event("intermediateThrowEvent", "tell", MESSAGE)
            + event("endEvent", "end", MESSAGE)
            + arrows("start > ask", "ask > tell", "tell > end"),
            DECLARED,
        ),
        (),
        "start ask tell end",
    ),
)
