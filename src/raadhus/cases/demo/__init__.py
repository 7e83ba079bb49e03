"""Earlier cases of Egeby, decided by the rules in force: what a change of rules can be tried on."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from raadhus.cases.demo.families import Family, families
from raadhus.cases.domain.appeals import last_day
from raadhus.cases.domain.figures import INCOME, Figure, Source
from raadhus.cases.domain.happenings import Happening, Who, is_for_citizen
from raadhus.cases.domain.numbers import format_number, prefix_of
from raadhus.cases.domain.states import CaseKind, CaseStatus, PartyRole
from raadhus.cases.models import Assessment, Case, CaseCounter, Decision, Party, Sending, TimelineEntry
from raadhus.cases.use_cases.letters.compose_decision import law_of
from raadhus.catalogue.public import Given, Package, apply_decision, list_ruled_services, package
from raadhus.forms.demo import SentLongAgo
from raadhus.forms.demo import lay_down as lay_down_sent
from raadhus.forms.public import list_sent, values_for_rules
from raadhus.identity.public import learn_person
from raadhus.organisation.demo import EGEBY
from raadhus.organisation.public import municipality, unit_by_key
from raadhus.platform.actor import Actor
from raadhus.platform.environment import current_environment
from raadhus.platform.ids import new_id
from raadhus.platform.languages import LANGUAGES
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules import public as rules
from raadhus.rules.demo import DecidedLongAgo
from raadhus.rules.demo import lay_down as lay_down_logs

SERVICE = "free-place-subsidy"
_RULES = "rules.dmn"
_YEAR = 2023
_FULL = Decimal(100)
_NOON = dt.time(11, 0, tzinfo=dt.UTC)


def load() -> None:
    """
    Lay down the families' cases in Egeby, once, where the service is offered.

    A town that is measured begins without them: what is copied there is one application of its own.
    """
    if current_environment().crowd:
        return
    actor = Actor.system(EGEBY, purpose="demo")
    with transaction(EGEBY):
        if CaseCounter.objects.filter(year=_YEAR).exists():
            return
        offered = {found.key: found for found in list_ruled_services(actor, "da")}
        if SERVICE in offered:
            _lay_down(actor, package(offered[SERVICE].content_hash), tuple(families()))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """A case that was decided the day after the application, and the decision's log."""

    case: Case
    figure: Figure
    asked: Mapping[str, Any]
    said: Mapping[str, Any]
    found: rules.Evaluation


def _lay_down(actor: Actor, bought: Package, applied: tuple[Family, ...]) -> None:
    people = [learn_person(actor, family.record) for family in applied]
    cases = [
        _case(actor, bought, family, person, running)
        for running, (family, person) in enumerate(zip(applied, people, strict=True), start=1)
    ]
    lay_down_sent(
        SentLongAgo(
            submission_id=case.submission_id,
            number=f"A{_YEAR}{running:05d}",
            person_id=case.applicant_id,
            service_key=SERVICE,
            package_hash=case.package_hash,
            answers=family.answers,
            sent_at=case.submitted_at,
        )
        for running, (case, family) in enumerate(zip(cases, applied, strict=True), start=1)
        if case.submission_id
    )
    answers = {
        key: values_for_rules(sent)
        for key, sent in list_sent(
            actor, [case.submission_id for case in cases if case.submission_id]
        ).items()
    }
    old = [
        _decided(bought, case, family, answers[case.submission_id])
        for case, family in zip(cases, applied, strict=True)
        if case.submission_id
    ]
    _write(actor, bought, old)
    CaseCounter.objects.create(year=_YEAR, last=len(cases))


def _case(actor: Actor, bought: Package, family: Family, person_id: UUID, running: int) -> Case:
    town = municipality(actor.tenant)
    sent_at = dt.datetime.combine(family.sent_on, _NOON)
    submission_id = new_id()
    service = bought.service
    return Case(
        id=new_id(),
        number=format_number(prefix_of(town.slug), _YEAR, running),
        case_kind=CaseKind.APPLICATION,
        channel="self-service",
        service_key=SERVICE,
        package_hash=bought.ref.content_hash,
        subject=(service.matter or service.title)[town.language],
        applicant_id=person_id,
        unit_id=unit_by_key(actor, service.unit).id,
        status=CaseStatus.CLOSED,
        submission_id=submission_id,
        submitted_at=sent_at,
        opened_at=sent_at,
        closed_at=_decided_at(sent_at),
        flow=f"application:{submission_id}",
    )


