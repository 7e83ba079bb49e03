"""How the models of the constructs are built by edits of the outline alone."""

from collections.abc import Callable, Mapping

from raadhus.processes.tests.unit.outline.sketching import (
    ANY_ORDER,
    CATCH,
    END,
    SERVICE,
    SUB,
    TASK,
    THROW,
    Sketch,
)

LATE = "late"
_ALL = {"repeat": "parallel", "collection": "people", "item": "person"}
_KEPT = {"collect": "answers", "collect_value": "answer"}
_SLOW, _WRONG = {"escalation": "Slow", "escalation_code": "slow"}, {"error": "Wrong", "error_code": "wrong"}


def _line(kind: str = TASK, event: str = "") -> Sketch:
    return Sketch().after("start", kind, "ask", on="end", event=event)


def _both() -> Sketch:
    return Sketch().after("start", "parallelGateway", "both", on="end")


def _sub(kind: str = SUB) -> Sketch:
    return Sketch().after("start", kind, "sub", on="end")


def _reminds() -> Sketch:
    late = _line().edge("ask", "timer", LATE, ends=False).say(LATE, time="R3/PT1H")
    return late.after(LATE, SERVICE, "remind", on="end").cut("remind", "end")


def _late_for_all() -> Sketch:
    return _line().say("ask", **_ALL).edge("ask", "timer", LATE).after(LATE, END, "over").cut(LATE, "end")


def _heard_beside() -> Sketch:
    sketch = _both().after("both", CATCH, "hear", event="signal").after("both", TASK, "ask")
    sketch.after("ask", THROW, "tell", event="signal").gone("end")
    return sketch.say("hear", signal="storm").say("tell", signal="storm")


def _heard_on_the_edge() -> Sketch:
    sketch = _line().edge("ask", "signal", "heard", ends=False).after("ask", END, "tell", event="signal")
    return sketch.cut("ask", "end").say("heard", signal="storm").say("tell", signal="storm")


def _worry_beside() -> Sketch:
    sketch = _sub().after("sub_begins", TASK, "ask").after("ask", THROW, "worry", event="escalation")
    sketch.after("worry", TASK, "more").edge("sub", "escalation", "up", ends=False)
    sketch.after("up", SERVICE, "leader", on="end").cut("leader", "end")
    return sketch.say("worry", **_SLOW).say("up", **_SLOW)


def _worry_at_the_end() -> Sketch:
    sketch = _sub().after("sub_begins", TASK, "ask").after("sub_begins", TASK, "other")
    sketch.after("ask", END, "worry", event="escalation").edge("sub", "escalation", "up")
    sketch.after("up", SERVICE, "leader", on="end").cut("leader", "end")
    return sketch.say("worry", **_SLOW).say("up", **_SLOW)


def _link() -> Sketch:
    sketch = Sketch().after("start", THROW, "ask", event="link").within("P", CATCH, "here", "link")
    return sketch.say("ask", link="on").say("here", link="on").lead("here", "end").cut("start", "end")


def _until() -> Sketch:
    sketch = _both().after("both", CATCH, "until", event="conditional").after("both", TASK, "ask")
    return sketch.after("ask", TASK, "again").gone("end").say("until", event_condition="a > 1")


def _each_time() -> Sketch:
    sketch = _both().after("both", TASK, "ask").after("both", TASK, "one").after("one", TASK, "two")
    sketch.after("two", TASK, "three").edge("ask", "conditional", "when", ends=False, to="three")
    sketch.after("when", SERVICE, "note", on="three").cut("note", "three").gone("end")
    return sketch.say("when", event_condition="a > 1")


def _instead() -> Sketch:
    sketch = _line().within("P", SUB, "w", "message").after("w_begins", SERVICE, "file")
    return sketch.say("w_begins", message="paid")


def _daily() -> Sketch:
    sketch = _line().within("P", SUB, "w", "timer").after("w_begins", TASK, "look")
    return sketch.say("w_begins", time="R2/P1D", interrupts="")


def _caught() -> Sketch:
    sketch = _sub().after("sub_begins", TASK, "ask").after("ask", END, "stop", event="error")
    sketch.within("sub", SUB, "w", "error").after("w_begins", SERVICE, "mend")
    return sketch.say("stop", **_WRONG).say("w_begins", **_WRONG)


def _three_begin() -> Sketch:
    sketch = _line().after("ask", THROW, "worry", on="end", event="escalation").after("worry", TASK, "more")
    sketch.gone("end").say("worry", **_SLOW)
    for sub, event, task in (("w1", "signal", "x"), ("w2", "conditional", "y"), ("w3", "escalation", "z")):
        sketch.within("P", SUB, sub, event).after(f"{sub}_begins", SERVICE, task)
    sketch.say("w1_begins", signal="storm", interrupts="")
    sketch.say("w2_begins", event_condition="a > 1", interrupts="")
    return sketch.say("w3_begins", interrupts="", **_SLOW)


def _sent() -> Sketch:
    sketch = _line("sendTask").after("ask", THROW, "tell", on="end", event="message")
    sketch.become("end", END, "messageEventDefinition")
    for one in ("ask", "tell", "end"):
        sketch.say(one, message="paid")
    return sketch


def _ab() -> Sketch:
    return Sketch().after("start", TASK, "a", on="end").after("a", TASK, "b", on="end").undone("a", "b")


def _one_taken_back() -> Sketch:
    return _ab().after("b", END, "back", event="compensate").gone("end").say("back", takes_back="a")


