"""A caseworker reads how the rules came to what they found in a case; the look is one at the case."""

import dataclasses
import datetime as dt
from uuid import UUID

from raadhus.cases.models import Assessment
from raadhus.cases.queries.staff_case.people import hides_somebody_from
from raadhus.cases.use_cases.staff.read_case import look_once
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.rules import public as rules


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseRules:
    """
    One time that the rules looked at a case.

    ``source``: the model they were; ``hides_somebody``: texts in the trace are not for this reader.
    """

    case_id: UUID
    number: str
    package_hash: str
    at: dt.datetime
    source: bytes
    trace: rules.Trace
    hides_somebody: bool


def read_case_rules(actor: Actor, case_id: UUID, assessment_id: UUID) -> CaseRules:
    """
    Return what the rules told of themselves when they looked at the case, and note the look.

    Raises: LoginNeeded, NotFoundHere (also when rules could not be carried out), OwnHousehold.
    """
    case = look_once(actor, case_id, "case")
    row = Assessment.objects.filter(id=assessment_id, case=case).exclude(decision_log=None).first()
    logged = rules.get_decision(actor, row.decision_log) if row and row.decision_log else None
    if row is None or logged is None or logged.trace is None:
        raise NotFoundHere(detail=f"{case.number} has no trace of rules {assessment_id}")
    return CaseRules(
        case_id=case.id,
        number=case.number,
        package_hash=case.package_hash,
        at=row.at,
        source=rules.get_source(actor, logged.model),
        trace=logged.trace,
        hides_somebody=hides_somebody_from(actor, case),
    )
