"""The job worker or the database is killed after an application was sent: everything happens once."""

import shutil
from pathlib import Path
from typing import LiteralString

import pytest

from tests.scale.heldcarriers import Carriers
from tests.scale.killkit import ON_PAPER, WHOLE, LivingTown
from tests.towns import wait_until

pytestmark = [pytest.mark.town, pytest.mark.usefixtures("carriers"), pytest.mark.xdist_group("killing")]
VICTIMS = ("worker", "database")
STEPS: dict[str, LiteralString] = {
    "while_it_is_decided": "LOCK TABLE cases_decision IN EXCLUSIVE MODE",
    "while_the_letter_is_filed": "LOCK TABLE records_document IN EXCLUSIVE MODE",
    "while_the_messages_are_queued": "LOCK TABLE notifications_message IN EXCLUSIVE MODE",
}


@pytest.mark.parametrize("victim", VICTIMS)
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_before_a_commit_loses_and_repeats_nothing(living: LivingTown, step: str, victim: str) -> None:
    before = living.counted_applications()
    with living.held(STEPS[step]) as hold:
        submission = living.apply("amina")
        hold.wait_for_somebody()
        living.kill(victim)
    living.start(victim)

    living.wait_until_quiet()

    assert living.outcome(submission) == WHOLE
    assert living.counted_applications() == before + 1
    assert living.stray_files() == set()


def test_an_application_sent_while_no_worker_runs_is_decided_when_one_comes(living: LivingTown) -> None:
    living.kill("worker")
    submission = living.apply("amina")
    living.start("worker")

    living.wait_until_quiet()

    assert living.outcome(submission) == WHOLE


def test_a_worker_killed_after_its_work_was_committed_and_before_that_was_noted_repeats_nothing(
    living: LivingTown,
) -> None:
    with living.held("LOCK TABLE cases_decision IN EXCLUSIVE MODE") as deciding:
        submission = living.apply("amina")
        deciding.wait_for_somebody()
        with living.held("SELECT id FROM procrastinate_jobs WHERE status = 'doing' FOR UPDATE") as noting:
            deciding.let_go()
            noting.wait_for_somebody()
            assert living.outcome(submission).decisions == 1, "the work itself is committed"
            living.kill("worker")
    living.start("worker")

    living.wait_until_quiet()

    assert living.outcome(submission) == WHOLE


@pytest.mark.parametrize("victim", VICTIMS)
def test_an_sms_whose_outcome_was_not_noted_is_there_once(
    living: LivingTown, carriers: Carriers, victim: str
) -> None:
    with carriers.sms.shut() as gate:
        submission = living.apply("amina")
        gate.wait_for_somebody()
        living.kill(victim)
    living.start(victim)

    living.wait_until_quiet()

    assert living.outcome(submission) == WHOLE


@pytest.mark.parametrize("victim", VICTIMS)
def test_an_email_whose_outcome_was_not_noted_is_there_once_and_noted_late_or_shown_to_a_person(
    living: LivingTown, carriers: Carriers, victim: str
) -> None:
    with carriers.mail.shut() as gate:
        submission = living.apply("amina")
        gate.wait_for_somebody()
        living.kill(victim)
    living.start(victim)

    living.wait_until_quiet()

    outcome = living.outcome(submission)
    assert (outcome.emails, outcome.sms) == (1, 1)
    # a worker that lives on knows what the mail server said, and notes it when the database is back in time
    assert outcome.doubtful_emails in ({0, 1} if victim == "database" else {1})


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_letter_on_paper_waits_for_the_print_house_and_is_there_once(
    living: LivingTown, victim: str
) -> None:
    folder = Path(living.town.told["RAADHUS_PRINT_FOLDER"])
    kept = folder.with_name("print-kept")
    if folder.exists():
        folder.rename(kept)
    folder.touch()  # a file where the folder should be: nobody can write into it
    submission = living.apply("else")
    refused = {"submission": submission}
    letter = wait_until(lambda: living.rows(_REFUSED, refused), "the print house's refusal")[0][0]
    with living.held(
        "SELECT id FROM post_letter WHERE id = %(id)s FOR NO KEY UPDATE", {"id": letter}
    ) as hold:
        folder.unlink()
        if kept.exists():
            shutil.move(kept, folder)
        hold.wait_for_somebody()
        assert (folder / f"{letter}.json").exists(), "handed over, and not yet noted"
        living.kill(victim)
    living.start(victim)

    living.wait_until_quiet()

    assert living.outcome(submission) == ON_PAPER


_REFUSED: LiteralString = """
SELECT l.id FROM post_letter l JOIN cases_case c ON c.id = l.case_id JOIN post_deliverystep s ON s.letter_id = l.id
WHERE c.submission_id = %(submission)s AND s.step = 'print-house-unavailable'
"""
