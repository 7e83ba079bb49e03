"""A course that never ends, waits for ever or is taken twice is found in the drawing, before a case takes it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from raadhus.processes.domain.library import check
from raadhus.processes.domain.problems import Severity
from raadhus.processes.domain.soundness.courses import MOST_LOOKS
from raadhus.processes.domain.soundness.references import Names
from raadhus.processes.domain.soundness.sentences import SENTENCES
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import arrows, model, service, user
from raadhus.processes.tests.unit.random_models import random_model, random_parts

STUCK = {"never-joins", "may-wait-for-ever", "comes-twice", "no-way-out-of-loop", "dead-end"}
ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def found(source: bytes, names: Names | None = None) -> dict[tuple[str, str], Severity]:
    """Return the severity of each finding that has a code, by element and code."""
    problems = check(source, tinyfeel.parse, {"work", "user task"}, names)
    assert not [one for one in problems if one.is_error and one.code not in SENTENCES], problems
    return {(one.element_id, one.code): one.severity for one in problems if one.code in SENTENCES}


def split(kind: str, join: str, conditions: tuple[str, str] = ("", "")) -> bytes:
    first, second = (f" ? {one}" if one else "" for one in conditions)
    default = ' default="g_b"' if kind != "parallelGateway" else ""
    return model(
        ENDS
        + f'<{kind} id="g"{default}/><{join} id="j"/>'
        + user("a")
        + user("b")
        + arrows("s > g", f"g > a{first}", f"g > b{second}", "a > j", "b > j", "j > e")
    )


@given(random_parts)
@settings(max_examples=150, deadline=None)
def test_a_model_whose_ways_part_and_meet_alike_has_nothing_to_say(part):
    source, _ = random_model(part)
    hits = {hit: how for hit, how in found(source).items() if hit[1] in STUCK}
    assert not [hit for hit in hits if hit[1] not in {"dead-end", "no-way-out-of-loop"}]
    assert Severity.ERROR not in hits.values()


@pytest.mark.parametrize("kind", ["exclusiveGateway", "parallelGateway", "inclusiveGateway"])
def test_ways_that_part_and_meet_at_gateways_of_one_kind_are_in_order(kind):
    conditions = ("", "") if kind == "parallelGateway" else ("x = 1", "")
    assert found(split(kind, kind, conditions)) == {}


def test_a_join_of_all_ways_after_a_choice_of_one_waits_for_ever():
    assert found(split("exclusiveGateway", "parallelGateway", ("x = 1", ""))) == {
        ("j", "never-joins"): Severity.ERROR
    }


def test_a_join_of_all_ways_after_some_of_them_may_wait_for_ever():
    source = model(
        ENDS
        + '<inclusiveGateway id="g" default="g_b"/><parallelGateway id="j"/>'
        + user("a")
        + user("b")
        + arrows("s > g", "g > a ? x = 1", "g > b", "a > j", "b > j", "j > e")
    )
    assert found(source)["j", "never-joins"] is Severity.ERROR
    both = source.replace(b' default="g_b"', b"").replace(
        b'targetRef="b"></sequenceFlow>',
        b'targetRef="b"><conditionExpression>x = 2</conditionExpression></sequenceFlow>',
    )
    assert found(both)["j", "may-wait-for-ever"] is Severity.WARNING


def test_two_ways_taken_at_once_that_meet_without_a_join_are_told():
    assert found(split("parallelGateway", "exclusiveGateway")) == {("j", "comes-twice"): Severity.WARNING}


def test_a_step_on_two_ways_at_once_is_told_also_without_a_gateway():
    source = model(
        ENDS
        + '<parallelGateway id="g"/>'
        + user("a")
        + user("b")
        + user("c")
        + arrows("s > g", "g > a", "g > b", "a > c", "b > c", "c > e")
    )
    assert found(source) == {("c", "comes-twice"): Severity.WARNING}


def test_two_ways_that_end_at_the_same_end_are_in_order():
    source = model(
        ENDS
        + '<parallelGateway id="g"/>'
        + user("a")
        + user("b")
        + arrows("s > g", "g > a", "g > b", "a > e", "b > e")
    )
    assert found(source) == {}


def test_a_loop_without_exit_is_told_once_and_refused_where_no_case_ever_rests():
    source = model(
        ENDS
        + '<exclusiveGateway id="g"/>'
        + user("a")
        + user("b")
        + user("c")
        + arrows("s > a", "a > b", "b > c", "c > b", "s > g", "g > e")
    )
    assert (
        found(source)["a", "no-way-out-of-loop"] is Severity.WARNING
    )  # a case rests there, and can be cancelled
    restless = source.replace(b"userTask", b"task")
    assert found(restless)["a", "no-way-out-of-loop"] is Severity.ERROR
    assert not [hit for hit in found(source) if hit[1] == "no-way-out-of-loop" and hit[0] != "a"]


def test_a_loop_with_an_exit_is_in_order():
    source = model(
        ENDS
        + '<exclusiveGateway id="g" default="g_e"/>'
        + user("a")
        + arrows("s > a", "a > g", "g > a ? again = 1", "g > e")
    )
    assert found(source) == {}


def test_a_loop_that_an_event_ends_is_a_remark_only():
    event = (
        '<subProcess id="x" triggeredByEvent="true"><startEvent id="xs"><signalEventDefinition signalRef="S"/>'
        '</startEvent><endEvent id="xe"/>' + arrows("xs > xe") + "</subProcess>"
    )
    source = model(
        '<startEvent id="s"/>' + user("a") + user("b") + event + arrows("s > a", "a > b", "b > a"),
        '<signal id="S" name="stop"/>',
    )
    assert Severity.ERROR not in found(source).values()


def test_an_event_beside_a_task_does_not_make_its_own_end_a_second_course():
    edge = (
        '<boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><timerEventDefinition>'
        "<timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>"
    )
    own_end = model(ENDS + '<endEvent id="e2"/>' + user("a") + edge + arrows("s > a", "a > e", "late > e2"))
    assert found(own_end) == {}
    back = model(ENDS + user("a") + user("b") + edge + arrows("s > a", "a > b", "late > b", "b > e"))
    assert found(back) == {("b", "comes-twice"): Severity.WARNING}


def test_a_terminating_end_frees_what_waits():
    source = model(
        '<startEvent id="s"/><endEvent id="e"><terminateEventDefinition/></endEvent><endEvent id="f"/>'
        '<parallelGateway id="g"/><exclusiveGateway id="x" default="x_j"/><parallelGateway id="j"/>'
        + user("a")
        + user("b")
        + arrows("s > g", "g > x", "g > a", "x > j", "x > b ? y = 1", "b > e", "a > j", "j > f")
    )
    assert found(source) == {}


def test_a_step_without_a_way_on_is_told():
    assert found(model('<startEvent id="s"/>' + user("a") + arrows("s > a"))) == {
        ("a", "dead-end"): Severity.WARNING
    }


def test_a_choice_without_default_and_one_made_twice_are_told():
    source = model(
        ENDS
        + '<exclusiveGateway id="g"/>'
        + user("a")
        + user("b")
        + arrows("s > g", "g > a ? x = 1", "g > b ? x =  1", "a > e", "b > e")
    )
    assert found(source) == {
        ("g", "no-default"): Severity.WARNING,
        ("g_b", "same-condition"): Severity.WARNING,
    }


def test_an_error_that_nothing_within_throws_is_told():
    inner = '<startEvent id="i"/><endEvent id="o"/><task id="t"/>' + arrows("i > t", "t > o")
    edge = '<boundaryEvent id="b" attachedToRef="p"><errorEventDefinition errorRef="E"/></boundaryEvent>'
    source = model(
        ENDS + f'<subProcess id="p">{inner}</subProcess>' + edge + arrows("s > p", "p > e", "b > e"),
        '<error id="E" errorCode="gone"/>',
    )
    assert found(source) == {("b", "nobody-throws"): Severity.WARNING}
    throwing = source.replace(b'<task id="t"/>', service("t").encode())
    assert found(throwing) == {}


def test_rules_letters_and_units_that_there_are_not_are_errors_that_name_those_there_are():
    task = (
        '<businessRuleTask id="r"><extensionElements><raadhus:decision ref="Rout" result="x"/>'
        "</extensionElements></businessRuleTask>"
        '<userTask id="u"><extensionElements><raadhus:task unit="roads" letter="no" form="f"/>'
        "</extensionElements></userTask>"
    )
    source = model(ENDS + task + arrows("s > r", "r > u", "u > e"))
    names = Names(
        decisions=frozenset({"Route"}), letters=frozenset({"yes"}), forms=frozenset(), units=frozenset()
    )
    assert set(found(source, names)) == {
        ("r", "unknown-decision"),
        ("u", "unknown-letter"),
        ("u", "unknown-unit"),
        ("u", "unknown-form"),
    }
    sentences = [one for one in check(source, tinyfeel.parse, None, names) if one.code == "unknown-decision"]
    assert dict(sentences[0].words) == {"name": "Rout", "known": "Route"}
    assert found(source) == {}


def set_to(**settings: str) -> bytes:
    """Return a model with one person's task that is set to this."""
    written = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in settings.items())
    task = f'<userTask id="u"><extensionElements><raadhus:task {written}/></extensionElements></userTask>'
    return model(ENDS + task + arrows("s > u", "u > e"))


