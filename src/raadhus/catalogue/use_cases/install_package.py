"""Install a package: all of it in one transaction, or nothing."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from raadhus.bus import outbox
from raadhus.catalogue import access
from raadhus.catalogue.domain.cards import Card
from raadhus.catalogue.domain.package_files import PackageFiles, read_package
from raadhus.catalogue.domain.problems import PackageRefused, Problems, errors_in
from raadhus.catalogue.domain.service_file import ServiceFile, parse_service
from raadhus.catalogue.domain.texts import parse_texts, plain_text
from raadhus.catalogue.events import ServiceInstalled
from raadhus.catalogue.models import Edition, SearchText, Service, ServiceVersion
from raadhus.catalogue.models import ServiceFile as StoredFile
from raadhus.catalogue.ports import PackageRef, registered_parts
from raadhus.catalogue.use_cases.lint_package import check_folder, lint_files
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction


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
    """Install ``files`` as ``install_package`` does."""
    access.require_installer(actor)
    problems = errors_in(lint_files(files))
    if problems:
        raise CannotInstallPackage(problems)
    service = parse_service(files)
    ref = PackageRef(service.id, service.version, files.content_hash)
    with transaction(actor.tenant):
        offered = _offered_now(actor, ref)
        if offered is not None:
            if Card.read(offered.card) is None:  # stored by older code
                _offer(actor, files, service, offered.current)
            return ref
        version = _store(actor, files, service)
        _install_parts(actor, files, ref)
        _offer(actor, files, service, version)
        audit.record(actor, "catalogue.install", f"service:{ref.service_key}", {"hash": ref.content_hash})
        outbox.emit(
            ServiceInstalled(
                subject=f"service:{ref.service_key}",
                service_key=ref.service_key,
                version=ref.version,
                package_hash=ref.content_hash,
                country=service.country,
            )
        )
    return ref


def _offered_now(actor: Actor, ref: PackageRef) -> Service | None:
    """Return the service when exactly this content of it is on offer."""
    return (
        Service.objects.filter(
            owner_id=actor.tenant,
            key=ref.service_key,
            current__content_hash=ref.content_hash,
            is_published=True,
        )
        .select_related("current")
        .first()
    )


def _store(actor: Actor, files: PackageFiles, service: ServiceFile) -> ServiceVersion:
    """Return the stored version of this content, stored now when nobody published it before."""
    stored = ServiceVersion.objects.filter(content_hash=files.content_hash).order_by("stored_at").first()
    if stored is not None:
        return stored
    version = ServiceVersion.objects.create(
        service_key=service.id,
        version=service.version,
        country=service.country,
        content_hash=files.content_hash,
        stored_at=clock.now(),
        is_published=True,
    )
    StoredFile.objects.bulk_create(
        StoredFile(version=version, path=path, content=content, is_published=True)
        for path, content in files.contents.items()
    )
    return version


def _install_parts(actor: Actor, files: PackageFiles, ref: PackageRef) -> None:
    """Let each part keep what it needs. Raises: CannotInstallPackage when one refuses."""
    try:
        for part in registered_parts():
            part.install(actor, files, ref)
    except PackageRefused as refused:
        raise CannotInstallPackage(refused.problems) from refused


def _offer(actor: Actor, files: PackageFiles, service: ServiceFile, version: ServiceVersion) -> None:
    offered, _is_new = Service.objects.update_or_create(
        owner_id=actor.tenant,
        key=service.id,
        defaults={
            "country": service.country,
            "current": version,
            "card": Card.of(service).stored(),
            "life_events": list(service.life_events),
            "is_published": True,
        },
    )
    _make_findable(offered, files, service)
    turn_edition(actor)


def _make_findable(offered: Service, files: PackageFiles, service: ServiceFile) -> None:
    """Give search the words of the service in each of its languages."""
    offered.texts.all().delete()
    for language in sorted(service.languages):
        name = f"texts/{language}.md"
        SearchText.objects.create(
            service=offered,
            language=language,
            title=service.title[language],
            words="\n".join(service.words.get(language, ())),
            summary=service.summary[language],
            body=plain_text(parse_texts(name, files[name])),
            is_published=True,
        )


def turn_edition(actor: Actor) -> None:
    """Tell every web process that what this owner offers has changed."""
    Edition.objects.update_or_create(owner_id=actor.tenant, defaults={"is_published": True, "mark": new_id()})
