"""An operator looks after running processes: what failed is tried again, answered or moved; cases go to a new version."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, CARL
from raadhus.identity.public import list_seen, note_seen
from raadhus.platform import clock
from raadhus.processes import public as processes
from raadhus.workspace.tests.deskkit import LEADERS, OPERATORS, page
from raadhus.workspace.tests.processkit import NEW, OLD, TOWN, Plans, plans

HOME = "/work/processes/"
WRITTEN = (
    "processes.Instance",
    "processes.Token",
    "processes.Intervention",
    "cases.Decision",
    "identity.SeenEntry",
)


@pytest.fixture
def operator(desk):
    """Return an operator's browser."""
    return desk.staff(OPERATORS, name="Ole Drift")


@pytest.fixture
def register() -> Iterator[Plans]:
    """Return the register of plans."""
    with plans() as register:
        yield register


@pytest.fixture
def failed(desk, register):
    """Return an instance whose first step has failed, while the register was down."""
    register.is_down = True
    instance = register.start(applicant="A-17")
    register.is_down = False
    return instance


def incident_of(desk, instance):
    with desk.transaction():
        incidents = apps.get_model("processes.Incident").objects
        return incidents.get(instance_id=instance, settled_at=None).id


def status_of(desk, instance):
    with desk.transaction():
        return processes.instance(TOWN, instance)


def all_of(name):
    return list(apps.get_model(name).objects.order_by("id").values_list())


class TestAMatterOfOnesOwn:
    def test_is_neither_shown_nor_moved(self, desk):
        desk.town.move_in(CARL)
        case = desk.town.decide_application(CARL, contested=True)
        carl = desk.staff(OPERATORS, name=CARL.name, number=CARL.number)
        with desk.transaction():
            (token,) = apps.get_model("processes.Token").objects.filter(instance_id=case.process_id)
            before = [all_of(name) for name in WRITTEN]
        why = {"reason": "Mine.", "move": f"{token.id}.send_decision", "way": "as-it-stands"}
        address = f"{HOME}{case.process_id}/"

        assert "concerns you or somebody in your household" in carl.get(address).text
        for act in ("pause", "move", "cancel"):
            assert carl.post(f"{address}{act}/", why).status_code == 403
        with desk.transaction():
            assert [all_of(name) for name in WRITTEN] == before

    def test_whom_it_concerns_can_see_that_an_operator_looked(self, desk, operator):
        desk.town.move_in(ANNE)
        case = desk.town.decide_application(ANNE, contested=True)
        page(operator, f"{HOME}{case.process_id}/")

        with desk.transaction():
            assert [seen.what for seen in list_seen(desk.town.citizen(ANNE))] == ["process"]
        assert "looked at how your case runs" in page(desk.citizen(ANNE), "/my/seen/")

    def test_a_sitting_is_one_look_and_the_next_one_another(self, desk, operator):
        desk.town.move_in(ANNE)
        case = desk.town.decide_application(ANNE, contested=True)
        noted = apps.get_model("platform.AuditEntry").objects.filter(act="processes.look_at")
        for _reload in range(3):
            page(operator, f"{HOME}{case.process_id}/")
        with desk.transaction():
            assert (len(list_seen(desk.town.citizen(ANNE))), noted.count()) == (1, 1)

        with clock.frozen(clock.now() + dt.timedelta(minutes=11)):
            page(operator, f"{HOME}{case.process_id}/")
        with desk.transaction():
            assert (len(list_seen(desk.town.citizen(ANNE))), noted.count()) == (2, 2)

    def test_a_look_that_another_release_noted_is_told_all_the_same(self, desk):
        desk.town.move_in(ANNE)
        with desk.transaction():
            note_seen(desk.town.caseworker(), desk.town.people[ANNE.number], "something-new")
        assert "looked at your data" in page(desk.citizen(ANNE), "/my/seen/")