def test_a_setting_that_cannot_be_carried_out_is_an_error_whoever_looks():
    assert found(set_to(assign="x +")) == {("u", "assign-not-feel"): Severity.ERROR}
    assert found(set_to(assign="x = 1", assigned_by="Who")) == {("u", "assigned-twice"): Severity.ERROR}
    assert found(set_to(deadline="P5D", counted_in="weeks")) == {("u", "counted-neither"): Severity.ERROR}
    for days in ("many", "3651", "9" * 5_000):
        assert found(set_to(days=days)) == {("u", "days-not-number"): Severity.ERROR}, days[:9]
    for deadline in ("five days", "PT4H", "P99999999D"):
        assert found(set_to(deadline=deadline)) == {("u", "deadline-not-time"): Severity.ERROR}, deadline
    assert found(set_to(deadline="P1M", counted_in="working-days")) == {
        ("u", "deadline-not-time"): Severity.ERROR
    }
    assert found(set_to(assign="x = 1", deadline="P5D", counted_in="working-days", days="30")) == {}
    assert found(set_to(deadline="2026-12-24")) == {}


def test_a_setting_that_its_handler_does_not_look_at_warns_and_a_lanes_does_not():
    names = Names(reads={"work": frozenset({"form"})})
    source = set_to(handler="work", form="f", letter="l", unit="roads")
    assert found(source, names) == {("u", "setting-not-read"): Severity.WARNING}
    assert found(set_to(handler="work", form="f", unit="roads"), names) == {}


