"""Expressions that ask for what no step sets: a time that does is an error, since the case would stop there."""

import pytest

from raadhus.processes.domain.library import check
from raadhus.processes.domain.problems import Severity
from raadhus.processes.domain.soundness.references import Names
from raadhus.processes.tests.unit.drawing import arrows, model
from raadhus.processes.use_cases.neighbours import neighbours

NAMES = Names(
    gives={"count": frozenset({"days", "answer_by"}), "ask": frozenset({"answer"}), "look": frozenset()},
    form_values={"visit": frozenset({"visit_on"})},
)
SERVICE = (
    '<serviceTask id="c"><extensionElements><raadhus:task handler="count"/></extensionElements></serviceTask>'
)


def user(inner: str = '<raadhus:task handler="ask"/>', more: str = "") -> str:
    return f'<userTask id="u"><extensionElements>{inner}</extensionElements>{more}</userTask>'


def timer(text: str, kind: str = "timeDuration") -> str:
    """Return a time on the edge of the task, and where it leads."""
    return (
        f'<boundaryEvent id="b" attachedToRef="u"><timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>'
        f'</boundaryEvent><endEvent id="late"/>' + arrows("b > late")
    )


def course(*parts: str) -> bytes:
    """Return a model that counts, asks somebody and ends."""
    return model(
        '<startEvent id="s"/><endEvent id="e"/>' + "".join(parts) + arrows("s > c", "c > u", "u > e")
    )


def found(source: bytes, names: Names = NAMES) -> list[tuple[str, str, Severity]]:
    """Return what is said of names: which element, which name, how bad."""
    told = check(source, neighbours().parse_expression, None, names)
    return [
        (one.element_id, dict(one.words)["name"], one.severity)
        for one in told
        if one.code in {"nobody-sets", "time-nobody-sets"}
    ]


@pytest.mark.parametrize("text", ["en uge", "answer_bye", "= answer_bye"])
def test_a_time_that_asks_for_what_no_step_sets_is_an_error(text: str) -> None:
    name = text.removeprefix("= ")
    assert found(course(SERVICE, user(), timer(text))) == [("b", name, Severity.ERROR)]


@pytest.mark.parametrize("text", ["en uge", "answer_bye"])
def test_a_deadline_that_asks_for_what_no_step_sets_is_an_error(text: str) -> None:
    task = f'<raadhus:task handler="ask" deadline="{text}"/>'
    assert found(course(SERVICE, user(task))) == [("u", text, Severity.ERROR)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("P7D", "timeDuration"),
        ("2026-12-24", "timeDate"),
        ("R3/PT1H", "timeCycle"),
        ("R/P1Y", "timeCycle"),
        ("answer_by", "timeDate"),
        ('duration("P" + string(days) + "D")', "timeDuration"),
    ],
)
def test_a_time_that_is_one_or_asks_for_what_a_step_sets_is_in_order(text: str, kind: str) -> None:
    assert found(course(SERVICE, user(), timer(text, kind))) == []


@pytest.mark.parametrize(
    "task",
    [
        '<raadhus:task handler="ask" deadline="P5D"/>',
        '<raadhus:task handler="ask" deadline="answer_by"/>',
        '<raadhus:task handler="ask" deadline="until"/><raadhus:input name="until" value="answer_by"/>',
        '<raadhus:task handler="ask" assign="if days &gt; 3 then &quot;in-turn&quot; else null"/>',
        '<raadhus:task handler="ask"/><raadhus:output name="said" value="answer"/>',
    ],
)
def test_a_task_that_asks_for_what_is_set_or_goes_in_or_is_answered_is_in_order(task: str) -> None:
    assert found(course(SERVICE, user(task))) == []


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ('<raadhus:task handler="ask" assign="whose"/>', "whose"),
        ('<raadhus:task handler="ask"/><raadhus:input name="x" value="amuont + 1"/>', "amuont"),
        ('<raadhus:task handler="ask"/><raadhus:output name="said" value="anwser"/>', "anwser"),
    ],
)
def test_an_expression_that_asks_for_what_no_step_sets_is_warned_of(task: str, name: str) -> None:
    assert found(course(SERVICE, user(task))) == [("u", name, Severity.WARNING)]


