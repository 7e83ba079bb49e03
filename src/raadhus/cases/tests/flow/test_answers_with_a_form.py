"""A question that is answered with a form of the package: kept, told in words, and its codes known to the process."""

import datetime as dt
import json

import pytest
from django.apps import apps
from django.urls import reverse

from raadhus.bus.testing import run_all
from raadhus.cases.models import AnswerPaper, PutQuestion, Task
from raadhus.cases.queries.own_papers import read_own_paper
from raadhus.cases.tests.casekit import ANNE, BO, CARL, NOON
from raadhus.cases.tests.flow.test_answers_entered_and_late import scan
from raadhus.cases.tests.flow.test_building_permit import NEAR, answers
from raadhus.cases.tests.packagetown import PackageTown, typed
from raadhus.cases.tests.pagekit import read
from raadhus.cases.use_cases.answer_question import answer_question
from raadhus.cases.use_cases.show_question import get_own_question
from raadhus.cases.use_cases.staff.enter_answer import EnteredAnswer, enter_answer
from raadhus.cases.use_cases.staff.read_case import read_case
from raadhus.catalogue.public import PackageFiles
from raadhus.forms.public import CannotTakeForm, FileRefused
from raadhus.platform import clock
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes

OBJECTS = typed("objection", "Det tager min aftensol.", about=["light", "view"])


class Asking(PackageTown):
    """The town whose permit puts the neighbours' question as ``task`` sets it, and collects ``each`` of what they say."""

    def __init__(self, task: str, each: str = "answer") -> None:
        super().__init__("building-permit", "byg-og-miljoe")
        self._task, self._each = task, each

    def package(self) -> PackageFiles:
        contents = dict(super().package().contents)
        asks = b'question="neighbour" form="neighbour"'
        assert asks in contents["process.bpmn"]
        set_so = contents["process.bpmn"].replace(asks, self._task.encode())
        collects = b'name="neighbour_answers" value="%s"'
        assert collects % b"answer" in set_so
        contents["process.bpmn"] = set_so.replace(collects % b"answer", collects % self._each.encode())
        return PackageFiles(contents)


class AskingForMonth(PackageTown):
    """The town whose neighbours also say in which month it began: the months that can be chosen follow the day."""

    def __init__(self) -> None:
        super().__init__("building-permit", "byg-og-miljoe")

    def package(self) -> PackageFiles:
        contents = dict(super().package().contents)
        form = json.loads(contents["forms/neighbour.json"])
        asked = {"da": "Hvornår?", "nb": "Når?", "en": "When?"}
        form["fields"].append({"key": "when", "kind": "month", "required": False, "label": asked})
        return PackageFiles(contents | {"forms/neighbour.json": json.dumps(form).encode()})