def test_a_question_and_a_decision_that_there_are_not_are_told_wherever_they_are_named():
    names = Names(decisions=frozenset({"Who"}), questions=frozenset({"still-wanted"}))
    assert found(set_to(question="still", assigned_by="Whom"), names) == {
        ("u", "unknown-question"): Severity.ERROR,
        ("u", "unknown-decision"): Severity.ERROR,
    }
    assert found(set_to(question="still-wanted", assigned_by="Who"), names) == {}


def test_a_question_that_nothing_answers_is_an_error_where_it_is_put():
    names = Names(
        questions=frozenset({"open", "closed"}),
        open_questions=frozenset({"open"}),
        forms=frozenset({"yes-or-no", "visit"}),
        answering=frozenset({"yes-or-no"}),
        reads={"work": frozenset({"question", "form"}), "user task": frozenset({"question"})},
    )

    def told(**settings: str) -> set[str]:
        return {code for (_node, code) in found(set_to(**settings), names)}

    assert told(handler="work", question="open") == {"question-without-answers"}
    assert told(handler="work", question="open", form="visit") == {"form-without-answer"}
    assert told(handler="work", question="open", form="yes-or-no") == set()
    assert told(handler="work", question="closed") == set()
    assert told(handler="user task", question="open") == set()


def test_a_part_too_wide_to_follow_says_so_instead_of_taking_for_ever():
    gateways = "".join(
        f'<exclusiveGateway id="g{n}" default="g{n}_a{n}"/>'
        + user(f"a{n}")
        + user(f"b{n}")
        + arrows(f"p > g{n}", f"g{n} > a{n}", f"g{n} > b{n} ? x = 1", f"a{n} > j", f"b{n} > k")
        for n in range(20)
    )
    source = model(
        ENDS
        + '<parallelGateway id="p"/><parallelGateway id="j"/><parallelGateway id="k"/>'
        + gateways
        + arrows("s > p", "j > e", "k > e")
    )
    assert found(source)["P", "too-many-courses"] is Severity.NOTE


