"""The web workers or the database are killed under a citizen's request: nothing is half done, and one can go on."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest

from tests.scale.killkit import WHOLE, Attempt, LivingTown, begin, fill_in, submission_in
from tests.towns import wait_until

pytestmark = [pytest.mark.town, pytest.mark.usefixtures("carriers"), pytest.mark.xdist_group("killing")]
VICTIMS = ("web", "database")


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_login_broken_off_leaves_no_session_and_the_next_one_is_the_same_person(
    living: LivingTown, victim: str
) -> None:
    living.apply("nadia")  # known by now
    people, sessions = _count(living, "identity_person"), _count(living, "identity_session")
    with living.visiting() as journey:
        choosing = journey.visitor.open(f"{journey.site}/apply/{journey.service}/")
        with living.held("LOCK TABLE identity_session IN EXCLUSIVE MODE") as hold:
            coming_back = Attempt(lambda: journey.log_in(choosing, "nadia"))
            hold.wait_for_somebody(coming_back)
            living.kill(victim)
        coming_back.end()
        living.start(victim)

        assert _count(living, "identity_session") == sessions
        again = journey.log_in(journey.visitor.open(f"{journey.site}/apply/{journey.service}/"), "nadia")

    assert again.status == 200
    assert _count(living, "identity_session") == sessions + 1
    assert _count(living, "identity_person") == people


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_step_broken_off_is_not_half_saved_and_can_be_sent_again(living: LivingTown, victim: str) -> None:
    with living.visiting() as journey:
        step = begin(journey, "amina")
        before = living.rows("SELECT id, version FROM forms_draft ORDER BY id")
        with living.held("LOCK TABLE forms_draft IN EXCLUSIVE MODE") as hold:
            saving = Attempt(lambda: journey.fill_step(step))
            hold.wait_for_somebody(saving)
            living.kill(victim)
        saving.end()
        living.start(victim)

        assert living.rows("SELECT id, version FROM forms_draft ORDER BY id") == before
        page = journey.fill_step(step)
        while not page.url.endswith("/summary/"):
            page = journey.fill_step(page)
        submission = submission_in(journey.send(page))

    living.wait_until_quiet()
    assert living.outcome(submission) == WHOLE


@pytest.mark.parametrize("victim", VICTIMS)
def test_an_application_broken_off_while_it_is_sent_is_sent_once_however_often_one_tries(
    living: LivingTown, victim: str
) -> None:
    sent = _count(living, "forms_submission")
    with living.visiting() as journey:
        summary = fill_in(journey, "amina")
        with living.held("LOCK TABLE bus_outboxevent IN EXCLUSIVE MODE") as hold:
            sending = Attempt(lambda: journey.send(summary))
            hold.wait_for_somebody(sending)
            living.kill(victim)
        sending.end()
        living.start(victim)

        assert _count(living, "forms_submission") == sent
        receipts = {journey.send(summary).url for _ in range(3)}

    living.wait_until_quiet()
    assert len(receipts) == 1
    assert _count(living, "forms_submission") == sent + 1
    assert living.outcome(_submission_of(receipts.pop())) == WHOLE


def test_one_killed_web_worker_is_replaced_and_the_other_goes_on(living: LivingTown) -> None:
    assert living.town.processes is not None
    web = living.town.processes.pid_of("web")
    before = _children_of(web)
    os.kill(before[0], signal.SIGKILL)
    # reaped: until then its sockets may still take a call that nobody will answer
    wait_until(lambda: not Path(f"/proc/{before[0]}").exists(), "the end of the killed one")

    with living.visiting() as journey:
        assert journey.visitor.open(f"{journey.site}/").status == 200
    wait_until(lambda: len(_children_of(web)) == len(before), "the new web worker")
    living.town.processes.check()


def _count(living: LivingTown, table: str) -> int:
    return sum(1 for _ in living.rows(f"TABLE {table}"))


def _submission_of(address: str) -> UUID:
    return UUID(address.rstrip("/").rpartition("/")[2])


def _children_of(pid: int) -> list[int]:
    """Return the granian workers that live below the web server's main process."""
    found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [
        child for child in found if (command := _command_of(child)) and b"resource_tracker" not in command
    ]


def _command_of(pid: int) -> bytes:
    """Return what the process was started with, nothing of one that has ended meanwhile."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