class TestWhatFailed:
    def test_is_listed_with_what_was_said(self, desk, operator, failed):
        shown = page(operator, HOME)
        assert "1 step has failed" in shown
        assert "ConnectionError" in shown

    def test_is_shown_with_its_values_and_linked_from_operations(self, desk, operator, failed):
        url = f"/work/processes/incidents/{incident_of(desk, failed)}/"
        assert url in page(operator, "/work/operations/")
        shown = page(operator, url)
        assert "Fetch the plan (fetch)" in shown
        assert "A-17" in shown

    def test_is_tried_again_and_goes_on(self, desk, operator, failed):
        url = f"/work/processes/incidents/{incident_of(desk, failed)}/retry/"
        answer = operator.post(url, follow=True)
        assert "The step went well this time" in answer.text
        assert status_of(desk, failed).standing == ("ask",)
        assert operator.post(url).status_code == 409

    def test_that_fails_again_stays_on_its_page(self, desk, operator, register, failed):
        register.is_down = True
        url = f"/work/processes/incidents/{incident_of(desk, failed)}/retry/"
        assert "2 times" in operator.post(url, follow=True).text

    def test_is_answered_by_hand(self, desk, operator, failed):
        url = f"/work/processes/incidents/{incident_of(desk, failed)}/answer/"
        sent = {"reason": "Found on paper.", "values": '{plan: "7-a", pages: 3}'}
        assert "gone on with your answer" in operator.post(url, sent, follow=True).text
        with desk.transaction():
            assert processes.variables(TOWN, failed)["plan"] == "7-a"
        shown = page(operator, f"{HOME}{failed}/")
        assert "Found on paper. · Ole Drift" in shown
        assert "answered by hand" in shown

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({"reason": "", "values": ""}, "A reason is missing"),
            ({"reason": "x", "values": "plan = "}, "The values cannot be read"),
            ({"reason": "x", "values": "5"}, "The values cannot be read"),
        ],
    )
    def test_is_left_alone_when_the_form_is_not_right(self, desk, operator, failed, sent, told):
        url = f"/work/processes/incidents/{incident_of(desk, failed)}/answer/"
        answer = operator.post(url, sent)
        assert (answer.status_code, told in answer.text) == (422, True)
        assert f"{sent['values']}</textarea>" in answer.text
        assert status_of(desk, failed).standing == ("fetch",)


class TestAStepOfACase:
    """Its handlers work for the house: an operator may not open the case, and yet lets it go on."""

    @pytest.fixture
    def instance(self, desk):
        def fail(execution):
            raise ConnectionError

        desk.town.move_in(ANNE)
        with processes.handlers.replaced("cases.decide", fail):
            case = desk.town.decide_application(ANNE)
        with desk.transaction():
            return processes.find_instances(TOWN, case.id)[0]

    def test_goes_well_when_an_operator_has_it_tried_again(self, desk, operator, instance):
        url = f"/work/processes/incidents/{incident_of(desk, instance)}/retry/"
        assert "The step went well this time" in operator.post(url, follow=True).text
        assert status_of(desk, instance).status == "completed"

    def test_is_left_to_its_unit_when_the_process_is_cancelled(self, desk, operator, instance):
        operator.post(f"{HOME}{instance}/cancel/", {"reason": "The model is wrong.", "way": "take-back"})
        run_all()
        assert status_of(desk, instance).status == "cancelled"
        with desk.transaction():
            (task,) = apps.get_model("cases.Task").objects.filter(status="open")
            assert (task.task_kind, task.case.status) == ("assess", "with_unit")


class TestOneProcess:
    def test_is_paused_and_goes_on(self, desk, operator, register):
        instance = register.start()
        operator.post(f"{HOME}{instance}/pause/", {"reason": "The plan is wrong."})
        shown = page(operator, f"{HOME}{instance}/")
        assert "Let it go on" in shown
        assert "The plan is wrong. · Ole Drift" in shown
        operator.post(f"{HOME}{instance}/resume/", {"reason": "It is right now."})
        assert status_of(desk, instance).status == "running"

    def test_is_moved_by_hand_from_where_it_stands(self, desk, operator, register):
        instance = register.start()
        with desk.transaction():
            token = apps.get_model("processes.Token").objects.get(instance_id=instance).id
        sent = {"reason": "Fetch anew.", "move": f"{token}.fetch"}
        assert f"{token}.fetch" in page(operator, f"{HOME}{instance}/")
        assert operator.post(f"{HOME}{instance}/move/", sent).status_code == 302
        assert operator.post(f"{HOME}{instance}/move/", sent).status_code == 409
        assert "Look at it (ask) → Fetch the plan (fetch)" in page(operator, f"{HOME}{instance}/")

    @pytest.mark.parametrize("act", ["pause", "resume", "cancel", "move"])
    def test_refused_stands_again_with_what_was_typed(self, desk, operator, register, act):
        instance = register.start()
        typed = {"reason": "" if act != "resume" else "It is right.", "values": "{pages: 3}"}
        with desk.transaction():
            before = [all_of(name) for name in WRITTEN[:3]]
            token = apps.get_model("processes.Token").objects.get(instance_id=instance).id
        typed["move"] = f"{token}.fetch"

        answer = operator.post(f"{HOME}{instance}/{act}/", typed)

        assert answer.status_code == (409 if act == "resume" else 422)
        assert ("This process is not paused" if act == "resume" else "A reason is missing") in answer.text
        assert "{pages: 3}</textarea>" in answer.text
        assert re.search(rf'<option value="{token}\.fetch"[^>]* selected', answer.text)
        assert f"{typed['reason']}</textarea>" in answer.text
        with desk.transaction():
            assert [all_of(name) for name in WRITTEN[:3]] == before

    @pytest.mark.parametrize("way", ["take-back", "as-it-stands"])
    def test_is_cancelled(self, desk, operator, register, way):
        instance = register.start()
        operator.post(f"{HOME}{instance}/cancel/", {"reason": "Applied twice.", "way": way})
        assert status_of(desk, instance).status == "cancelled"
        assert "Nothing can be done here any more" in page(operator, f"{HOME}{instance}/")


