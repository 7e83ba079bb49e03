"""Egeby with the building permit, whose caseworker's task is set otherwise than the package sets it."""

from collections.abc import Mapping
from uuid import UUID

from raadhus.cases.models import Case
from raadhus.cases.tests.casekit import ANNE, Resident
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.cases.use_cases.ask_unit import ask_unit
from raadhus.catalogue.public import PackageFiles
from raadhus.organisation.public import StaffOrder, employ_staff, unit_by_key
from raadhus.platform.actor import Actor, Assurance, Role
from raadhus.platform.tenancy.scope import transaction

DESK = '<raadhus:task handler="cases.ask_unit" />'
HOME = {"postal_code": "9990", "city": "Egeby"}
APPLIED = {
    "applicant.name": ANNE.name,
    "applicant.address": {"street": ANNE.street, **HOME},
    "plot.is_home": True,
    "plot.area": 800,
    "building.kind": "extension",
    "building.floor_area": 200,
    "building.height": 350,
    "building.distance": 250,
    "building.description": "Et værelse",
    "neighbours": [{"_id": "n1", "address": {"street": "Åvej 3", **HOME}}],
}
"""An application within the building rights: it comes to the caseworker's task at once."""


class SetTown(PackageTown):
    """The town; ``desk`` stands in the process where the caseworker's task is set, ``more`` files beside the package's."""

    def __init__(self, desk: str = DESK, more: Mapping[str, bytes] | None = None) -> None:
        super().__init__("building-permit", "byg-og-miljoe")
        self._desk, self._more = desk, dict(more or {})

    def package(self) -> PackageFiles:
        """Return the package with the task set so."""
        contents = dict(super().package().contents)
        contents["process.bpmn"] = contents["process.bpmn"].replace(DESK.encode(), self._desk.encode())
        return PackageFiles(contents | self._more)

    def unit(self, key: str) -> UUID:
        """Return the id of the unit with this key."""
        with transaction(self.tenant):
            return unit_by_key(self.system, key).id

    def ask_to_decide(self, case_id: UUID) -> None:
        """Let the case's own unit have a task to decide it, beside what the process asks for."""
        with transaction(self.tenant):
            ask_unit(self.system, Case.objects.get(id=case_id), process_task=None)

    def employ(self, resident: Resident, unit: str, *roles: Role) -> Actor:
        """Let ``resident`` be a caseworker of ``unit``, with more ``roles`` there; return them at work."""
        if resident.number not in self.people:
            self.move_in(resident)
        person, unit_id = self.people[resident.number], self.unit(unit)
        held = frozenset({Role.CASEWORKER, *roles})
        with transaction(self.tenant):
            order = StaffOrder(
                person_id=person, name=resident.name, roles=frozenset((role, unit_id) for role in held)
            )
            staff_id = employ_staff(self.system, order)
        return Actor(
            tenant=self.tenant,
            person_id=person,
            staff_id=staff_id,
            roles=held,
            units=frozenset({unit_id}),
            assurance=Assurance.SUBSTANTIAL,
            purpose="case work",
            language="en",
        )


def set_to(**settings: str) -> str:
    """Return the caseworker's task, set so; ``_`` stands for ``-`` in names, quotation marks in values are escaped."""
    written = {name.replace("_", "-"): value.replace('"', "&quot;") for name, value in settings.items()}
    attributes = " ".join(f'{name}="{value}"' for name, value in written.items())
    return f'<raadhus:task handler="cases.ask_unit" {attributes}/>'
