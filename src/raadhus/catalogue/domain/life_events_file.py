"""``life-events.yaml`` of a country: what happens in a life and brings several services with it."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from raadhus.catalogue.domain.located_yaml import read_yaml
from raadhus.catalogue.domain.service_file import check_against
from raadhus.catalogue.domain.service_words import Icon, Key, Part, Texts


class LifeEventEntry(Part):
    """One life event: its title, about three words of what it holds, an icon."""

    key: Key
    icon: Icon
    title: Texts
    summary: Texts


class LifeEventsFile(Part):
    """The whole file, in the order in which the front page shows it."""

    country: Annotated[str, Field(pattern="^(dk|no)$")]
    official_language: Annotated[str, Field(pattern="^[a-z]{2,3}$")]
    life_events: Annotated[tuple[LifeEventEntry, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _is_complete(self) -> "LifeEventsFile":
        keys = [event.key for event in self.life_events]
        if len(set(keys)) < len(keys):
            raise ValueError("Two life events have the same key.")
        needed = {self.official_language, "en"}
        for event in self.life_events:
            if not needed <= set(event.title) or set(event.title) != set(event.summary):
                raise ValueError(f"“{event.key}” needs {', '.join(sorted(needed))}, title and summary alike.")
        return self


def read_life_events(file: Path) -> LifeEventsFile:
    """Return the checked file. Raises: PackageRefused with the line of each problem."""
    return check_against(LifeEventsFile, read_yaml(file.name, file.read_bytes()))
