"""Who stands before running processes in tests."""

from raadhus.platform.actor import Actor, Assurance, Role
from raadhus.platform.ids import new_id
from raadhus.processes.tests.flow.conftest import EGEBY, NORDBY

OPERATOR = Actor(
    tenant=EGEBY,
    person_id=new_id(),
    staff_id=new_id(),
    roles=frozenset({Role.OPERATOR}),
    assurance=Assurance.SUBSTANTIAL,
    purpose="test",
)
CASEWORKER = Actor(
    tenant=EGEBY,
    person_id=new_id(),
    staff_id=new_id(),
    roles=frozenset({Role.CASEWORKER}),
    assurance=Assurance.SUBSTANTIAL,
    purpose="test",
)
CITIZEN = Actor(tenant=EGEBY, person_id=new_id(), roles=frozenset({Role.CITIZEN}), purpose="test")
STRANGER = Actor(tenant=EGEBY, purpose="test")
NORTHERNER = Actor(
    tenant=NORDBY,
    person_id=new_id(),
    staff_id=new_id(),
    roles=frozenset({Role.OPERATOR}),
    assurance=Assurance.SUBSTANTIAL,
    purpose="test",
)
WITHOUT_RIGHT = (CASEWORKER, CITIZEN, STRANGER)
