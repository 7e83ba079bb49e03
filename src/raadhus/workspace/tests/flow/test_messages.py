"""What colleagues write to each other in a case, in one time line with what is written to and by the applicant."""

from django.db import connection

from raadhus.bus.testing import run_all
from raadhus.cases.tests.casekit import ANNE, CARL
from raadhus.workspace.tests.deskkit import FRONTDESK, all_of, page

SAID = "Can you look at the pay slip?"


def staff_id(name):
    return next(row.id for row in all_of("organisation.StaffMember") if row.name == name)


def tell(desk, case, name="Lone Lund", said=SAID):
    """Let Mette write to the colleague called ``name``; return Mette's browser and the answer."""
    mette = desk.staff()
    return mette, mette.post(f"/work/cases/{case.id}/notes/", {"text": said, "to": str(staff_id(name))})


def test_a_colleague_finds_what_was_written_until_they_open_the_case(desk, case):
    lone = desk.staff(name="Lone Lund")
    mette, answer = tell(desk, case)
    assert "Your colleague is told" in page(mette, answer.url)
    link = f"/work/cases/{case.id}/?show=messages#happened"

    assert f"Mette Juhl · {case.number}" in page(lone, "/work/")
    assert link in page(lone, "/work/")
    assert link not in page(mette, "/work/")
    assert f"To Lone Lund: {SAID}" in page(lone, link)
    assert "Written to you" not in page(lone, "/work/")


def test_notes_questions_and_answers_stand_in_one_time_line(desk, case, url):
    desk.staff(name="Lone Lund")
    mette, _answer = tell(desk, case)
    mette.post(f"/work/cases/{case.id}/notes/", {"text": "Called him."})
    mette.post(f"{url}/ask-to-complete/", {"question": "Your pay slip."})
    task = next(task for task in all_of("cases.Task") if task.task_kind == "complete")
    desk.citizen(ANNE).post(f"/my/tasks/{task.id}/completion/", {"text": "I send it."})
    run_all()

    shown = page(mette, f"/work/cases/{case.id}/?show=messages")
    line = shown[shown.index('id="happened"') :]
    places = [line.index(text) for text in ("I send it.", "Your pay slip.", "Called him.", SAID)]
    assert places == sorted(places)
    assert "Decide" not in line[: line.index("</ol>")]


def test_what_colleagues_write_is_not_told_to_the_applicant(desk, case):
    desk.staff(name="Lone Lund")
    tell(desk, case)

    assert SAID not in page(desk.citizen(ANNE), f"/my/cases/{case.id}/")
    assert "Written to a colleague" not in page(desk.citizen(ANNE), f"/my/cases/{case.id}/")


def test_only_caseworkers_of_the_unit_are_written_to(desk, case):
    desk.staff(FRONTDESK, name="Finn Front")

    assert tell(desk, case, "Finn Front")[1].status_code == 404
    assert all_of("cases.Note") == []


def test_nobody_is_written_to_about_their_own_household(desk, case):
    desk.town.move_together(ANNE, CARL)
    desk.carl()

    answer = tell(desk, case, CARL.name)[1]
    assert answer.status_code == 403
    assert "concerns that colleague" in answer.text
    assert all_of("cases.Note") == all_of("cases.Message") == []


def test_what_is_unread_is_found_by_an_index(desk, case):
    with desk.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM cases_message WHERE to_staff = %s AND read_at IS NULL ORDER BY at DESC LIMIT 10",
            [case.id],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "cases_message_unread" in plan
    assert "Sort" not in plan, plan
