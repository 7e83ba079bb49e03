"""Ask the partner to confirm their own income: after a login of their own, never through the applicant."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext, override

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseStatus, PartyRole, TaskKind
from raadhus.cases.models import Case, Party, Task
from raadhus.cases.use_cases import tasks
from raadhus.cases.use_cases.gather_figures import partner_of
from raadhus.cases.use_cases.letters.write_letters import send_message
from raadhus.cases.use_cases.move_case import move_case
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.identity.public import person
from raadhus.notifications.public import notify
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.processes.public import BusinessError
from raadhus.ui.words import date_in_words

DUE = "cases.partner"  # wakes us when a caseworker asked; a process has its own timer


def ask_partner(
    actor: Actor,
    case: Case,
    *,
    answer_by: dt.date,
    process_task: UUID | None,
    unit_id: UUID | None = None,
) -> Task:
    """
    Ask the partner of ``case`` until the end of ``answer_by``, by letter and short message.

    ``unit_id``: the unit that asks, where it is not the case's own.

    Raises: BusinessError "no-partner" when the case has none. Emits: TaskCreated.
    """
    partner = partner_of(case)
    if partner is None:
        raise BusinessError("no-partner", "The case has no partner to ask.")
    order = tasks.TaskOrder(
        kind=TaskKind.CONFIRM_INCOME,
        due_on=answer_by,
        person_id=partner,
        process_task=process_task,
        unit_id=unit_id,
    )
    task = tasks.open_task(case, order)
    move_case(case, CaseStatus.WITH_PARTNER)
    write_timeline(actor, case, Happening.PARTNER_ASKED, Who.TOWN, thing_id=task.id)
    _write_to(actor, case, partner, answer_by)
    notify(actor, partner, "task_waits", about=task.id, subject=case.flow)
    return task


def _write_to(actor: Actor, case: Case, partner: UUID, answer_by: dt.date) -> None:
    town = municipality(actor.tenant)
    applicant = _name_to_tell(actor, case)
    with override(town.language):
        send_message(
            actor,
            case,
            recipient_id=partner,
            title=gettext("Please confirm your income"),
            heading=gettext("Please confirm your income"),
            paragraphs=_why_we_ask(case, applicant),
            box_title=gettext("Answer by %(day)s") % {"day": date_in_words(answer_by)},
            box_text=gettext(
                "If we do not hear from you, a caseworker goes on with the case. That takes longer."
            ),
        )


def _name_to_tell(actor: Actor, case: Case) -> str:
    """Return the applicant's name for the partner's letter; empty when the applicant is, or was, protected."""
    parties = Party.objects.filter(case=case, role=PartyRole.APPLICANT)
    if any(party.hides_name or party.hides_address for party in parties):
        return ""
    applicant = person(actor, case.applicant_id)
    return "" if applicant.is_name_protected or applicant.is_address_protected else applicant.name


def _why_we_ask(case: Case, applicant: str) -> tuple[str, ...]:
    """Return the letter's paragraphs in the active language; without a name it speaks of the partner."""
    if not applicant:
        return (
            gettext(
                "Your partner has applied for “%(subject)s”. What you earn counts too, because you live together."
            )
            % {"subject": case.subject},
            gettext(
                "Log in on our website with your own login. You see what the income register says about you,"
                " and say whether it is right. Your partner does not get to see it."
            ),
        )
    return (
        gettext(
            "%(applicant)s has applied for “%(subject)s”. What you earn counts too, because you live together."
        )
        % {"applicant": applicant, "subject": case.subject},
        gettext(
            "Log in on our website with your own login. You see what the income register says about you,"
            " and say whether it is right. %(applicant)s does not get to see it."
        )
        % {"applicant": applicant},
    )
