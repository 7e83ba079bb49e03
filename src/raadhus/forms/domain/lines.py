"""What a step looks like once it was read."""

import dataclasses
from typing import Any

from raadhus.forms.domain.compiled import CompiledField, CompiledStep
from raadhus.forms.domain.reading import Given, Trouble
from raadhus.forms.domain.sheet import Figure


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One visible question, fact or notice of a step.

    name: beginning of its input names; given: suffix -> typed texts; value: None when nothing usable was typed;
    figure: set for a fact; items: the items of a group.
    """

    field: CompiledField
    name: str
    given: Given = dataclasses.field(default_factory=dict)
    value: Any = None
    figure: Figure | None = None
    is_required: bool = False
    items: tuple["Item", ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a group; ``figure`` when a register knows it."""

    item_id: str
    name: str
    lines: tuple[Line, ...]
    figure: Figure | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepReading:
    """A step as it was read; ``more``: names of questions that came up only through the answers given."""

    step: CompiledStep
    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]
    more: tuple[str, ...] = ()

    @property
    def is_in_order(self) -> bool:
        """Tell whether nothing is left to put right or to answer."""
        return not self.troubles and not self.more
