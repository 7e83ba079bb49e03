"""Pages around the desk in a real browser: who is away, deadlines, what an applicant adds, and what a clerk fills in."""

import pytest
from django.apps import apps

from raadhus.cases.tests.casekit import ANNE, BO
from raadhus.platform import clock
from raadhus.workspace.tests.browser.test_desk import waiting
from raadhus.workspace.tests.deskkit import FRONTDESK, LEADERS, all_of
from raadhus.workspace.tests.flow.test_absences import note
from raadhus.workspace.tests.flow.test_help_to_apply import FORM, begin, marks_on
from raadhus.workspace.tests.flow.test_messages import tell
from tests.browserkit import violations, width_of

pytestmark = pytest.mark.browser


def asked(desk, mette):
    """Let Mette ask the applicant of a case for something; return who is asked, the task, and the case."""
    task = next(one for one in waiting() if one.task_kind == "assess")
    case = next(one for one in all_of("cases.Case") if one.id == task.case_id)
    mette.post(f"/work/cases/{case.id}/tasks/{task.id}/ask-to-complete/", {"question": "Your pay slip."})
    applicant = next(
        one for one in desk.town.book.values() if desk.town.people[one.number] == case.applicant_id
    )
    told = next(one for one in all_of("cases.Task") if one.task_kind == "complete")
    return desk.citizen(applicant), told, case


def told_of(desk, task):
    """Let leaders have been told of a deadline."""
    with desk.transaction():
        apps.get_model("cases.Escalation").objects.create(
            task_id=task.id,
            case_id=task.case_id,
            unit_id=task.unit_id,
            is_over=False,
            due_on=task.due_on,
            at=clock.now(),
        )


def test_no_page_around_the_desk_has_an_accessibility_violation_or_is_too_wide(busy, opened):
    busy.staff(name="Lone Lund")
    mette, lis = busy.staff(), busy.staff(LEADERS, name="Lis Leder")
    told_of(busy, waiting()[0])
    applicant, completion, case = asked(busy, mette)
    tell(busy, case)
    closed = next(one for one in all_of("cases.Case") if one.status == "closed")
    mette.post(f"/work/cases/{case.id}/links/", {"number": closed.number})
    note(busy, mette)
    clerk = busy.staff(FRONTDESK, name="Finn Front")
    busy.town.move_in(busy.town.book.get(BO.number, BO), busy.town.book.get(ANNE.number, ANNE))
    begin(clerk)
    clerk.post(FORM, marks_on(clerk, FORM))
    pages = (
        (mette, "/work/absences/"),
        (lis, "/work/deadlines/"),
        (busy.staff(name="Lone Lund"), "/work/"),
        (mette, f"/work/cases/{case.id}/?show=messages"),
        (mette, f"/work/cases/{closed.id}/"),
        (applicant, f"/my/tasks/{completion.id}/completion/"),
        (clerk, FORM),
        (clerk, f"{FORM}household/"),
        (clerk, f"{FORM}blank/"),
    )
    found, widths = {}, {}
    for scheme, width in (("light", 1280), ("dark", 320)):
        for browser, path in pages:
            page = opened(
                browser, path, width=width, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
            )
            found[scheme, width, path] = violations(page)
            widths[scheme, width, path] = width_of(page)
            page.close()

    assert {place: told for place, told in found.items() if told} == {}
    assert widths == {place: place[1] for place in widths}