def _decided(bought: Package, case: Case, family: Family, answers: Mapping[str, Any]) -> _Old:
    """Let the rules decide one case, as they would have done."""
    part = bought.service.decision
    if part is None:
        raise LookupError(f"{SERVICE} has no rules.")
    model = rules.load_model(bought.files[_RULES])
    made: list[rules.Evaluation] = []

    def ask(name: str, inputs: Mapping[str, Any]) -> Any:
        made.append(rules.evaluate(model, name, inputs, trace=True))
        return made[-1].value

    income = {
        "monthly": family.income,
        "kind": "employed",
        "complete": True,
        "contested": False,
        "confirmed": True,
    }
    registers = {"income": {"applicant": income, "partner": None}, "contested": [], "unverified": []}
    given = Given(answers=answers, registers=registers, today=family.sent_on + dt.timedelta(days=1))
    applied = apply_decision(part, given, ask)
    figure = Figure(
        key=INCOME,
        concerns=case.applicant_id,
        amount=family.income,
        source=Source.REGISTER,
        as_of=family.sent_on,
        is_confirmed=True,
    )
    return _Old(case=case, figure=figure, asked=applied.inputs, said=applied.outputs, found=made[0])


def _write(actor: Actor, bought: Package, old: list[_Old]) -> None:
    """Write the cases with everything that hangs on them."""
    part = bought.service.decision
    logs = lay_down_logs(
        DecidedLongAgo(
            decided_at=_decided_at(one.case.opened_at),
            subject=one.case.flow,
            model=rules.reference_of(bought.files[_RULES]),
            decision=part.names[0] if part else "",
            inputs=one.asked,
            found=one.found,
        )
        for one in old
    )
    assessments = [_assessment(bought, one, log) for one, log in zip(old, logs, strict=True)]
    decisions = [_decision(actor, bought, made) for made in assessments]
    Case.objects.bulk_create([one.case for one in old])
    Party.objects.bulk_create(
        Party(id=new_id(), case=one.case, role=PartyRole.APPLICANT, person_id=one.case.applicant_id)
        for one in old
    )
    Assessment.objects.bulk_create(assessments)
    Decision.objects.bulk_create(decisions)
    Sending.objects.bulk_create(
        Sending(
            id=new_id(),
            decision=decision,
            at=decision.made_at,
            letter_id=new_id(),  # on paper: the town's letters of that year are not in the house
            appeal_last_on=decision.appeal_last_on,
        )
        for decision in decisions
    )
    TimelineEntry.objects.bulk_create(
        entry for decision in decisions for entry in _entries(decision.case, decision)
    )


def _assessment(bought: Package, one: _Old, log_id: UUID) -> Assessment:
    part = bought.service.decision
    told = frozenset(part.reasons) if part else frozenset()
    trace = one.found.trace or rules.Trace()
    return Assessment(
        id=new_id(),
        case=one.case,
        at=_decided_at(one.case.opened_at),
        model_hash=rules.reference_of(bought.files[_RULES]).hash,
        decision_log=log_id,
        inputs={name: _plain(value) for name, value in one.asked.items()},
        figures=[one.figure.to_json()],
        outputs={name: _plain(value) for name, value in one.said.items()},
        rows_fired=[row.id for made in trace.decisions for table in made.tables for row in table.fired],
        reasons={
            language: [
                reason.sentence for reason in rules.reasons(trace, language) if reason.decision in told
            ]
            for language in LANGUAGES
        },
        outcome=one.said["outcome"],
        percent=one.said["percent"],
        asked_percent=_FULL,
        valid_from=one.said["valid-from"],
    )


def _decision(actor: Actor, bought: Package, made: Assessment) -> Decision:
    language = municipality(actor.tenant).language
    made_on = made.at.date()
    appeal = bought.service.appeal
    days = appeal.days if appeal else None
    return Decision(
        id=new_id(),
        case=made.case,
        assessment=made,
        made_at=made.at,
        made_on=made_on,
        outcome=made.outcome,
        percent=made.percent,
        asked_percent=_FULL,
        valid_from=made.valid_from,
        is_automatic=True,
        model_hash=made.model_hash,
        rows_fired=made.rows_fired,
        inputs=made.inputs,
        figures=made.figures,
        reasons=made.reasons,
        reason_count=len(made.reasons[language]),
        law=law_of(bought, language, {"automatic"}),
        appeal_instance=appeal.instance[language] if appeal else "",
        appeal_days=days,
        appeal_last_on=last_day(made_on, days),
    )


def _entries(case: Case, decision: Decision) -> tuple[TimelineEntry, ...]:
    told = (
        (case.opened_at, Happening.OPENED, Who.APPLICANT, case.submission_id),
        (decision.made_at, Happening.DECIDED, Who.RULES, decision.id),
        (decision.made_at, Happening.CLOSED, Who.TOWN, None),
    )
    return tuple(
        TimelineEntry(
            id=new_id(),
            case=case,
            at=at,
            what=what,
            who=who,
            thing_id=thing,
            is_for_citizen=is_for_citizen(what),
        )
        for at, what, who, thing in told
    )


def _plain(value: Any) -> Any:
    """Return what JSON can hold: numbers and days as text."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _decided_at(sent_at: dt.datetime) -> dt.datetime:
    return sent_at + dt.timedelta(days=1)
