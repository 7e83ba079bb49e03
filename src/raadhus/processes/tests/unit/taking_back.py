"""Small models of what is taken back: compensation, transactions; and of work in whatever order."""

from raadhus.processes.tests.unit.constructkit import (
    COMPENSATE,
    DECLARED,
    END,
    ERROR,
    START,
    Construct,
    edge,
    event,
    watch,
)
from raadhus.processes.tests.unit.drawing import arrows, model, service, user


def undone(task: str, xml: str = "") -> str:
    """Return an activity with a compensation event on its edge and a service task that takes it back."""
    handler = service(f"un_{task}", extra='isForCompensation="true"')
    link = f'<association id="{task}_link" sourceRef="{task}_edge" targetRef="un_{task}"/>'
    return (xml or user(task)) + edge(f"{task}_edge", task, COMPENSATE) + handler + link


def ad_hoc(inner: str, *, ordering: str = "Parallel", completion: str = "") -> str:
    """Return an ad-hoc sub-process."""
    done = f"<completionCondition>{completion}</completionCondition>" if completion else ""
    return f'<adHocSubProcess id="sub" ordering="{ordering}">{inner}{done}</adHocSubProcess>'


TRANSACTION = (
    START
    + '<transaction id="sub"><startEvent id="s"/>'
    + undone("pay")
    + undone("book")
    + user("confirm")
    + event("endEvent", "off", "<cancelEventDefinition/>")
    + arrows("s > pay", "pay > book", "book > confirm", "confirm > off")
    + "</transaction>"
    + edge("cancelled", "sub", "<cancelEventDefinition/>")
    + service("tell")
    + END
    + arrows("start > sub", "sub > end", "cancelled > tell")
)

TAKING_BACK = (
    Construct(
        "what was done is taken back, the last first",
        model(
            START
            + undone("a")
            + undone("b")
            + user("c")
            + event("intermediateThrowEvent", "back", COMPENSATE)
            + END
            + arrows("start > a", "a > b", "b > c", "c > back", "back > end")
        ),
        ("complete a", "complete b", "complete c"),
        "start a b c b_edge un_b a_edge un_a back end",
    ),
    Construct(
        "one activity is taken back, at the end",
        model(
            START
            + undone("a")
            + undone("b")
            + event("endEvent", "back", '<compensateEventDefinition activityRef="a"/>')
            + arrows("start > a", "a > b", "b > back")
        ),
        ("complete a", "complete b"),
        "start a b a_edge un_a back",
    ),
    Construct(
        "what was not done is not taken back",
        model(
            START
            + undone("a")
            + event("intermediateThrowEvent", "back", COMPENSATE)
            + END
            + arrows("start > back", "back > end", "start > a")
        ),
        ("complete a",),
        "start back end a",
    ),
    Construct(
        "what was done within a sub-process is taken back after it has ended",
        model(
            START
            + '<subProcess id="sub"><startEvent id="s"/>'
            + undone("a")
            + undone("b")
            + arrows("s > a", "a > b")
            + "</subProcess>"
            + event("endEvent", "back", '<compensateEventDefinition activityRef="sub"/>')
            + arrows("start > sub", "sub > back")
        ),
        ("complete a", "complete b"),
        "start s a b sub b_edge un_b a_edge un_a back",
    ),
    Construct(
        "a sub-process with a handler of its own is taken back as one",
        model(
            START
            + undone(
                "sub",
                '<subProcess id="sub"><startEvent id="s"/>' + undone("a") + arrows("s > a") + "</subProcess>",
            )
            + event("endEvent", "back", COMPENSATE)
            + arrows("start > sub", "sub > back")
        ),
        ("complete a",),
        "start s a sub sub_edge un_sub back",
    ),
    Construct(
        "each branch of a list is taken back with its own variables",
        model(
            START
            + '<subProcess id="sub"><multiInstanceLoopCharacteristics><extensionElements>'
            + '<raadhus:collection value="people" item="person"/></extensionElements>'
            + '</multiInstanceLoopCharacteristics><startEvent id="s"/>'
            + undone("a")
            + arrows("s > a")
            + "</subProcess>"
            + event("endEvent", "back", COMPENSATE)
            + arrows("start > sub", "sub > back")
        ),
        ("complete a", "complete a"),
        "start s s a sub a sub sub#all a_edge un_a a_edge un_a back",
        variables={"people": ["Ada", "Bo"]},
    ),
    Construct(
        "an error is mended by taking back",
        model(
            START
            + '<subProcess id="sub"><startEvent id="s"/>'
            + undone("a")
            + event("endEvent", "stop", ERROR)
            + arrows("s > a", "a > stop")
            + watch("w", "caught", ERROR, event("endEvent", "back", COMPENSATE) + arrows("caught > back"))
            + "</subProcess>"
            + END
            + arrows("start > sub", "sub > end"),
            DECLARED,
        ),
        ("complete a",),
        "start s a stop caught a_edge un_a back w sub end",
    ),
    Construct(
        "a transaction that is cancelled takes back what was done and leaves by its edge",
        model(TRANSACTION),
        ("complete pay", "complete book", "complete confirm"),
        "start s pay book confirm book_edge un_book pay_edge un_pay off sub cancelled tell",
    ),
    Construct(
        "work in whatever order, until nothing is left",
        model(START + ad_hoc(user("a") + user("b")) + END + arrows("start > sub", "sub > end")),
        ("complete b", "complete a"),
        "start b a sub end",
    ),
    Construct(
        "work one by one, in the order of the file",
        model(
            START
            + ad_hoc(user("a") + user("b"), ordering="Sequential")
            + END
            + arrows("start > sub", "sub > end")
        ),
        ("complete a", "complete b"),
        "start a b sub end",
    ),
    Construct(
        "work until it is enough, a person beginning more",
        model(
            START
            + ad_hoc(user("a") + user("b"), completion="enough")
            + END
            + arrows("start > sub", "sub > end")
        ),
        (
            "complete a enough=False",
            "complete b",
            "begin sub a",
            "begin sub b",
            "complete a enough=True",
        ),
        "start a b a b sub end",
        after={"enough": True},
    ),
)
