"""Which form a service has now, and the one a draft was begun with; compiled once a process and content."""

import dataclasses
import functools
from collections.abc import Callable

from raadhus.forms.domain.compiled import CompiledForm, ParseExpression, compile_form
from raadhus.platform.actor import Actor


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceForm:
    """A service with its form: content address of the package, title in the actor's language."""

    key: str
    package_hash: str
    title: str
    minutes: int
    form: CompiledForm


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where packages come from; stands in until the catalogue is there."""

    current: Callable[[Actor, str], tuple[str, str, int]]
    form_source: Callable[[str], bytes]
    parse: ParseExpression


_shelf: list[Shelf] = []


def use_shelf(shelf: Shelf) -> None:
    """Take packages from ``shelf``."""
    _shelf[:] = [shelf]
    _compiled.cache_clear()


def current_form(actor: Actor, service_key: str) -> ServiceForm:
    """Return the form that an application begun now gets. Raises: NotFoundHere."""
    package_hash, title, minutes = _shelf[0].current(actor, service_key)
    return ServiceForm(
        key=service_key,
        package_hash=package_hash,
        title=title,
        minutes=minutes,
        form=form_of(package_hash),
    )


def form_of(package_hash: str) -> CompiledForm:
    """Return the form in one version of a package. Raises: NotFoundHere, CannotReadForm."""
    return _compiled(package_hash)


@functools.lru_cache(maxsize=256)
def _compiled(package_hash: str) -> CompiledForm:
    return compile_form(_shelf[0].form_source(package_hash), _shelf[0].parse)