def wide(n: int) -> str:
    """Return a sub-process with more courses than are followed."""
    ways = "".join(
        f'<exclusiveGateway id="g{n}_{at}" default="g{n}_{at}_a{n}_{at}"/>'
        + user(f"a{n}_{at}")
        + user(f"b{n}_{at}")
        + arrows(f"p{n} > g{n}_{at}", f"g{n}_{at} > a{n}_{at}", f"g{n}_{at} > b{n}_{at} ? x = 1")
        + arrows(f"a{n}_{at} > j{n}", f"b{n}_{at} > k{n}")
        for at in range(20)
    )
    ends = f'<startEvent id="s{n}"/><endEvent id="e{n}"/>' + "".join(
        f'<parallelGateway id="{gate}{n}"/>' for gate in "pjk"
    )
    return f'<subProcess id="w{n}">{ends}{ways}{arrows(f"s{n} > p{n}", f"j{n} > e{n}", f"k{n} > e{n}")}</subProcess>'


def test_many_parts_too_wide_to_follow_share_what_one_file_may_take():
    course = ["s", *(f"w{n}" for n in range(6)), "e"]
    ways = (f"{one} > {other}" for one, other in pairwise(course))
    source = model(ENDS + "".join(wide(n) for n in range(6)) + arrows(*ways))

    notes = [one for one in check(source, tinyfeel.parse, None) if one.code == "too-many-courses"]
    followed = sum(int(dict(one.words)["count"].replace(",", "")) for one in notes)

    assert {f"w{n}" for n in range(6)} <= {one.element_id for one in notes}
    assert followed <= MOST_LOOKS, "each course looks at one node at least"


MESSAGE, SIGNAL = '<message id="M" name="paid"/>', '<signal id="S" name="storm"/>'
THROWN = '<intermediateThrowEvent id="out">{}</intermediateThrowEvent>'
CAUGHT = '<intermediateCatchEvent id="in">{}</intermediateCatchEvent>'
BY_MESSAGE = '<messageEventDefinition messageRef="M"/>'
BY_SIGNAL = '<signalEventDefinition signalRef="S"/>'


def told_of(*events: str) -> list[tuple[str, str]]:
    names = [event.partition('id="')[2].partition('"')[0] for event in events]
    ways = arrows(*(f"{one} > {other}" for one, other in pairwise(["s", *names, "e"])))
    source = model(
        '<startEvent id="s"/><endEvent id="e"/>' + "".join(events) + ways, declarations=MESSAGE + SIGNAL
    )
    found = check(source, tinyfeel.parse, None)
    assert all(one.severity is Severity.NOTE for one in found)
    return [(one.code, one.element_id) for one in found]


def test_a_message_or_signal_with_one_end_only_is_noted():
    assert told_of(THROWN.format(BY_MESSAGE)) == [("message-to-nobody", "out")]
    assert told_of(CAUGHT.format(BY_MESSAGE)) == [("message-from-elsewhere", "in")]
    assert told_of(THROWN.format(BY_SIGNAL)) == [("signal-to-nobody", "out")]
    assert told_of(CAUGHT.format(BY_SIGNAL)) == [("signal-from-elsewhere", "in")]


def test_a_message_or_signal_with_both_ends_is_in_order():
    assert told_of(CAUGHT.format(BY_MESSAGE), THROWN.format(BY_MESSAGE)) == []
    assert told_of(CAUGHT.format(BY_SIGNAL), THROWN.format(BY_SIGNAL)) == []


def test_a_long_course_of_choices_is_followed_whole():
    steps = "".join(
        f'<exclusiveGateway id="g{n}" default="g{n}_b{n}"/><exclusiveGateway id="j{n}"/>'
        + user(f"a{n}")
        + user(f"b{n}")
        + arrows(f"g{n} > a{n} ? x = 1", f"g{n} > b{n}", f"a{n} > j{n}", f"b{n} > j{n}")
        for n in range(800)
    )
    between = arrows("s > g0", *(f"j{n} > g{n + 1}" for n in range(799)), "j799 > e")
    assert found(model(ENDS + steps + between)) == {}
