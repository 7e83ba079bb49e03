"""One correlation id from the page on which an application is sent to the SMS about its letter."""

import json
from typing import Any, LiteralString

import pytest

from raadhus.config.proof import sinks
from tests.scale.killkit import WHOLE, LivingTown
from tests.towns import wait_until

pytestmark = [pytest.mark.town, pytest.mark.usefixtures("carriers"), pytest.mark.xdist_group("killing")]
_FLOW: LiteralString = "SELECT correlation FROM forms_submission WHERE id = %(submission)s"
_EVENTS: LiteralString = """
SELECT type, correlation, data FROM bus_outboxevent WHERE subject = 'application:' || %(submission)s ORDER BY sequence
"""
_INSTANCES: LiteralString = """
SELECT DISTINCT i.correlation FROM processes_instance i JOIN cases_case c ON i.business_key = c.id
WHERE c.submission_id = %(submission)s
"""


def test_one_id_leads_from_the_page_to_the_sms(living: LivingTown) -> None:
    submission = living.apply("amina")
    living.wait_until_quiet()
    told = {"submission": submission}
    ((flow,),) = living.rows(_FLOW, told)
    events = living.rows(_EVENTS, told)

    def find_lines() -> list[dict[str, Any]]:
        return [line for line in _lines_of(living, "web", "worker") if line.get("correlation") == flow]

    # a job is noted as done before its line is written
    wait_until(lambda: any(line.get("job") == "notifications.send" for line in find_lines()), "the last line")
    lines = find_lines()

    assert living.outcome(submission) == WHOLE
    assert {correlation for _type, correlation, _data in events} == {flow}
    assert living.rows(_INSTANCES, told) == [(flow,)]
    sent = [line for line in lines if line["logger"] == "raadhus.request"]
    assert [(line["route"], line["method"], line["status"]) for line in sent] == [
        ("forms:summary", "POST", 302)
    ]
    jobs = [line["job"] for line in lines if line["event"] == "job"]
    assert {"bus.drain", "post.make_letter", "notifications.send"} <= set(jobs)
    assert jobs.index("bus.drain") < jobs.index("post.make_letter") < jobs.index("notifications.send")


def test_the_letter_and_the_sms_of_a_flow_are_the_ones_its_events_name(living: LivingTown) -> None:
    submission = living.apply("amina")
    living.wait_until_quiet()
    events = living.rows(_EVENTS, {"submission": submission})

    letters = {data["letter_id"] for name, _flow, data in events if name.startswith("post.LetterDelivered.")}
    messages = {
        data["message_id"]
        for name, _flow, data in events
        if name.startswith("notifications.MessageSent.") and data["channel"] == "sms"
    }

    assert len(letters) == len(messages) == 1
    assert messages < {one.key for one in sinks.read_sms(living.town)} | {""}
    assert living.number("SELECT count(*) FROM post_letter WHERE id = %(id)s", {"id": letters.pop()}) == 1


def test_two_applications_are_two_flows(living: LivingTown) -> None:
    flows = {living.rows(_FLOW, {"submission": living.apply(person)})[0][0] for person in ("amina", "nadia")}
    living.wait_until_quiet()

    assert len(flows) == 2
    assert "" not in flows


def _lines_of(living: LivingTown, *programs: str) -> list[dict[str, Any]]:
    """Return the structured lines of some programs' logs."""
    texts = ((living.town.state / "logs" / f"{program}.log").read_text() for program in programs)
    return [json.loads(line) for text in texts for line in text.splitlines() if line.startswith("{")]
