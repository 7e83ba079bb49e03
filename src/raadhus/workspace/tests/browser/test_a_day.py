"""A caseworker's day, twenty cases, with the keyboard only: no mouse, no address, no help from the test but keys."""

import dataclasses
from decimal import Decimal

import pytest

from raadhus.bus.testing import run_all
from raadhus.cases.public import TaskKind, file_appeal
from raadhus.cases.tests.casekit import NOON, Resident, Town
from raadhus.platform import clock
from raadhus.workspace.tests.browser.handskit import Hands
from raadhus.workspace.tests.deskkit import Desk, all_of

pytestmark = pytest.mark.browser
CASES, ASIDE = 20, 2
MOST_KEYS = 7
"""So many keys does a case take where the rules are followed: down, open, to the decision, decide, to it, send, back."""
ANNE = Resident(number="6101901300", name="Anne Andersen")
APPELLANT = Resident(number="6102901400", name="Åse Appel")


@pytest.fixture
def morning(towns, db):
    """Return Egeby with nineteen applications and an appeal that wait for the unit."""
    with clock.frozen(NOON):
        town = Town().build()
        town.move_in(APPELLANT)
        _appeal(town)
        for index in range(CASES - 1):
            resident = dataclasses.replace(
                ANNE, number=str(6101901300 + index), name=f"Anne {index}", monthly=Decimal(20_000 + index)
            )
            town.move_in(resident)
            town.decide_application(resident, contested=True)
        yield Desk(town)


def _appeal(town):
    town.decide_application(APPELLANT)
    (decision,) = all_of("cases.Decision")
    with Desk(town).transaction():
        file_appeal(town.citizen(APPELLANT), decision.id, "I lost my job in October.")
    run_all()


def set_two_aside_and_undo_it(hands):
    """Tick the first two, set them aside for a day, undo it, and do it again."""
    for again in (False, True):
        for _ in range(ASIDE):
            hands.press("j", "x")
        hands.press("m")
        hands.enter()
        hands.press("t")
        hands.tab_to("[name=until]")
        hands.press("ArrowDown")
        hands.tab_to_words("Look at what happens Set them aside")
        hands.enter()
        hands.press("t")
        hands.enter()
        if not again:
            hands.press("u")
            hands.enter()


def open_queue(hands, queue):
    hands.press("q")
    hands.tab_to(f"a[href*='queue={queue}']")
    hands.enter(f"**queue={queue}**")


def open_next(hands):
    hands.press("j")
    hands.enter("**/work/cases/**")


def go_back(hands):
    hands.follow("i", "**/work/?**")


def send(hands):
    hands.press("d")
    hands.enter("**done=sent")


def decide(hands):
    """Decide as the rules propose: their choice stands there."""
    hands.press("d")
    assert hands.is_at("[name=choice][value=proposed]:checked")
    hands.enter("**done=decided")


def decide_otherwise(hands):
    """Grant the whole share, and say why the rules do not fit."""
    hands.press("d", "ArrowDown")
    assert hands.is_at("[name=choice][value=share]:checked")
    hands.tab_to("[name=percent]")
    hands.type("100")
    hands.tab_to("[name=deviation]")
    hands.type("Hun har mistet sit arbejde.")
    hands.tab_to_words("Decide")
    hands.enter("**done=decided")


def give_the_next_to_lone(hands):
    open_next(hands)
    hands.follow("g", "**/work/many/**")
    hands.press("t")
    hands.choose("[name=to]", "Lone Lund")
    hands.tab_to_words("Look at what happens Give them to somebody")
    hands.enter()
    hands.press("t")
    hands.enter()


def ask_the_next_for_something(hands):
    open_next(hands)
    hands.press("a")
    hands.type("Din seneste lønseddel.")
    hands.tab_to_words("Send the question")
    hands.enter("**done=completing")
    go_back(hands)


def hear_the_next(hands):
    open_next(hands)
    hands.press("h")
    hands.enter("**done=heard")
    go_back(hands)


def talk_about_the_next_and_change_your_mind(hands):
    """Note something, ask a colleague, read how the rules came to it, decide, take it back, decide again and send."""
    open_next(hands)
    hands.press("n")
    hands.type("Ringet; hun kommer med papirer.")
    hands.tab_to_words("Keep the note")
    hands.enter("**done=noted")
    hands.press("n")
    hands.type("Ser du på den her?")
    hands.choose("[name=to]", "Lone Lund")
    hands.tab_to_words("Keep the note")
    hands.enter("**done=told")
    decide(hands)
    hands.press("d")
    hands.tab_to_words("Take it back")
    hands.enter("**done=withdrawn")
    decide_otherwise(hands)
    send(hands)
    go_back(hands)


def send_the_appeal_on(hands):
    """Find the appeal in its queue, hold to what was decided, and send it on."""
    open_queue(hands, "appeals")
    open_next(hands)
    hands.press("t")
    hands.tab_to_words("Hold to the decision and send the appeal on")
    hands.press("Enter")
    hands.tab_to("textarea")
    hands.type("Indtægten er den samme.")
    hands.tab_to_words("Hold to the decision")
    hands.enter("**done=forwarded")
    send(hands)
    go_back(hands)


def work_off(hands, count):
    """Decide and send the next ``count`` cases; return how many keys each of them took."""
    taken = []
    for _ in range(count):
        before = hands.pressed
        open_next(hands)
        decide(hands)
        send(hands)
        go_back(hands)
        taken.append(hands.pressed - before)
    return taken


def test_a_day_of_twenty_cases_is_worked_with_the_keyboard_only(morning, opened):
    morning.staff(name="Lone Lund")
    hands = Hands(opened(morning.staff(), "/work/"))
    set_two_aside_and_undo_it(hands)
    give_the_next_to_lone(hands)
    send_the_appeal_on(hands)
    open_queue(hands, "free")
    ask_the_next_for_something(hands)
    hear_the_next(hands)
    talk_about_the_next_and_change_your_mind(hands)
    run_all()
    rest = CASES - ASIDE - len(("given", "appeal", "asked", "heard", "talked about"))
    taken = work_off(hands, rest)

    assert hands.sees("Everything is in good hands")
    assert max(taken) <= MOST_KEYS, taken
    run_all()
    by_hand = [one for one in all_of("cases.Decision") if not one.is_automatic]
    assert [one.outcome for one in by_hand].count("forwarded") == 1
    assert len(by_hand) == rest + len(("appeal", "withdrawn", "decided again"))
    assert (len(all_of("cases.Note")), len(all_of("cases.Message"))) == (2, 1)
    open_tasks = [task for task in all_of("cases.Task") if task.status == "open"]
    asked = sorted(task.task_kind for task in open_tasks if task.person_id)
    assert asked == [TaskKind.ANSWER_HEARING, TaskKind.COMPLETE]
    assert len([task for task in open_tasks if task.assigned_to]) == len(("given",))
    aside = [task for task in open_tasks if task.set_aside_until is not None]
    assert [task.set_aside_until > NOON.date() for task in aside] == [True] * ASIDE
