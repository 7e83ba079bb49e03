"""The door to the modeller: a draft as it reads it, and what was drawn in it."""

from raadhus.processes.domain.outline.redrawing import readable_by_tools
from raadhus.processes.use_cases.save_drawing import Drawing, save_drawing

__all__ = ["Drawing", "readable_by_tools", "save_drawing"]
