"""Which form a service has now, and the one a draft was begun with; compiled once a process and content."""

import dataclasses
import functools

from raadhus.catalogue.public import PackageFiles, PackageRef, ServiceFile, package, service
from raadhus.forms.access import whose
from raadhus.forms.domain.compiled import CompiledForm, compile_form
from raadhus.identity.public import expect_login
from raadhus.platform.actor import Actor, Assurance
from raadhus.platform.refusals import NotFoundHere
from raadhus.rules.public import parse_expression

FORM_FILE = "form.json"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceForm:
    """A service with its form: which package, its ``service.yaml``, and what it is called in a language."""

    ref: PackageRef
    title: str
    service: ServiceFile
    form: CompiledForm


def current_form(actor: Actor, service_key: str, language: str) -> ServiceForm:
    """Return the form that an application begun now gets. Raises: NotFoundHere, also for a service without form."""
    found = service(actor, service_key, language)
    if FORM_FILE not in found.package.files:
        raise NotFoundHere(detail=f"{service_key} has no form")
    return ServiceForm(
        ref=found.package.ref,
        title=found.title,
        service=found.package.service,
        form=form_of(found.package.ref.content_hash),
    )


def form_begun_with(package_hash: str, language: str) -> ServiceForm:
    """Return the form of one version of a package. Raises: NotFoundHere."""
    found = package(package_hash)
    titles = found.service.title
    return ServiceForm(
        ref=found.ref,
        title=titles.get(language) or titles[found.service.official_language],
        service=found.service,
        form=form_of(package_hash),
    )


def expect_assurance(actor: Actor, service: ServiceForm) -> None:
    """
    Raises: LoginNeeded, CannotEnterAtThisLevel when the login is not as sure as the service asks (at least low).

    For a clerk the service's level is not asked: they have made sure themselves, and it is written down how.
    """
    if actor.is_staff and whose(actor).help is not None:
        return
    expect_login(actor, max(Assurance.from_name(service.service.assurance), Assurance.LOW))


def expect_assurance_for(actor: Actor, package_hash: str) -> None:
    """Raises: as ``expect_assurance``, for something that was begun with this version of a package."""
    expect_assurance(actor, form_begun_with(package_hash, actor.language))


def form_in(files: PackageFiles) -> CompiledForm | None:
    """Return the form among the files of a package that nobody has stored, None without one. Raises: CannotReadForm."""
    return compile_form(files[FORM_FILE], parse_expression) if FORM_FILE in files else None


@functools.lru_cache(maxsize=256)
def form_of(package_hash: str) -> CompiledForm:
    """Return the form in one version of a package, compiled. Raises: NotFoundHere, CannotReadForm."""
    return compile_form(package(package_hash).files[FORM_FILE], parse_expression)
