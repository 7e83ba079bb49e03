"""Install a package: all of it in one transaction, or nothing."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from raadhus.catalogue import access
from raadhus.catalogue.domain.cards import Card
from raadhus.catalogue.domain.package_files import PROCESS, RULES, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems, errors_in
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.models import Service
from raadhus.catalogue.ports import PackageRef, registered_parts
from raadhus.catalogue.queries.packages import get_package
from raadhus.catalogue.use_cases.lint_package import check_folder, lint_files
from raadhus.catalogue.use_cases.read_package import read_package
from raadhus.catalogue.use_cases.releasing import (
    find_pending,
    release,
    renew_card,
    store_version,
)
from raadhus.organisation.public import local_today
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction

_BOTH_CHANGED = {
    RULES: "The package changes the rules, and so did those who published them here. Download the rules in force "
    "from the workspace, put both together in the package, and install it again.",
    PROCESS: "The package changes the process, and so did those who published it here. Download the process in force "
    "from the workspace, put both together in the package, and install it again.",
}
_CHANGED_HERE = tuple(_BOTH_CHANGED)


class CannotInstallPackage(Refusal):
    """The package, or one part of it, was refused; ``problems`` says what and where."""

    status = 422
    code = "package-refused"
    happened = _("The package was refused.")
    kept = _("Nothing of it was installed; the version in use stays.")
    next_step = _("Fix what is listed and install it again.")

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        super().__init__(detail="\n".join(str(problem) for problem in problems))


def install_package(actor: Actor, folder: Path) -> PackageRef:
    """
    Store the package in ``folder`` for the actor's association or municipality, and offer it from now on.

    Installing what is in use already changes nothing, but what older code derived from it is derived anew.
    Raises: CannotInstallPackage with every problem; NotAllowed. Emits: ServiceInstalled.
    """
    try:
        files = read_package(folder)
    except PackageRefused as refused:
        raise CannotInstallPackage(refused.problems) from None
    if misnamed := check_folder(folder, files):
        raise CannotInstallPackage((*misnamed, *errors_in(lint_files(files))))
    return install_files(actor, files)


def install_files(actor: Actor, files: PackageFiles) -> PackageRef:
    """
    Install ``files`` as ``install_package`` does.

    Rules and a process that were published here since stay in force when the package did not change its own.
    """
    access.require_installer(actor)
    problems = errors_in(lint_files(files))
    if problems:
        raise CannotInstallPackage(problems)
    service = parse_service(files)
    ref = PackageRef(service.id, service.version, files.content_hash)
    with transaction(actor.tenant):
        offered = _offered_now(actor, ref.service_key)
        if offered is not None and ref.content_hash in {
            offered.current.content_hash,
            offered.current.made_from,
        }:
            if Card.read(offered.card) is None:  # stored by older code
                renew_card(actor, offered)
            return ref
        _expect_nothing_pending(actor, ref.service_key)
        merged = files if offered is None else _with_published_files(offered, files)
        made_from = files.content_hash if merged is not files else ""
        install_parts(actor, merged, PackageRef(service.id, service.version, merged.content_hash))
        release(
            actor, store_version(merged, service, made_from), merged, valid_from=local_today(actor.tenant)
        )
        audit.record(actor, "catalogue.install", f"service:{ref.service_key}", {"hash": merged.content_hash})
    return PackageRef(service.id, service.version, merged.content_hash)


def _offered_now(actor: Actor, key: str) -> Service | None:
    """Return the service as the actor's town offers it."""
    offered = Service.objects.filter(owner_id=actor.tenant, key=key, is_published=True)
    return offered.select_related("current").first()


def _expect_nothing_pending(actor: Actor, key: str) -> None:
    pending = find_pending(actor, key)
    if pending is not None:
        sentence = (
            f"Changed rules hold from {pending.valid_from}: install after that day, or stop them first."
        )
        raise CannotInstallPackage((Problem(file=RULES, sentence=sentence),))


def _with_published_files(offered: Service, files: PackageFiles) -> PackageFiles:
    """
    Return ``files`` with the rules and process published here, when its own are those that these were made from.

    Raises: CannotInstallPackage when both changed one: people put that together, not a program.
    """
    current = offered.current
    if not current.made_from:
        return files
    here, began_from = (
        get_package(content_hash).files.contents for content_hash in (current.content_hash, current.made_from)
    )
    kept = {}
    for name in _CHANGED_HERE:
        is_ours = here.get(name) not in {began_from.get(name), files.contents.get(name)}
        if not is_ours or name not in files:
            continue
        if files[name] != began_from.get(name):
            raise CannotInstallPackage((Problem(file=name, sentence=_BOTH_CHANGED[name]),))
        kept[name] = here[name]
    return PackageFiles({**files.contents, **kept}) if kept else files


def install_parts(actor: Actor, files: PackageFiles, ref: PackageRef) -> None:
    """Let each part keep what it needs. Raises: CannotInstallPackage when one refuses."""
    try:
        for part in registered_parts():
            part.install(actor, files, ref)
    except PackageRefused as refused:
        raise CannotInstallPackage(refused.problems) from refused
