"""Versions of processes as people call them: by the number of their service's version and the day it held from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from raadhus.catalogue.public import ProcessVersion, list_process_versions
from raadhus.platform.actor import Actor
from raadhus.processes import public as processes
from raadhus.ui.words import date_in_words

_TOLD = 8  # signs of a hash that tell it from others


@dataclass(frozen=True, slots=True)
class VersionNames:
    """What the stored models are called: ``made_from`` leads from one with called services in it to what was published."""

    known: Mapping[str, ProcessVersion]
    made_from: Mapping[str, str]

    @classmethod
    def of(cls, actor: Actor, hashes: Iterable[str]) -> "VersionNames":
        """Return the names of these models, by their hashes."""
        return cls(list_process_versions(actor), processes.list_made_from(hashes))

    def name(self, model_hash: str) -> str:
        """Return what a version is called; one that no service here has had is told by the first signs of its hash."""
        found = self.known.get(self._published(model_hash))
        if found is None:
            return _("a version of no service, %(mark)s") % {"mark": model_hash[:_TOLD]}
        return _("Version %(version)s from %(day)s") % {
            "version": found.version,
            "day": date_in_words(found.valid_from),
        }

    def _published(self, mark: str) -> str:
        """Return the model as it was published; an earlier release wrote the first signs of its hash only."""
        known = (
            next((one for one in self.known if one.startswith(mark)), mark) if len(mark) == _TOLD else mark
        )
        return self.made_from.get(known, known)

    def names(self, hashes: Iterable[str]) -> Mapping[str, str]:
        """Return what several are called beside each other: of two that are called the same, each with its hash."""
        called = {one: self.name(one) for one in hashes}
        times = Counter(called.values())
        return {one: name if times[name] == 1 else f"{name} ({one[:_TOLD]})" for one, name in called.items()}


def version_names(actor: Actor, hashes: Iterable[str]) -> Mapping[str, str]:
    """Return what versions are called that stand beside each other on a page, by their hashes."""
    wanted = tuple(dict.fromkeys(hashes))
    return VersionNames.of(actor, wanted).names(wanted)