def test_a_condition_asks_for_what_steps_set_by_their_answers_forms_and_outputs() -> None:
    task = '<raadhus:task handler="look" form="visit" tells="is-near"/>'
    body = '<startEvent id="s"/><endEvent id="e"/><endEvent id="f"/><exclusiveGateway id="g" default="g_f"/>'

    def asking(condition: str) -> list[tuple[str, str, Severity]]:
        ways = arrows("s > c", "c > u", "u > g", f"g > e ? {condition}", "g > f")
        return found(model(body + SERVICE + user(task) + ways))

    assert asking("is_near and visit_on = answer_by") == []
    assert asking("is_far and days = 1") == [("g_e", "is_far", Severity.WARNING)]


def test_a_branch_of_several_asks_for_its_item_and_its_number() -> None:
    several = (
        '<multiInstanceLoopCharacteristics><extensionElements><raadhus:collection value="[1, 2]" item="one"/>'
        "</extensionElements></multiInstanceLoopCharacteristics>"
    )
    task = '<raadhus:task handler="ask"/><raadhus:input name="x" value="one + loopCounter"/>'
    assert found(course(SERVICE, user(task, several))) == []


def test_where_nobody_knows_all_that_is_set_only_words_that_are_no_name_are_told() -> None:
    unknown = SERVICE.replace("count", "something")
    assert found(course(unknown, user(), timer("until_then"))) == []
    assert found(course(unknown, user(), timer("en uge"))) == [("b", "en uge", Severity.WARNING)]


@pytest.mark.parametrize("names", [Names(), NAMES.of_called()])
def test_nothing_is_told_where_nobody_knows_with_which_variables_it_begins(names: Names) -> None:
    assert found(course(SERVICE, user(), timer("en uge")), names) == []


def called(inner: str, called: str = "Q") -> bytes:
    """Return a model that calls a process, which waits for ``until``; the second is in the file."""
    call = f'<callActivity id="u" calledElement="{called}"><extensionElements>{inner}</extensionElements></callActivity>'
    wait = (
        '</process><process id="Q"><startEvent id="qs"/><intermediateCatchEvent id="q"><timerEventDefinition>'
        '<timeDate>until</timeDate></timerEventDefinition></intermediateCatchEvent><endEvent id="qe"/>'
    )
    return course(SERVICE, call).replace(
        b"</process>", (wait + arrows("qs > q", "q > qe") + "</process>").encode()
    )


def test_a_called_process_of_the_file_begins_with_what_it_is_given() -> None:
    assert found(called('<raadhus:input name="until" value="answer_by"/>')) == []
    given = '<raadhus:input name="until" value="answer_by"/><raadhus:output name="said" value="until"/>'
    assert found(called(given)) == []
    assert found(called("")) == [("q", "until", Severity.ERROR)]


def test_a_process_called_elsewhere_may_set_anything() -> None:
    given = '<raadhus:input name="x" value="days"/>'
    assert found(called(given, "elsewhere")) == []


@pytest.mark.parametrize(
    ("form", "outputs", "names"),
    [
        ("visit", "", []),
        ("fees", "", ["answer_by", "days"]),
        ("fees", '<raadhus:output name="said" value="answer"/>', []),
    ],
)
def test_who_is_asked_changes_no_variable_that_another_step_sets(
    form: str, outputs: str, names: list[str]
) -> None:
    known = Names(
        gives=NAMES.gives,
        form_values={
            "visit": frozenset({"answer", "visit_on"}),
            "fees": frozenset({"answer", "days", "answer_by"}),
        },
    )
    task = f'<raadhus:task handler="ask" question="q" form="{form}"/>' + outputs
    told = check(course(SERVICE, user(task)), neighbours().parse_expression, None, known)
    found = [one for one in told if one.code == "answer-overwrites"]
    assert [(one.element_id, dict(one.words)["name"], one.severity) for one in found] == [
        ("u", name, Severity.ERROR) for name in names
    ]
