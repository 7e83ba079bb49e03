"""
What work leaves beside the cases: tasks, notes, messages, links, completions, deadlines, letters to many.

Each statement is one set: so many cases of a town have it, ``n`` is the number of a copied case.
"""

import os
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from raadhus.config.town.postgres.server import Login
from raadhus.config.town.secrets import keep_secrets
from raadhus.config.town.variables import NOWHERE
from raadhus.platform.encryption import seal

SEALED = {
    "title": ("cases.task.shown", b'{"title": "Visit the plot", "form": ""}'),
    "note": ("cases.note.text", b"Called; comes back on Monday with the contract."),
    "question": ("cases.completion.question", b"Please send the contract of employment."),
    "answer": ("cases.completion.answer", b"Here it is."),
    "heading": ("cases.mass_letter.heading", b"Closed on Friday"),
    "text": ("cases.mass_letter.text", b"The office is closed on Friday."),
}
"""Texts that pages open, by the name of their parameter: column, and what stands there."""

_COPIES = """
    CREATE TEMP TABLE bench AS
    SELECT id, tenant_id, applicant_id, unit_id, service_key, opened_at, substr(number, 7)::int AS n
    FROM cases_case WHERE number LIKE 'BENCH-%%';
    CREATE UNIQUE INDEX ON bench (n);
    CREATE TEMP TABLE first_case AS
    SELECT id, tenant_id, applicant_id, unit_id FROM cases_case WHERE number NOT LIKE 'BENCH-%%' LIMIT 1;
    CREATE TEMP TABLE other_unit AS
    SELECT id FROM organisation_unit WHERE key = 'byg-og-miljoe' AND tenant_id = (SELECT tenant_id FROM first_case);
    CREATE TEMP TABLE staff AS
    SELECT row_number() OVER (ORDER BY id = %(me)s DESC, id) - 1 AS place, id FROM organisation_staffmember
    WHERE tenant_id = (SELECT tenant_id FROM first_case) AND is_active;
    ANALYZE bench
"""
_ELSEWHERE = """
    UPDATE cases_case SET unit_id = (SELECT id FROM other_unit)
    FROM bench WHERE bench.id = cases_case.id AND n %% 10 = 7;
    UPDATE bench SET unit_id = (SELECT id FROM other_unit) WHERE n %% 10 = 7
"""
_OWN = """
    UPDATE cases_case SET applicant_id = (SELECT applicant_id FROM first_case)
    FROM bench WHERE bench.id = cases_case.id AND n <= 60;
    UPDATE cases_party SET person_id = (SELECT applicant_id FROM first_case)
    FROM bench WHERE bench.id = case_id AND n <= 60 AND role = 'applicant';
    UPDATE bench SET applicant_id = (SELECT applicant_id FROM first_case) WHERE n <= 60
"""
"""One person has sixty cases more than everybody else."""

_TASK = """
    INSERT INTO cases_task (id, tenant_id, case_id, task_kind, status, unit_id, service_key, person_id, assigned_to,
        due_on, set_aside_until, why, shown, created_at, done_at)
    SELECT md5('{kind}{status}' || n)::uuid, tenant_id, id, '{kind}', '{status}', {unit}, service_key, {person},
        {taken}, current_date + ({due}), {aside}, '[]', {shown}, opened_at + n * interval '1 millisecond', {done}
    FROM bench WHERE {which}
"""
_TAKEN = (
    "(SELECT staff.id FROM staff WHERE place = n / 100 %% 7)"  # two in seven of nobody or of somebody away
)
_OTHER = "(SELECT other_unit.id FROM other_unit)"


def _task(kind: str, which: str, **more: str) -> str:
    """Return the statement for one kind of task; ``done`` is when, and then nothing of it is open."""
    parts = {"unit": "unit_id", "person": "NULL::uuid", "taken": "NULL::uuid", "due": "n / 100 %% 90 - 3"}
    parts |= {"aside": "NULL::date", "shown": "NULL::bytea", "done": "NULL::timestamptz"} | more
    status = "open" if parts["done"].startswith("NULL") else "done"
    return _TASK.format(kind=kind, status=status, which=which, **parts)


