"""A process calls those of its package and of other services: put in when it begins, and the same for all its life."""

from uuid import UUID, uuid4

import pytest

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import models, public
from raadhus.processes.domain.library import ProcessLibrary, content_hash
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.naming import names_of
from raadhus.processes.public import ServiceProcess
from raadhus.processes.tests.flow.conftest import EGEBY, Town
from raadhus.processes.tests.flow.people import OPERATOR
from raadhus.processes.tests.flow.test_crashes import crash_everywhere
from raadhus.processes.tests.unit.drawing import arrows, model, service, user
from raadhus.processes.use_cases import known_models, list_incidents, services
from raadhus.processes.use_cases.known_models import library_of
from raadhus.processes.use_cases.neighbours import used

pytestmark = pytest.mark.usefixtures("db")

COMPENSATE = "<compensateEventDefinition/>"


def call(identity: str, called: str, inner: str = "", *, of: str = "") -> str:
    """Return a call activity, of a service when one is named."""
    marked = f'<raadhus:call service="{of}"/>' if of else ""
    return (
        f'<callActivity id="{identity}" calledElement="{called}"><extensionElements>{marked}{inner}'
        "</extensionElements></callActivity>"
    )


def edge(identity: str, on: str, what: str) -> str:
    """Return an event on the edge of an activity."""
    return f'<boundaryEvent id="{identity}" attachedToRef="{on}">{what}</boundaryEvent>'


HEARING = model(
    '<startEvent id="start"/>'
    + service("invite")
    + edge("invited", "invite", COMPENSATE)
    + service("uninvite", extra='isForCompensation="true"')
    + '<association id="link" sourceRef="invited" targetRef="uninvite"/>'
    + user("answer")
    + '<exclusiveGateway id="is" default="fine"/><endEvent id="heard"/>'
    + '<endEvent id="nobody"><errorEventDefinition errorRef="Gone"/></endEvent>'
    + arrows("start > invite", "invite > answer", "answer > is", "is > nobody ? absent")
    + '<sequenceFlow id="fine" sourceRef="is" targetRef="heard"/>',
    declarations='<error id="Gone" errorCode="nobody-there"/>',
    process="Hearing",
)
CALLER = model(
    '<startEvent id="start"/>'
    + call(
        "hear",
        "Hearing",
        '<raadhus:input name="who" value="neighbour"/><raadhus:output name="reply" value="said"/>',
        of="neighbour-hearing",
    )
    + edge("gone", "hear", '<errorEventDefinition errorRef="Gone"/>')
    + user("decide")
    + service("alone")
    + f'<intermediateThrowEvent id="back">{COMPENSATE}</intermediateThrowEvent><endEvent id="end"/>'
    + arrows("start > hear", "hear > decide", "decide > back", "back > end", "gone > alone"),
    declarations='<error id="Gone" errorCode="nobody-there"/>',
)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, ServiceProcess]:
    """Return what the municipality's services are, to be filled by a test."""
    found: dict[str, ServiceProcess] = {}

    def find(actor: Actor, service: str) -> ServiceProcess | None:
        return found.get(service) if actor.tenant == EGEBY else None

    monkeypatch.setattr(services, "_registers", [])
    services.register_services(find, lambda actor: found if actor.tenant == EGEBY else ())
    return found


def offer(town: Town, offered: dict[str, ServiceProcess], source: bytes, rules: str = "") -> None:
    ref = public.store_model(town.actor, source, service="neighbour-hearing")
    offered["neighbour-hearing"] = ServiceProcess(ref.hash, rules)


def is_over(town: Town, instance: UUID) -> bool:
    with transaction(EGEBY):
        return public.instance(town.actor, instance).status == "completed"


