"""The door to the modeller: a draft as it reads and writes it, and what it would lose."""

from raadhus.rules.domain.editing.modeller import for_modeller, foreign_parts
from raadhus.rules.use_cases.drafts.save_drawn import ModellerLostParts, save_drawn

__all__ = ["ModellerLostParts", "for_modeller", "foreign_parts", "save_drawn"]