_DONE = "opened_at + interval '3 days'"
_TASKS = (
    _task(
        "assess", "n %% 100 = 1", taken=_TAKEN, aside="CASE WHEN n / 100 %% 20 = 0 THEN current_date + 5 END"
    ),
    _task("assess", "n %% 4 = 0", taken=_TAKEN, done=_DONE),
    _task("reassess", "n %% 1000 = 2"),
    _task(
        "work",
        "n %% 100 IN (3, 53)",
        shown="%(title)s",
        unit=f"CASE n %% 100 WHEN 3 THEN unit_id ELSE {_OTHER} END",
    ),
    _task("work", "n %% 10 = 4", shown="%(title)s", taken=_TAKEN, done=_DONE),
    _task("complete", "n %% 200 = 1 OR n <= 25", person="applicant_id"),
    _task("complete", "n %% 10 = 5", person="applicant_id", done=_DONE),
    _task("question", "n %% 500 = 6", person="applicant_id"),
    _task("question", "n %% 20 = 8", person="applicant_id", done=_DONE),
)
_COMPLETIONS = """
    INSERT INTO cases_completion (id, tenant_id, case_id, task_id, asked_at, asked_on, asked_by, question, answer_by,
        stops_clock, letter_id, answered_at, answer, came_by, is_late)
    SELECT md5('completion' || task.id)::uuid, tenant_id, case_id, id, created_at, created_at::date, %(me)s, %(question)s,
        due_on, true, md5('asks' || task.id)::uuid, done_at, CASE WHEN done_at IS NOT NULL THEN %(answer)s::bytea END,
        CASE WHEN done_at IS NOT NULL THEN 'letter' ELSE '' END, false
    FROM cases_task task WHERE task_kind = 'complete'
"""
_PAPERS = """
    INSERT INTO cases_answerpaper (id, tenant_id, case_id, task_id, document_id, at)
    SELECT md5('paper' || task.id)::uuid, tenant_id, case_id, id, md5('document' || task.id)::uuid, done_at
    FROM cases_task task WHERE task_kind = 'complete' AND done_at IS NOT NULL
"""
_QUESTIONS = """
    INSERT INTO cases_putquestion (id, tenant_id, case_id, task_id, question_key, person_id, asked_at, answer_by,
        letter_id, answered_at, choice, came_by)
    SELECT md5('question' || task.id)::uuid, tenant_id, case_id, id, 'objects', person_id, created_at, due_on,
        md5('asks' || task.id)::uuid, done_at, CASE WHEN done_at IS NOT NULL THEN 'no' ELSE '' END, ''
    FROM cases_task task WHERE task_kind = 'question'
"""
_NOTES = """
    INSERT INTO cases_note (id, tenant_id, case_id, at, staff_id, text)
    SELECT md5('note' || n)::uuid, tenant_id, bench.id, opened_at + n * interval '1 millisecond', staff.id, %(note)s
    FROM bench JOIN staff ON place = n / 4 %% 6 WHERE n %% 4 = 1
"""
_MESSAGES = """
    INSERT INTO cases_message (id, tenant_id, case_id, note_id, at, to_staff, read_at)
    SELECT md5('message' || n)::uuid, tenant_id, bench.id, md5('note' || n)::uuid, opened_at + n * interval '1 millisecond',
        staff.id, CASE WHEN n %% 20 = 17 OR n > %(cases)s * 0.98 THEN NULL ELSE opened_at END
    FROM bench JOIN staff ON place = n / 20 %% 2 WHERE n %% 4 = 1 AND n %% 10 IN (5, 7)
"""
"""One in eight messages to two of the staff was never read, and half of all are about cases that lie elsewhere by now."""
_LINKS = """
    INSERT INTO cases_caselink (id, tenant_id, case_id, other_id, made_by, at)
    SELECT md5('link' || here.n)::uuid, here.tenant_id, here.id, there.id, %(me)s, here.opened_at
    FROM bench here JOIN bench there ON there.n = CASE WHEN here.n <= 6000 THEN 1 ELSE here.n - 1 END
    WHERE here.n %% 20 = 0
"""
"""Every twentieth case is linked with another, three hundred of them with one."""
_ESCALATIONS = """
    INSERT INTO cases_escalation (id, tenant_id, task_id, case_id, unit_id, is_over, due_on, at, settled_at, settled_by)
    SELECT md5('told' || task.id)::uuid, tenant_id, id, case_id, unit_id, due_on < current_date, due_on, created_at, done_at,
        CASE WHEN done_at IS NOT NULL THEN %(me)s::uuid END
    FROM cases_task task WHERE person_id IS NULL AND due_on < current_date + 5
"""
_ABSENCES = """
    INSERT INTO cases_absence (id, tenant_id, unit_id, staff_id, stand_in, from_on, until_on, made_by, at)
    SELECT md5('absence' || day || staff.id::text)::uuid, tenant_id, unit_id, staff.id, %(me)s, current_date - day,
        current_date - day + 5, %(me)s, now()
    FROM first_case, staff, generate_series(0, 3650, 10) day WHERE staff.id <> %(me)s
"""
_LETTERS = """
    INSERT INTO cases_massletter (id, tenant_id, staff_id, at, send_at, heading, text, done_at)
    SELECT md5('many' || n)::uuid, tenant_id, (SELECT id FROM staff WHERE place = n %% 3),
        now() - n * interval '3 hours', now() - n * interval '3 hours', %(heading)s, %(text)s, now()
    FROM first_case, generate_series(0, 1999) n;
    INSERT INTO cases_masslettercopy (id, tenant_id, mass_letter_id, case_id, letter_id)
    SELECT md5('copy' || n)::uuid, tenant_id, md5('many' || n / 50 %% 2000)::uuid, id, md5('letter' || n)::uuid
    FROM bench WHERE n <= 100000
"""
_TIME_LINE = """
    INSERT INTO cases_timelineentry (id, tenant_id, case_id, at, what, who, staff_id, thing_id, is_for_citizen)
    SELECT md5(what || n || 'entry')::uuid, tenant_id, id, opened_at + after * interval '1 hour', what, 'staff', %(me)s,
        CASE WHEN what LIKE 'letter%%' THEN md5('letter' || n)::uuid END, what LIKE 'letter%%'
    FROM bench, (VALUES ('task_taken', 1), ('note_written', 2), ('looked_at', 3), ('letter_ordered', 5),
        ('letter_delivered', 6)) AS entry(what, after)
    WHERE n %% 10 = 1 OR n <= 100000
"""
_LONG_TIME_LINE = """
    INSERT INTO cases_timelineentry (id, tenant_id, case_id, at, what, who, staff_id, is_for_citizen)
    SELECT md5('long' || line)::uuid, tenant_id, id, opened_at + line * interval '1 hour', 'looked_at', 'staff',
        %(me)s, false
    FROM bench, generate_series(1, 1000) line WHERE n = 1
"""
_STOPPED = """
    UPDATE processes_instance SET status = 'running', ended_at = NULL
    FROM bench WHERE business_key = bench.id AND n %% 100 = 1;
"""
_PEOPLE = """
    INSERT INTO identity_person (id, tenant_id, given_name, family_name, birth_on, is_name_protected, is_address_protected)
    SELECT bench.applicant_id, person.tenant_id, given_name, family_name, birth_on, false, false
    FROM bench, first_case JOIN identity_person person ON person.id = first_case.applicant_id
    WHERE n %% 100 < 4 OR n %% 100 = 53 OR n <= 100000
    ON CONFLICT DO NOTHING
"""
"""Whoever a page names."""
STATEMENTS = (
    *(
        _COPIES,
        _ELSEWHERE,
        _OWN,
        *_TASKS,
        _COMPLETIONS,
        _PAPERS,
        _QUESTIONS,
        _NOTES,
        _MESSAGES,
        _LINKS,
        _ESCALATIONS,
    ),
    *(_ABSENCES, _LETTERS, _TIME_LINE, _LONG_TIME_LINE, _STOPPED, _PEOPLE),
)