class TestANewVersion:
    def choose(self, **sent):
        old, new = (processes.store_model(TOWN, source).hash for source in (OLD, NEW))
        return {
            "old": f"{old}.permit",
            "new": f"{new}.permit",
            "mapping": "ask = examine",
            "reason": "",
        } | sent

    def test_of_the_same_process_stands_there_and_no_other_process_does(self, desk, operator, register):
        register.start()
        chosen = self.choose()
        shown = page(operator, f"{HOME}migrate/?old={chosen['old']}")
        assert re.search(rf'<option value="{re.escape(chosen["new"])}"[^>]* selected', shown)
        shown = page(operator, f"{HOME}migrate/?old={chosen['old'].partition('.')[0]}.another")
        assert "This process has no other version yet." in shown

    def test_is_never_one_of_another_process(self, desk, operator, register):
        register.start()
        strange = processes.store_model(TOWN, NEW.replace(b'"permit"', b'"another"')).hash
        for act in ("try", "begin"):
            sent = self.choose(act=act, new=f"{strange}.another", reason="New act.")
            answer = operator.post(f"{HOME}migrate/", sent)
            assert answer.status_code == 422
            assert "That is another process" in answer.text
        with desk.transaction():
            assert not apps.get_model("processes.Migration").objects.exists()

    def test_is_looked_at_before_and_says_what_would_stay_behind(self, desk, operator, register):
        register.start()
        answer = operator.post(f"{HOME}migrate/", self.choose(act="try", mapping=""))
        assert "0 cases would go along, 1 would stay behind" in answer.text
        assert "The step is not in the new version" in answer.text
        answer = operator.post(f"{HOME}migrate/", self.choose(act="try"))
        assert "1 case would go along." in answer.text

    def test_is_begun_followed_and_done(self, desk, operator, register):
        instance = register.start()
        answer = operator.post(f"{HOME}migrate/", self.choose(act="begin", reason="New act."), follow=True)
        assert "under way" in answer.text
        run_all()
        assert "1 of 1 case" in page(operator, answer.redirect_chain[-1][0])
        assert status_of(desk, instance).standing == ("examine",)
        assert "Moved to a new version" in page(operator, f"{HOME}{instance}/")
        assert "To new versions" in page(operator, HOME)

    def test_is_stopped_and_goes_on(self, desk, operator, register):
        register.start()
        answer = operator.post(f"{HOME}migrate/", self.choose(act="begin", reason="New act."), follow=True)
        url = answer.redirect_chain[-1][0]
        assert "Go on" in operator.post(f"{url}stop/", follow=True).text
        run_all()
        assert "0 of 1 case" in page(operator, url)
        operator.post(f"{url}go-on/")
        run_all()
        assert "1 of 1 case" in page(operator, url)

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({"old": "x"}, "Choose a version"),
            ({"new": ""}, "Choose another version"),
            ({"mapping": "ask examine"}, "This line has no sign ="),
            ({"mapping": "never = examine"}, "These are in neither version: never"),
            ({"act": "begin"}, "Write in a few words why"),
        ],
    )
    def test_says_what_is_not_right_and_moves_nothing(self, desk, operator, register, sent, told):
        register.start()
        answer = operator.post(f"{HOME}migrate/", self.choose(**sent))
        assert (answer.status_code, told in answer.text) == (422, True)
        with desk.transaction():
            assert not apps.get_model("processes.Migration").objects.exists()


def test_nothing_on_its_way_is_said_kindly(operator):
    assert "No case is on its way" in page(operator, HOME)
    assert "No case is on its way" in page(operator, f"{HOME}migrate/")


def test_others_at_work_have_no_such_page(desk, failed):
    for browser in (desk.staff(), desk.staff(LEADERS, name="Lis Leder")):
        for url in (HOME, f"{HOME}migrate/", f"{HOME}{failed}/"):
            assert browser.get(url).status_code == 403


@pytest.mark.parametrize("language", ["da", "nb"])
def test_every_page_speaks_the_language_of_its_reader(desk, failed, language):
    browser = desk.staff(OPERATORS, name="Ole Drift", language=language)
    for url in (HOME, f"{HOME}migrate/", f"{HOME}{failed}/", f"{HOME}incidents/{incident_of(desk, failed)}/"):
        shown = page(browser, url)
        assert "Processes" not in shown
        assert ("Processer" if language == "da" else "Prosesser") in shown
