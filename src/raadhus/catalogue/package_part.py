"""The parts of a package that belong to no higher room."""

from raadhus.catalogue.public import register_part
from raadhus.catalogue.use_cases.package_parts.processes import ProcessesPart
from raadhus.catalogue.use_cases.package_parts.rules import RulesPart
from raadhus.catalogue.use_cases.package_parts.service import ServicePart
from raadhus.catalogue.use_cases.package_parts.sheet import SheetPart
from raadhus.catalogue.use_cases.package_parts.texts import TextsPart

for part in (ServicePart(), TextsPart(), SheetPart(), RulesPart(), ProcessesPart()):
    register_part(part)