def fill_work(admin: Login, state: Path, staff_name: str) -> None:
    """Add to the copied cases what work on them leaves; ``staff_name``: whose desk is looked at, ``state``: the town's."""
    _seal_as(state)
    with admin.connection() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        given = _given(connection, staff_name)
        for statement in STATEMENTS:
            for one in filter(str.strip, statement.split(";")):
                _run(connection, one, given)
        connection.execute("VACUUM (ANALYZE)")


def _seal_as(state: Path) -> None:
    """Have this process seal as the town whose folder it is."""
    secrets = {f"RAADHUS_{name.upper()}": value for name, value in keep_secrets(state).items()}
    told = {"RAADHUS_MODE": "demo", "RAADHUS_HTTPS": "false", "RAADHUS_KEYS_FILE": str(state / "keys.json")}
    os.environ.update({**NOWHERE, **secrets, **told})


def _run(connection: "psycopg.Connection[Any]", statement: str, given: dict[str, Any]) -> None:
    used = {name: value for name, value in given.items() if f"%({name})s" in statement}
    with psycopg.ClientCursor(connection) as cursor:  # a statement that makes a table takes no parameters
        cursor.execute(statement, used)


def _given(connection: "psycopg.Connection[Any]", staff_name: str) -> dict[str, Any]:
    row = connection.execute(
        "SELECT id, tenant_id, (SELECT count(*) FROM cases_case) FROM organisation_staffmember WHERE name = %s",
        [staff_name],
    ).fetchone()
    if row is None:
        raise LookupError(f"Nobody of the staff is called {staff_name}.")
    tenant = UUID(str(row[1]))
    sealed = {name: seal(tenant, plain, context) for name, (context, plain) in SEALED.items()}
    return {"me": row[0], "cases": row[2], **sealed}
