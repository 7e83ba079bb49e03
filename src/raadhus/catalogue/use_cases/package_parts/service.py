"""The part ``service.yaml``."""

from raadhus.catalogue.domain.located_yaml import read_yaml
from raadhus.catalogue.domain.package_files import RULES, SERVICE, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems
from raadhus.catalogue.domain.scenarios import parse_scenarios
from raadhus.catalogue.domain.service_file import ServiceFile, parse_service
from raadhus.catalogue.ports import QuietPart
from raadhus.platform.version import VERSION, is_at_least


class ServicePart(QuietPart):
    """Titles, law, deadlines, units and the way from answers to a decision; and the tables of scenarios."""

    name = "service"

    def lint(self, files: PackageFiles) -> Problems:
        """Check service.yaml and that the scenarios are tables that can be read."""
        problems: list[Problem] = []
        for check in (_check_service, parse_scenarios):
            try:
                check(files)
            except PackageRefused as refused:
                problems += refused.problems
        return tuple(problems)

    def diff(self, before: PackageFiles, after: PackageFiles) -> tuple[str, ...]:
        """Say which fields of service.yaml changed."""
        old, new = parse_service(before), parse_service(after)
        return tuple(
            f"service.yaml: “{name}” changes."
            for name in ServiceFile.model_fields
            if getattr(old, name) != getattr(new, name)
        )


def _check_service(files: PackageFiles) -> ServiceFile:
    service = parse_service(files)
    if not is_at_least(service.needs_platform):
        sentence = f"This platform is {VERSION}: update it before this service is offered."
        raise PackageRefused([read_yaml(SERVICE, files[SERVICE]).problem(("needs_platform",), sentence)])
    if service.decision and RULES not in files:
        raise PackageRefused(
            [Problem(file=RULES, sentence="service.yaml names decisions, but there is none.")]
        )
    missing = [
        Problem(file=f"letters/{outcome.letter}.typ", element=outcome.key, sentence="This letter is missing.")
        for outcome in service.outcomes
        if files.under("letters") and f"letters/{outcome.letter}.typ" not in files
    ]
    if missing:
        raise PackageRefused(missing)
    return service
