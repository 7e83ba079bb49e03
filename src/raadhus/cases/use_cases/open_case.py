"""Open a case for an application that was sent, once, and start its process."""

from collections.abc import Iterable
from uuid import UUID

from raadhus.bus import outbox
from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.domain.states import CaseKind, CaseStatus, PartyRole
from raadhus.cases.events import CaseOpened
from raadhus.cases.models import Case, Party
from raadhus.cases.queries.partners import partner_by_register
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.fresh_case import opening
from raadhus.cases.use_cases.number_case import number_case
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import (
    Package,
    package,
)
from raadhus.forms.public import SubmissionInfo, submission
from raadhus.identity.public import person
from raadhus.organisation.public import municipality, unit_by_key
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.appending import append, append_all
from raadhus.processes import public as processes

_opened = ReadyQuery(lambda submission_id: Case.objects.filter(submission_id=submission_id))


def open_case(actor: Actor, submission_id: UUID, *, flow: str) -> UUID:
    """
    Open the case of one submission and start its process; return its id, the old one when it is open already.

    ``flow``: the event subject of the application. Called by a job. Emits: CaseOpened.
    """
    known = _opened.first(submission_id=submission_id)
    if known is not None:
        return known.id
    sent = submission(actor, submission_id)
    rules = package(sent.package_hash)
    case = _new_case(actor, sent, rules, flow)
    parties = append_all(_parties(actor, case, sent))
    write_timeline(actor, case, Happening.OPENED, Who.APPLICANT, thing_id=submission_id)
    if sent.entered_by is not None:
        how = {"channel": sent.channel, "check": sent.identity_check}
        write_timeline(
            actor,
            case,
            Happening.ENTERED,
            Who.STAFF,
            thing_id=submission_id,
            detail=how,
            staff_id=sent.entered_by,
        )
    outbox.emit(
        CaseOpened(
            subject=flow,
            case_id=case.id,
            service_key=case.service_key,
            kind=case.case_kind,
            channel=case.channel,
            submission_id=submission_id,
        )
    )
    with opening(case, sent, _partner_among(parties)):
        processes.start(
            actor,
            rules.process_model,
            business_key=case.id,
            variables={},
            rules=rules.rule_model,
            instance_id=case.process_id,
        )
    return case.id


def _new_case(actor: Actor, sent: SubmissionInfo, rules: Package, flow: str) -> Case:
    town = municipality(actor.tenant)
    service = rules.service
    today = town_days.today(actor)
    return append(
        Case(
            number=number_case(town.slug, today.year),
            case_kind=CaseKind.APPLICATION,
            channel=sent.channel,
            service_key=sent.service_key,
            package_hash=sent.package_hash,
            subject=(service.matter or service.title)[town.language],
            applicant_id=sent.on_behalf_of or sent.person_id,
            unit_id=unit_by_key(actor, service.unit).id,
            status=CaseStatus.RECEIVED,
            submission_id=sent.submission_id,
            submitted_at=sent.sent_at,
            opened_at=clock.now(),
            deadline_on=None
            if service.days_to_decide is None
            else town_days.by_package(actor, service, service.days_to_decide),
            process_id=new_id(),
            flow=flow,
        )
    )


def _parties(actor: Actor, case: Case, sent: SubmissionInfo) -> Iterable[Party]:
    applicant = person(actor, case.applicant_id)
    yield _party(
        case, PartyRole.APPLICANT, applicant.id, applicant.is_name_protected, applicant.is_address_protected
    )
    partner = partner_by_register(sent)
    if partner is not None:
        found = person(actor, partner)
        yield _party(case, PartyRole.PARTNER, found.id, found.is_name_protected, found.is_address_protected)
    for child in sent.answers.get("children", ()):
        details = {name: child.get(name) for name in ("name", "birth_date")}
        told = sent.figures.get(f"children.{child.get('_id')}")
        protected = (told.detail.get("protected") or ()) if told else ()
        yield Party(
            id=new_id(),
            case=case,
            role=PartyRole.CHILD,
            details=details,
            hides_name="name" in protected,
            hides_address="address" in protected,
        )


def _partner_among(parties: Iterable[Party]) -> UUID | None:
    return next((party.person_id for party in parties if party.role == PartyRole.PARTNER), None)


def _party(case: Case, role: PartyRole, person_id: UUID, hides_name: bool, hides_address: bool) -> Party:
    return Party(
        case=case, role=role, person_id=person_id, hides_name=hides_name, hides_address=hides_address
    )