@pytest.fixture
def town(towns, db):
    """Return Egeby with the building permit, Anne and her neighbour."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe").build()
        town.move_in(ANNE, BO, CARL, NEAR)
        yield town


@pytest.fixture
def case(town):
    return town.send(ANNE, answers("Åvej 3", distance=200))


def task_of(town):
    with transaction(town.tenant):
        return PutQuestion.objects.get().task_id


def answer(town, given, uploads=()):
    with transaction(town.tenant):
        filled = answer_question(town.citizen(NEAR), task_of(town), given, uploads)
    run_all()
    return filled


def put(town):
    with transaction(town.tenant):
        return PutQuestion.objects.get()


def letters_to_neighbour(town):
    run_all()
    with transaction(town.tenant):
        rows = apps.get_model("post", "Letter").objects.filter(recipient_id=town.people[NEAR.number])
        return list(rows.order_by("id"))


def test_the_answers_are_kept_and_told_in_words_and_the_process_knows_the_codes_alone(town, case):
    assert answer(town, OBJECTS) is None

    kept = put(town)
    assert (kept.choice, kept.said) == ("objection", "Det tager min aftensol.")
    assert kept.answers["about"] == ["light", "view"]
    with transaction(town.tenant):
        (asked,) = read_case(town.caseworker(CARL), case.id).questions
        own = get_own_question(town.citizen(NEAR), kept.task_id)
        known = processes.variables(town.system, case.process_id)
    assert asked.choice["en"] == "I have objections"
    assert [(one.label, one.parts[0].value) for one in asked.answers] == [
        ("What is it about?", "Light and shade, Being overlooked, or the view")
    ]
    assert own.further == asked.answers
    assert known["neighbour_answers"] == ["objection"]
    assert "aftensol" not in str(known)
    assert town.again(case).status == "with_unit"


def test_the_letter_lists_what_the_form_asks(town, case):
    (letter,) = letters_to_neighbour(town)

    said = letter.data["paragraphs"]
    assert said[-3:] == ["– Dit svar", "– Hvad handler det om?", "– Hvad du vil sige"]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"answer": ["objection"]},
        {"answer": ["perhaps"]},
        {"answer": ["no-objection"], "about": ["noise"]},
        {"answer": ["objection"], "said": ["x" * 10_001]},
    ],
)
def test_what_is_to_be_put_right_is_given_back_and_nothing_is_kept(town, case, wrong):
    filled = answer(town, wrong)

    assert not filled.is_in_order
    assert put(town).answered_at is None
    assert town.again(case).status == "waiting"


def test_inputs_that_the_form_has_not_are_refused_and_nothing_is_kept(town, case):
    with pytest.raises(CannotTakeForm):
        answer(town, OBJECTS | {"case": ["x"]})

    assert put(town).answered_at is None


def test_a_browser_sends_an_answer_without_papers_as_an_empty_text_of_that_name(town, case):
    nete = town.log_in(NEAR)
    url = reverse("cases:question", args=[task_of(town)])

    missing = nete.post(url, {"papers": "", "said": ""})
    assert missing.status_code == 422
    assert "rh-error-summary" in missing.text
    assert put(town).choice == ""
    assert nete.post(url, {"papers": "", "answer": "objection", "said": "Sun."}).status_code == 302
    assert put(town).choice == "objection"


def test_papers_come_with_the_answer_and_only_who_sent_them_and_the_caseworker_read_them(town, case):
    answer(town, OBJECTS, (scan(),))

    with transaction(town.tenant):
        paper = AnswerPaper.objects.get(case=case)
        (own,) = get_own_question(town.citizen(NEAR), paper.task_id).papers
        assert read_own_paper(town.citizen(NEAR), paper.task_id, paper.document_id)[0]
        with pytest.raises(NotFoundHere):
            read_own_paper(town.citizen(ANNE), paper.task_id, paper.document_id)
        shown = read_case(town.caseworker(CARL), case.id).documents
    assert own.document_id == paper.document_id
    assert paper.document_id in {one.id for one in shown}


def test_a_paper_that_may_not_be_kept_is_refused_with_the_answer(town, case):
    with pytest.raises(FileRefused):
        answer(town, OBJECTS, (scan(), scan(b"MZ not a paper")))

    assert put(town).answered_at is None


def test_a_clerk_enters_the_same_form_and_the_letter_tells_all_of_it(town, case):
    with transaction(town.tenant):
        clerk = town.caseworker(CARL)
        wrong = EnteredAnswer(channel="phone", typed=typed("objection"))
        assert not enter_answer(clerk, case.id, task_of(town), wrong).is_in_order
    assert put(town).answered_at is None
    with transaction(town.tenant):
        given = EnteredAnswer(channel="phone", typed=OBJECTS)
        assert enter_answer(clerk, case.id, put(town).task_id, given) is None
    run_all()

    kept = put(town)
    assert (kept.choice, kept.answers["about"], kept.came_by) == ("objection", ["light", "view"], "phone")
    told = letters_to_neighbour(town)[-1].data["paragraphs"]
    assert "Dit svar: Jeg har indvendinger" in told
    assert "Hvad handler det om?: Lys og skygge, Indblik og udsigt" in told


def test_what_a_clerk_entered_in_the_form_is_put_right_as_a_whole(town, case):
    with transaction(town.tenant):
        given = EnteredAnswer(channel="phone", typed=OBJECTS)
        enter_answer(town.caseworker(CARL), case.id, task_of(town), given)
    answer(town, typed("no-objection"))

    kept = put(town)
    assert (kept.choice, kept.said, kept.came_by) == ("no-objection", "", "self-service")
    assert kept.answers == {"answer": "no-objection"}


def test_an_answer_that_could_no_longer_be_given_is_shown_without_a_fault_until_somebody_types(towns, db):
    with clock.frozen(NOON):
        town = AskingForMonth().build()
        town.move_in(ANNE, BO, CARL, NEAR)
        case = town.send(ANNE, answers("Åvej 3", distance=200))
        given = EnteredAnswer(channel="phone", typed=typed("no-objection", when=["2024-12-01"]))
        with transaction(town.tenant):
            assert enter_answer(town.caseworker(CARL), case.id, task_of(town), given) is None
        run_all()
    url = reverse("cases:question", args=[task_of(town)])

    with clock.frozen(NOON + dt.timedelta(days=40)):
        neighbour = town.log_in(NEAR)
        shown = read(neighbour, url)
        refused = neighbour.post(url, typed("no-objection", when=["2024-12-01"]))

    assert 'value="no-objection" checked' in shown
    assert "rh-error" not in shown
    assert "rh-error" in refused.content.decode()
    assert refused.status_code == 422
    assert put(town).came_by == "phone"


def test_more_that_a_form_asks_is_a_variable_of_the_process(towns, db):
    with clock.frozen(NOON):
        town = Asking('question="neighbour" form="neighbour"', each="about").build()
        town.move_in(ANNE, BO, CARL, NEAR)
        case = town.send(ANNE, answers("Åvej 3", distance=200))
        answer(town, OBJECTS)
        with transaction(town.tenant):
            known = processes.variables(town.system, case.process_id)

    assert known["neighbour_answers"] == [["light", "view"]]


@pytest.mark.parametrize("task", ['question="neighbour"', 'question="neighbour" form="no-such"'])
def test_a_question_that_nothing_answers_is_not_put_and_operators_see_it(towns, db, task):
    with clock.frozen(NOON):
        town = Asking(task).build()
        town.move_in(ANNE, BO, CARL, NEAR)
        case = town.send(ANNE, answers("Åvej 3", distance=200))

        with transaction(town.tenant):
            assert not Task.objects.filter(case=case, person_id__isnull=False).exists()
            (incident,) = processes.incidents(town.system)
        assert incident.business_key == case.id
        assert letters_to_neighbour(town) == []
