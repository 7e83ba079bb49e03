"""What the applicant says against a decision: before it in a hearing, after it in an appeal."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public import ONLINE, CaseKind, CompletionInfo, QuestionInfo, StaffCase
from raadhus.ui.parts import Fact
from raadhus.ui.words import amount_in_words, date_in_words, short_date_in_words
from raadhus.workspace.web.case_page.in_words import day_of
from raadhus.workspace.web.case_page.link import Link
from raadhus.workspace.web.words import CHANNEL


def appeal_facts(case: StaffCase) -> Iterable[Fact]:
    """Say until when it could be appealed, whether it came in time, and who decides in the end."""
    if case.appeal is None:
        return
    yield Fact(label=_("Appealed"), value=day_of(case.appeal.filed_at))
    if case.appeal.last_on:
        in_time = _("too late") if case.appeal.is_late else _("in time")
        yield Fact(label=_("Last day"), value=f"{date_in_words(case.appeal.last_on)} · {in_time}")
    yield Fact(label=_("Decides in the end"), value=case.appeal.instance)


def hearing_facts(case: StaffCase) -> Iterable[Fact]:
    """Say what each hearing was answered with."""
    for hearing in case.hearings:
        if hearing.answered_at is None:
            answer = _("no answer yet, time until %(day)s") % {"day": short_date_in_words(hearing.answer_by)}
        else:
            answer = hearing.answer or _("agrees")
        yield Fact(label=_("Answer to the hearing"), value=answer)


def completion_facts(case: StaffCase) -> Iterable[Fact]:
    """Say what the applicant was asked to add, and what they answered."""
    for asked in case.completions:
        if asked.answered_at is None:
            answer = _("no answer yet, time until %(day)s") % {"day": short_date_in_words(asked.answer_by)}
        else:
            answer = _with_way(asked.answer or _("papers, see below"), asked)
        yield Fact(label=_("Asked of the applicant"), value=asked.question)
        yield Fact(label=_("Their answer"), value=answer)


def question_facts(case: StaffCase) -> Iterable[Fact]:
    """Say whom the package has asked what, what each answered, and what was charged."""
    names = {party.person_id: party for party in case.parties}
    for asked in case.questions:
        party = names.get(asked.person_id)
        who = (_("Protected name") if party.is_name_hidden else party.name) if party else ""
        yield Fact(label=_("Asked: %(name)s") % {"name": who}, value=_answer_to(asked))
        for one in asked.answers:
            value = ", ".join(part.value for part in one.parts)
            yield Fact(label=f"{who}: {one.label}", value=value)
    yield from _counted(case.questions)
    if case.charge is not None:
        day = date_in_words(case.charge.due_on)
        value = _("%(amount)s, to be paid by %(day)s") % {
            "amount": amount_in_words(case.charge.amount),
            "day": day,
        }
        yield Fact(label=_("Fee"), value=value)


def _counted(questions: tuple[QuestionInfo, ...]) -> Iterable[Fact]:
    """Say how many gave which answer to what several people were asked."""
    for key in dict.fromkeys(one.key for one in questions):
        asked = [one for one in questions if one.key == key]
        if len(asked) > 1:
            counts = Counter(_in_short(one) for one in asked)
            told = " · ".join(f"{count} {answer}" for answer, count in counts.items())
            yield Fact(label=_("Answers in all"), value=told)


def _in_short(asked: QuestionInfo) -> str:
    if asked.choice:
        return _("“%(reason)s”") % {"reason": asked.choice.get(get_language() or "en", asked.choice["en"])}
    return _("without an answer in time") if asked.is_over else _("not answered yet")


def work_facts(case: StaffCase) -> Iterable[Fact]:
    """Say what was filled in where a step of the process was done."""
    for done in case.work:
        for answer in done.answers:
            value = ", ".join(part.value for part in answer.parts)
            yield Fact(label=f"{done.title}: {answer.label}", value=value)


def _answer_to(asked: QuestionInfo) -> str:
    language = get_language() or "en"
    if not asked.choice:
        if asked.is_over:
            return _("no answer in time")
        return _("no answer yet, time until %(day)s") % {"day": short_date_in_words(asked.answer_by)}
    chosen = asked.choice.get(language, asked.choice["en"])
    return _with_way(f"{chosen}. {asked.said}" if asked.said else chosen, asked)


def _with_way(answer: str, asked: QuestionInfo | CompletionInfo) -> str:
    """Return the answer with how it came, where a colleague entered it, and that it came late."""
    notes = []
    if asked.came_by in CHANNEL and asked.came_by != ONLINE:
        notes.append(_("entered by a colleague, %(channel)s") % {"channel": CHANNEL[asked.came_by]})
    if asked.is_late and asked.answered_at is not None:
        notes.append(_("late, came %(day)s") % {"day": day_of(asked.answered_at)})
    return " · ".join([answer, *notes])


def answers_to_enter(case: StaffCase) -> Iterable[Link]:
    """Lead to where an answer is entered that somebody gives on paper, on the phone or at the desk."""
    names = {party.person_id: party for party in case.parties}
    theirs = {task.id for task in case.tasks if case.desks & {task.unit_id, case.unit_id}}
    for asked in case.completions:
        if asked.may_enter and asked.task_id in theirs:
            yield _to_enter(case, asked.task_id, _("Enter the applicant's answer"))
    for one in case.questions:
        party = names.get(one.person_id)
        if one.may_enter and one.task_id in theirs and party is not None:
            yield _to_enter(case, one.task_id, _("Enter the answer of %(name)s") % {"name": party.name})


def _to_enter(case: StaffCase, task_id: UUID, title: str) -> Link:
    return Link(title=title, url=reverse("workspace:enter-answer", args=[case.id, task_id]))


def linked_cases(case: StaffCase) -> Iterable[Link]:
    """Lead to the first case of an appeal, or to the appeals of a case."""
    for other in case.linked:
        title = _("The first case, %(number)s")
        if other.kind is CaseKind.APPEAL:
            title = _("The appeal, %(number)s")
        if other.link_id is not None:
            title = _("Belongs to this too: %(number)s")
        is_for_reader = other.link_id is not None and case.may_be_acted_on
        yield Link(
            title=title % {"number": other.number},
            url=reverse("workspace:case", args=[other.id]),
            delete_url=reverse("workspace:unlink", args=[case.id, other.link_id]) if is_for_reader else "",
        )
