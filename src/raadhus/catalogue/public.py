"""The door of the catalogue."""

from raadhus.catalogue.domain.asking_part import Question
from raadhus.catalogue.domain.citations import law_links
from raadhus.catalogue.domain.desk_part import DeskPart, PreparedLetter
from raadhus.catalogue.domain.package_files import PROCESS, RULES, SERVICE, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems, Severity, errors_in
from raadhus.catalogue.domain.scenarios import Scenario, parse_scenarios
from raadhus.catalogue.domain.service_file import (
    DecisionPart,
    Pays,
    ServiceFile,
    ServiceKind,
    Trial,
    parse_service,
)
from raadhus.catalogue.domain.service_file import Outcome as ServiceOutcome
from raadhus.catalogue.domain.texts import TextBlock
from raadhus.catalogue.ports import (
    PackagePart,
    PackageRef,
    QuietPart,
    only_parts,
    register_part,
)
from raadhus.catalogue.queries.packages import Package, get_package
from raadhus.catalogue.queries.process_versions import ProcessVersion, list_process_versions
from raadhus.catalogue.queries.ruled import (
    LaterRules,
    Release,
    RuledService,
    get_day_of_file,
    get_ruled_service,
    get_version,
    list_releases,
    list_ruled_services,
    list_stopped,
    list_version_days,
)
from raadhus.catalogue.queries.search import SearchResult, search
from raadhus.catalogue.queries.shelf import (
    LifeEventCard,
    ServiceCard,
    ServiceInfo,
    find_target_percent,
    get_life_event,
    get_service,
    list_life_events,
    list_services,
)
from raadhus.catalogue.queries.surroundings import file_of, surroundings_of
from raadhus.catalogue.use_cases.apply_decision import Given, apply_decision, given_in, try_decision
from raadhus.catalogue.use_cases.ask_trial import trial_facts, trial_question
from raadhus.catalogue.use_cases.catch_up_draft import catch_up_draft
from raadhus.catalogue.use_cases.compare_rules import (
    OutputChange,
    ScenarioChange,
    ScenarioComparison,
    ScenarioFailure,
    compare_rules,
)
from raadhus.catalogue.use_cases.install_life_events import install_life_events
from raadhus.catalogue.use_cases.install_package import CannotInstallPackage, install_files, install_package
from raadhus.catalogue.use_cases.lint_package import lint_files, lint_package, problem_at
from raadhus.catalogue.use_cases.package_parts.processes import names_beside, names_in
from raadhus.catalogue.use_cases.publish_process import (
    CannotPublishProcess,
    ProcessMovedOn,
    WrongProcessDay,
    publish_process,
)
from raadhus.catalogue.use_cases.publish_rules import (
    CannotPublishRules,
    ScenariosChange,
    ScenariosFail,
    publish_rules,
    stop_release,
)
from raadhus.catalogue.use_cases.publishing import NothingChanged, PublishOrder, RulesMovedOn, WrongDay
from raadhus.catalogue.use_cases.read_package import read_package
from raadhus.catalogue.use_cases.submit_draft import submit_draft
from raadhus.catalogue.use_cases.try_package import ScenarioReport, try_package
from raadhus.catalogue.use_cases.withdraw_service import CannotWithdrawService, withdraw_service

__all__ = [
    "PROCESS",
    "RULES",
    "SERVICE",
    "CannotInstallPackage",
    "CannotPublishProcess",
    "CannotPublishRules",
    "CannotWithdrawService",
    "DecisionPart",
    "DeskPart",
    "Given",
    "LaterRules",
    "LifeEventCard",
    "NothingChanged",
    "OutputChange",
    "Package",
    "PackageFiles",
    "PackagePart",
    "PackageRef",
    "PackageRefused",
    "Pays",
    "PreparedLetter",
    "Problem",
    "Problems",
    "ProcessMovedOn",
    "ProcessVersion",
    "PublishOrder",
    "Question",
    "QuietPart",
    "Release",
    "RuledService",
    "RulesMovedOn",
    "Scenario",
    "ScenarioChange",
    "ScenarioComparison",
    "ScenarioFailure",
    "ScenarioReport",
    "ScenariosChange",
    "ScenariosFail",
    "SearchResult",
    "ServiceCard",
    "ServiceFile",
    "ServiceInfo",
    "ServiceKind",
    "ServiceOutcome",
    "Severity",
    "TextBlock",
    "Trial",
    "WrongDay",
    "WrongProcessDay",
    "apply_decision",
    "catch_up_draft",
    "compare_rules",
    "errors_in",
    "file_of",
    "find_target_percent",
    "get_day_of_file",
    "get_life_event",
    "get_ruled_service",
    "get_version",
    "given_in",
    "install_files",
    "install_life_events",
    "install_package",
    "law_links",
    "life_events",
    "lint_files",
    "lint_package",
    "list_process_versions",
    "list_releases",
    "list_ruled_services",
    "list_services",
    "list_stopped",
    "list_version_days",
    "names_beside",
    "names_in",
    "only_parts",
    "package",
    "package_file",
    "parse_scenarios",
    "parse_service",
    "problem_at",
    "publish_process",
    "publish_rules",
    "read_package",
    "register_part",
    "search",
    "service",
    "stop_release",
    "submit_draft",
    "surroundings_of",
    "trial_facts",
    "trial_question",
    "try_decision",
    "try_package",
    "withdraw_service",
]

service = get_service
life_events = list_life_events
package = get_package


def package_file(content_hash: str, name: str) -> bytes:
    """Return one file of a stored version. Raises: NotFoundHere; KeyError when it has no such file."""
    return get_package(content_hash).files[name]
