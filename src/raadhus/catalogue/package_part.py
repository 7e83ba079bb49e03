"""The parts of a package that belong to no higher room."""

from raadhus.catalogue.public import register_part
from raadhus.catalogue.queries.called_services import find_coming_process, find_process, list_keys
from raadhus.catalogue.use_cases.package_parts.processes import ProcessesPart
from raadhus.catalogue.use_cases.package_parts.rules import RulesPart
from raadhus.catalogue.use_cases.package_parts.service import ServicePart
from raadhus.catalogue.use_cases.package_parts.sheet import SheetPart
from raadhus.catalogue.use_cases.package_parts.texts import TextsPart
from raadhus.processes.public import register_services

for part in (ServicePart(), TextsPart(), SheetPart(), RulesPart(), ProcessesPart()):
    register_part(part)
register_services(find_process, list_keys, find_coming_process)
