"""A letter as its reader finds it: from the case, with what it asks, and who opened it."""

import pytest
from django.apps import apps
from django.urls import reverse

from raadhus.bus.testing import run_all
from raadhus.cases.models import Case, Decision, Task, TimelineEntry
from raadhus.cases.tests.casekit import ANNE
from raadhus.cases.tests.pagekit import letter_of_decision, letter_to, only, read
from raadhus.cases.use_cases.letters import compose_decision
from raadhus.platform.environment import current_environment
from raadhus.platform.tenancy.scope import transaction


def test_the_letter_and_the_case_say_in_kroner_what_each_child_costs_and_the_letter_how_to_appeal(
    town, decided
):
    browser = town.log_in(ANNE)
    with transaction(town.tenant):
        decision = Decision.objects.get()
        letter = apps.get_model("post", "Letter").objects.get(template="decision")
    pays = 32 * (100 - int(decision.percent))
    (child,) = letter.data["pays"]
    assert (child["label"], child["price"]) == ("Ida Andersen", "3.200\u00a0kr.")
    assert child["pays"].replace(".", "").startswith(f"{pays}\u00a0kr")
    assert "Klag under Min side på egeby" in letter.data["appeal"]
    assert letter.data["signed_by"] == ""

    shown = read(browser, reverse("cases:own-case", args=[decided.id]))
    assert "Ida Andersen" in shown
    assert f"{pays:,}" in shown
    appeal = reverse("cases:appeal", args=[decision.id])
    url = reverse("my-page:letter", args=[letter.id])
    assert f'href="{appeal}"' in read(browser, url)
    browser.post(appeal, {"text": ""})
    assert f'href="{appeal}"' not in read(browser, url)


def test_the_letter_and_the_case_lead_to_how_it_was_calculated(town, decided):
    browser = town.log_in(ANNE)
    page = f"/services/free-place-subsidy/calculation/?version={decided.package_hash}"

    for url in (
        reverse("my-page:letter", args=[letter_of_decision(town).id]),
        reverse("cases:own-case", args=[decided.id]),
    ):
        assert f'href="{page}"' in read(browser, url)
    assert "How we calculate" in read(browser, page)


def test_the_letter_can_be_read_from_the_case_when_it_lies_there(town, decided):
    url = reverse("my-page:letter", args=[letter_of_decision(town).id])

    shown = read(town.log_in(ANNE), reverse("cases:own-case", args=[decided.id]))

    assert shown.count(f'href="{url}"') == 2  # beside the decision, and in what has happened
    assert "We are making the letter" not in shown


def test_until_the_letter_lies_there_the_case_says_that_it_is_being_made(town, monkeypatch):
    def jam(*_given, **_named):
        raise OSError("the press is out of paper")

    monkeypatch.setattr("raadhus.post.use_cases.make_letter.wired", jam)
    town.move_in(ANNE)
    with pytest.raises(OSError, match="out of paper"):
        town.decide_application(ANNE)
    url = reverse("my-page:letter", args=[letter_of_decision(town).id])
    browser = town.log_in(ANNE)

    shown = read(browser, reverse("cases:own-case", args=[only(town, Case).id]))

    assert browser.get(url).status_code == 404
    assert url not in shown
    assert "Read the letter" not in shown
    assert "We are making the letter about the decision." in shown


def test_the_letter_of_a_demo_town_tells_the_port_of_the_site_too(town, monkeypatch):
    told = current_environment().model_copy(update={"site_port": 8099})
    monkeypatch.setattr(compose_decision, "current_environment", lambda: told)
    town.move_in(ANNE)
    town.decide_application(ANNE)

    appeal = letter_of_decision(town).data["appeal"]
    assert "Klag under Min side på egeby.localhost:8099." in appeal
    assert "00\u00a000\u00a000\u00a010" in appeal, "a phone number stays on one line"


def test_a_letter_that_asks_leads_to_the_answer_until_it_is_given(town, asked):
    _case, (_, bo) = asked
    task, letter = only(town, Task), letter_to(town, bo)
    browser = town.log_in(bo)
    page = reverse("my-page:letter", args=[letter.id])
    url = reverse("cases:income", args=[task.id])

    shown = read(browser, page)
    assert "Answer now" in shown
    assert url in shown
    browser.get(url)
    browser.post(url, {"answer": "confirmed"})
    run_all()

    shown = read(browser, page)
    assert "Answer now" not in shown
    assert url not in shown


def test_a_letter_of_a_decision_asks_nothing(town, decided):
    shown = read(town.log_in(ANNE), reverse("my-page:letter", args=[letter_of_decision(town).id]))

    assert "Answer now" not in shown
    assert "Appeal the decision" in shown


@pytest.mark.parametrize(("place", "who"), [(0, "applicant"), (1, "partner")])
def test_the_time_line_says_whose_letter_was_opened(town, asked, place, who):
    _case, pair = asked
    if place == 0:
        task = only(town, Task)
        partner = town.log_in(pair[1])
        partner.get(reverse("cases:income", args=[task.id]))
        partner.post(reverse("cases:income", args=[task.id]), {"answer": "confirmed"})
        run_all()
    letter = letter_to(town, pair[place])

    read(town.log_in(pair[place]), reverse("my-page:letter", args=[letter.id]))
    run_all()

    with transaction(town.tenant):
        told = TimelineEntry.objects.filter(what="letter_opened").values_list("who", "thing_id")
        assert list(told) == [(who, letter.id)]
