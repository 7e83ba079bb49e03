"""Read a package from its folder, with the models that its rules import inside ``rules.dmn``."""

from pathlib import Path

from raadhus.catalogue.domain.package_files import RULES, PackageFiles, read_files
from raadhus.catalogue.domain.problems import PackageRefused, Problem
from raadhus.rules import public as rules
from raadhus.rules.public.checking import sentence_of

_MODELS = "models"


def read_package(folder: Path) -> PackageFiles:
    """
    Return the package in ``folder``; its ``models/`` stand inside ``rules.dmn``, which alone is kept and decided by.

    Raises: PackageRefused as ``read_files`` does, and for a model that is none, or that the rules do not import.
    """
    files = read_files(folder)
    return with_models(files) if files.under(_MODELS) else files


def with_models(files: PackageFiles) -> PackageFiles:
    """Return a package with its ``models/`` inside ``rules.dmn``. Raises: PackageRefused."""
    named = _by_namespace(files)
    if RULES not in files:
        raise PackageRefused(
            [Problem(file=name, sentence="There is no rules.dmn to import it.") for name in named.values()]
        )
    source = _with(files[RULES], {namespace: files[name] for namespace, name in named.items()})
    alone = named.keys() - set(rules.models_inside(source))
    if alone:
        said = "The rules import no model of the namespace “%s”."
        raise PackageRefused([Problem(file=named[one], sentence=said % one) for one in sorted(alone)])
    rest = {name: content for name, content in files.contents.items() if name not in named.values()}
    return PackageFiles({**rest, RULES: source})


def _with(source: bytes, others: dict[str, bytes]) -> bytes:
    try:
        return rules.carry_models(source, others)
    except rules.CannotLoadModel as refused:
        raise PackageRefused([_problem(RULES, one) for one in refused.problems]) from refused


def _by_namespace(files: PackageFiles) -> dict[str, str]:
    """Return the names of the models by their namespaces. Raises: PackageRefused."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name in files.under(_MODELS):
        try:
            namespace = rules.namespace_of(files[name])
        except rules.CannotLoadModel as refused:
            problems += (_problem(name, one) for one in refused.problems)
            continue
        if namespace in found:
            problems.append(
                Problem(file=name, sentence=f"{found[namespace]} has the same namespace, “{namespace}”.")
            )
        found.setdefault(namespace, name)
    if problems:
        raise PackageRefused(problems)
    return found


def _problem(name: str, found: rules.Problem) -> Problem:
    return Problem(file=name, line=found.line, element=found.element, sentence=sentence_of(found))