def _not_done() -> Sketch:
    sketch = Sketch().after("start", THROW, "back", on="end", event="compensate")
    return sketch.after("start", TASK, "a").undone("a")


def _ended() -> Sketch:
    sketch = _sub().after("sub_begins", TASK, "a").after("a", TASK, "b").undone("a", "b")
    return sketch.after("sub", END, "back", event="compensate").gone("end").say("back", takes_back="sub")


def _as_one() -> Sketch:
    sketch = _sub().after("sub_begins", TASK, "a").undone("a", "sub")
    return sketch.after("sub", END, "back", event="compensate").gone("end")


def _each_back() -> Sketch:
    sketch = _sub().after("sub_begins", TASK, "a").undone("a").say("sub", **_ALL)
    return sketch.after("sub", END, "back", event="compensate").gone("end")


def _mended() -> Sketch:
    sketch = _sub().after("sub_begins", TASK, "a").undone("a").after("a", END, "stop", event="error")
    sketch.within("sub", SUB, "w", "error").after("w_begins", END, "back", event="compensate")
    return sketch.say("stop", **_WRONG).say("w_begins", **_WRONG)


def _transaction() -> Sketch:
    sketch = _sub("transaction").after("sub_begins", TASK, "pay").after("pay", TASK, "book")
    sketch.after("book", TASK, "confirm").after("confirm", END, "off", event="cancel").undone("pay", "book")
    return (
        sketch.edge("sub", "cancel", "cancelled").after("cancelled", SERVICE, "tell").cut("cancelled", "end")
    )


def _any_order() -> Sketch:
    return _sub(ANY_ORDER).within("sub", TASK, "a").within("sub", TASK, "b")


SKETCHES: Mapping[str, Callable[[], Sketch]] = {
    "a cycle on the edge reminds three times": _reminds,
    "a cycle that is caught comes once": lambda: _line(CATCH, "timer").say("ask", time="R/P1D"),
    "everybody of a list is asked at once, and the answers come in the order of the list": (
        lambda: _line().say("ask", **_ALL, **_KEPT)
    ),
    "everybody of a list is asked, one after another": (
        lambda: _line().say("ask", **(_ALL | _KEPT | {"repeat": "sequential"}))
    ),
    "two answers are enough": (
        lambda: _line().say("ask", **_ALL, **_KEPT, completion="numberOfCompletedInstances = 2")
    ),
    "nobody on the list": lambda: _line().say("ask", **_ALL, **_KEPT),
    "three times by number, in a sub-process": (
        lambda: _line(SUB).after("ask_begins", SERVICE, "work").say("ask", repeat="parallel", times="3")
    ),
    "a list by its reference, as drawing tools write it": (
        lambda: _line().say("ask", **_ALL, collect="answers", collect_value="person")
    ),
    "an edge around all branches takes them all away": _late_for_all,
    "a loop goes on while its condition is true": (
        lambda: _line().say("ask", repeat="loop", loop_condition="more")
    ),
    "a loop that looks before, at most twice": (
        lambda: _line().say(
            "ask", repeat="loop", loop_condition="loopCounter < 5", loop_most="2", loop_before="yes"
        )
    ),
    "a signal thrown is caught beside, and passed": _heard_beside,
    "a signal on the edge comes again and again, then one ends the case": _heard_on_the_edge,
    "an escalation goes up beside the sub-process that goes on": _worry_beside,
    "an escalation at the end interrupts the sub-process": _worry_at_the_end,
    "an escalation that nobody catches is passed": lambda: _line(THROW, "escalation").say("ask", **_SLOW),
    "a link goes on where it is caught": _link,
    "a condition is waited for until it is true": _until,
    "a condition on the edge happens each time it becomes true": _each_time,
    "an event sub-process begins instead of what goes on": _instead,
    "an event sub-process begins beside what goes on, by a timer that comes twice": _daily,
    "an event sub-process catches an error of the scope it lies in": _caught,
    "an event sub-process hears a signal, a condition and an escalation": _three_begin,
    "a message is sent by a task, on the way and at the end": _sent,
    "what was done is taken back, the last first": (
        lambda: _ab().after("b", TASK, "c", on="end").after("c", THROW, "back", on="end", event="compensate")
    ),
    "one activity is taken back, at the end": _one_taken_back,
    "what was not done is not taken back": _not_done,
    "what was done within a sub-process is taken back after it has ended": _ended,
    "a sub-process with a handler of its own is taken back as one": _as_one,
    "each branch of a list is taken back with its own variables": _each_back,
    "an error is mended by taking back": _mended,
    "a transaction that is cancelled takes back what was done and leaves by its edge": _transaction,
    "work in whatever order, until nothing is left": _any_order,
    "work one by one, in the order of the file": lambda: _any_order().say("sub", ordering="Sequential"),
    "work until it is enough, a person beginning more": lambda: _any_order().say("sub", enough="enough"),
}
"""By the names of the constructs; all of them but the call of another process, for a draft holds one."""
CALLED_OTHERWISE = {
    "three times by number, in a sub-process": {"s": "ask_begins"},
    "an event sub-process begins instead of what goes on": {"heard": "w_begins"},
    "an event sub-process begins beside what goes on, by a timer that comes twice": {"daily": "w_begins"},
    "an event sub-process hears a signal, a condition and an escalation": {
        "storm": "w1_begins", "when": "w2_begins", "up": "w3_begins",
    },
}  # fmt: skip
"""Where the begin of a sub-process is not called ``s`` in the construct, or not ``sub_begins`` in the sketch."""
EVERYWHERE = {"s": "sub_begins", "caught": "w_begins"}