class TestAServiceThatIsCalled:
    def test_gets_what_goes_in_and_gives_what_comes_out(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        seen: list[object] = []
        town.work = lambda execution: seen.append(dict(execution.variables))
        instance = town.start(CALLER, neighbour="Vera Vang", secret=1)
        assert seen[0] == {"who": "Vera Vang"}
        assert town.standing(instance) == ("hear", "hear/neighbour-hearing.answer")

        crash_everywhere(
            lambda: public.complete_task(
                town.actor,
                town.opened["hear/neighbour-hearing.answer"],
                {"said": "No.", "own": 1, "absent": False},
            )
        )

        assert town.variables(instance) == {"neighbour": "Vera Vang", "secret": 1, "reply": "No."}
        assert town.standing(instance) == ("decide",)

    def test_leaves_known_what_the_model_of_the_instance_was_made_from(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        instance = town.start(CALLER, neighbour="Vera Vang")
        with transaction(EGEBY):
            pinned = public.instance(town.actor, instance).model_hash
            made_from = public.list_made_from([pinned, content_hash(CALLER)])
        assert pinned != content_hash(CALLER)
        assert made_from == {pinned: content_hash(CALLER)}

    def test_lets_its_error_out_to_the_edge(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        instance = town.start(CALLER, neighbour="Vera Vang")
        crash_everywhere(
            lambda: public.complete_task(
                town.actor, town.opened["hear/neighbour-hearing.answer"], {"absent": True}
            )
        )
        assert town.path(instance)[-1] == "alone"
        assert "gone" in town.path(instance)
        assert is_over(town, instance)

    def test_is_taken_back_by_who_called_it(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        instance = town.start(CALLER, neighbour="Vera Vang")
        public.complete_task(
            town.actor, town.opened["hear/neighbour-hearing.answer"], {"said": "Yes.", "absent": False}
        )
        crash_everywhere(lambda: public.complete_task(town.actor, town.opened["decide"], {}))
        assert town.served[-1] == "hear/neighbour-hearing.uninvite"
        assert is_over(town, instance)

    def test_ends_with_who_called_it(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        instance = town.start(CALLER, neighbour="Vera Vang")
        crash_everywhere(lambda: public.cancel(town.actor, instance, reason="Moved away."))
        assert town.withdrawn[-1] == "hear/neighbour-hearing.answer"
        with transaction(EGEBY):
            assert not models.Token.objects.exists()

    def test_decides_by_its_own_rules(self, town: Town, offered) -> None:
        ruled = (
            '<businessRuleTask id="rule"><extensionElements><raadhus:decision ref="Route" result="route"/>'
            "</extensionElements></businessRuleTask>"
        )
        body = '<startEvent id="start"/>' + ruled + user("ask") + arrows("start > rule", "rule > ask")
        offer(town, offered, model(body, process="Hearing"), rules="b" * 64)
        decided: list[tuple[str, str]] = []

        def decide(actor: Actor, rules: str, decision: str, inputs: object, *, subject: str) -> object:
            decided.append((rules, decision))
            return "by letter"

        with used(decide=decide):
            instance = town.start(CALLER.replace(b"said", b"route"), neighbour="Vera Vang")
        assert decided == [("b" * 64, "Route")]
        public.complete_task(town.actor, town.opened["hear/neighbour-hearing.ask"], {})
        assert town.variables(instance)["reply"] == "by letter"

    def test_stays_the_version_of_when_the_case_began(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        before = town.start(CALLER, neighbour="Vera Vang")
        task = town.opened["hear/neighbour-hearing.answer"]
        offer(town, offered, HEARING.replace(b'"answer"', b'"reply"'))
        after = town.start(CALLER, neighbour="Vera Vang")

        assert town.standing(before)[-1] == "hear/neighbour-hearing.answer"
        assert town.standing(after)[-1] == "hear/neighbour-hearing.reply"
        public.complete_task(town.actor, task, {"said": "Yes.", "absent": False})
        assert town.standing(before) == ("decide",)

    def test_is_named_to_people_after_what_calls_it(self, town: Town, offered) -> None:
        offer(town, offered, HEARING.replace(b'id="answer"', b'id="answer" name="Answer"'))
        source = CALLER.replace(b'<callActivity id="hear"', b'<callActivity id="hear" name="Hear them"')
        instance = town.start(source, neighbour="Vera Vang")
        look = public.look_at_instance(OPERATOR, instance)
        assert [one.at.name for one in look.standing] == ["Hear them", "Hear them › Answer"]
        assert look.names["hear/neighbour-hearing.invite"] == "Hear them › invite"
        steps = {step.element: step.name for step in public.list_steps(look.info.model_hash)}
        assert steps["hear/neighbour-hearing.answer"] == "Hear them › Answer"
        assert steps["decide"] == ""

    def test_that_fails_is_named_in_what_operators_read(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)

        def fail(execution: object) -> None:
            raise RuntimeError

        town.work = fail
        instance = town.start(CALLER, neighbour="Vera Vang")
        with transaction(EGEBY):
            (incident,) = public.incidents(OPERATOR)
        assert (incident.instance_id, incident.name) == (instance, "hear › invite")
        assert public.look_at_incident(OPERATOR, incident.id).at.name == "hear › invite"

    def test_whose_cases_fail_is_named_once_for_all_of_them(
        self, town: Town, offered, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        offer(town, offered, HEARING)
        named: list[object] = []

        def fail(execution: object) -> None:
            raise RuntimeError

        def look(program: Program) -> dict[str, str]:
            named.append(program)
            return names_of(program)

        town.work = fail
        for _ in range(3):
            town.start(CALLER, neighbour="Vera Vang")
        monkeypatch.setattr(list_incidents, "names_of", look)
        with transaction(EGEBY):
            assert [one.name for one in public.incidents(OPERATOR)] == ["hear › invite"] * 3
        assert len(named) == 1

    def test_that_is_gone_lets_no_case_begin(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        ref = public.store_model(town.actor, CALLER)
        offered.clear()
        with pytest.raises(public.CannotStartProcess) as found:
            public.start(town.actor, ref.hash, business_key=uuid4(), variables={})
        assert "“neighbour-hearing”" in found.value.detail
        with transaction(EGEBY):
            assert not models.Instance.objects.exists()


def refused(town: Town, source: bytes, *, of: str = "") -> str:
    with transaction(EGEBY):
        before = models.ProcessModel.objects.count()
    with pytest.raises(public.CannotStoreModel) as found:
        public.store_model(town.actor, source, service=of)
    with transaction(EGEBY):
        assert models.ProcessModel.objects.count() == before
    return "; ".join(map(str, found.value.problems))


class TestInstalling:
    def test_refuses_a_service_that_is_not_there_with_name_and_line(self, town: Town, offered) -> None:
        said = refused(town, CALLER)
        assert said == (
            "line 3: callActivity “hear”: The service “neighbour-hearing” with a process is not installed here."
        )

    def test_refuses_a_process_that_the_service_has_not(self, town: Town, offered) -> None:
        offer(town, offered, HEARING.replace(b'"Hearing"', b'"Other"'))
        assert "has no process “Hearing”" in refused(town, CALLER)

    def test_refuses_services_that_call_each_other(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        caller = public.store_model(town.actor, CALLER, service="permit")
        offered["permit"] = ServiceProcess(caller.hash, "")
        back = model(
            '<startEvent id="start"/>' + call("again", "P", of="permit") + arrows("start > again"),
            process="Hearing",
        )
        said = refused(town, back, of="neighbour-hearing")
        assert (
            said
            == "line 3: callActivity “again”: The service “neighbour-hearing” would call itself without end."
        )

    def test_refuses_to_take_away_a_process_that_another_service_calls(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        offered["permit"] = ServiceProcess(public.store_model(town.actor, CALLER, service="permit").hash, "")
        said = refused(town, HEARING.replace(b'"Hearing"', b'"Talk"'), of="neighbour-hearing")
        assert "The service “permit” calls its process “Hearing”, which would be gone." in said

    def test_looks_at_no_service_that_does_not_call_it(self, town: Town, offered, monkeypatch) -> None:
        offer(town, offered, HEARING)
        offered["permit"] = ServiceProcess(public.store_model(town.actor, CALLER, service="permit").hash, "")
        other = model('<startEvent id="start"/>')
        for number in range(5):
            key = f"other-{number}"
            source = other.replace(b'"start"', f'"s{number}"'.encode())
            offered[key] = ServiceProcess(public.store_model(town.actor, source, service=key).hash, "")
        known_models.forget_models()
        loaded: list[int] = []

        def look(row: int) -> ProcessLibrary:
            loaded.append(row)
            return library_of(row)

        monkeypatch.setattr(services, "library_of", look)

        with transaction(EGEBY):
            assert services.list_callers(town.actor, "neighbour-hearing") == ("permit",)
            assert services.list_callers(town.actor, "permit") == ()
            models.ProcessModel.objects.get(id__in=loaded, calls=["neighbour-hearing"])

    def test_asks_a_model_that_was_stored_before_its_calls_were_noted(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        offered["permit"] = ServiceProcess("f" * 64, "")
        with transaction(EGEBY):
            models.ProcessModel.objects.create(hash=content_hash(CALLER), source=CALLER)
        offered["permit"] = ServiceProcess(content_hash(CALLER), "")
        with transaction(EGEBY):
            assert services.list_callers(town.actor, "neighbour-hearing") == ("permit",)

    def test_follows_services_that_share_what_they_call_once_each(self, town: Town, offered) -> None:
        asked: list[str] = []
        (register,) = services._registers

        def find(actor: Actor, service: str) -> ServiceProcess | None:
            asked.append(service)
            return register.find(actor, service)

        services._registers[:] = []
        services.register_services(find, register.list_keys)
        below = ""
        for layer in "abcdefghijklmnopqrst":
            calls = call("x", "P", of=below) + call("y", "P", of=below) if below else ""
            ways = arrows("s > x", "x > y") if below else ""
            source = model(f'<startEvent id="s"/>{calls}{ways}<!-- {layer} -->')
            with transaction(EGEBY):
                models.ProcessModel.objects.create(hash=content_hash(source), source=source, calls=[below])
            offered[layer] = ServiceProcess(content_hash(source), "")
            below = layer
        asked.clear()

        said = refused(town, model('<startEvent id="s"/>' + call("x", "P", of="t") + arrows("s > x")))

        assert "With all that it calls it has more than 5,000 elements." in said
        assert len(asked) < 3 * len(offered)

    def test_refuses_a_service_that_calls_itself(self, town: Town, offered) -> None:
        offer(town, offered, HEARING)
        assert "without end" in refused(town, CALLER, of="neighbour-hearing")


class TestAFileOfThePackage:
    MAIN = model(
        '<startEvent id="start"/>'
        + call("hear", "Hearing")
        + user("decide")
        + arrows("start > hear", "hear > decide")
    )

    def test_is_called_as_one_of_the_same_file(self, town: Town) -> None:
        ref = public.store_model(town.actor, self.MAIN, beside={"hearing": HEARING})
        assert ref.hash == public.address_of(self.MAIN, {"hearing": HEARING})
        assert ref.processes == ("P",)
        instance = public.start(town.actor, ref.hash, business_key=uuid4(), variables={})
        assert town.standing(instance) == ("hear", "hear/hearing.answer")
        public.complete_task(
            town.actor, town.opened["hear/hearing.answer"], {"said": "Yes.", "absent": False}
        )
        assert town.standing(instance) == ("decide",)

    def test_that_nothing_calls_changes_no_address(self) -> None:
        alone = model('<startEvent id="start"/>')
        assert public.address_of(alone, {"hearing": HEARING}) == public.address_of(alone)

    def test_that_is_not_there_is_refused_with_name_and_line(self, town: Town) -> None:
        said = [str(one) for one in public.check_model(self.MAIN, beside={"other": model("", process="O")})]
        assert said == ["line 3: callActivity “hear”: The process “Hearing” is not in this file."]

    def test_files_that_call_each_other_are_refused_with_name_and_line(self) -> None:
        back = model(
            '<startEvent id="start"/>' + call("again", "P") + arrows("start > again"), process="Hearing"
        )
        for source, other in ((self.MAIN, back), (back, self.MAIN)):
            said = [str(one) for one in public.check_model(source, beside={"other": other}) if one.is_error]
            assert len(said) == 1
            assert said[0].startswith("line 3: callActivity")
            assert "without end" in said[0]
