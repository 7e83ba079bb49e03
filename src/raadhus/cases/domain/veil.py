"""What of a case is hidden from who may not see a protected name or address in it."""

import dataclasses

# Kinds of field (as forms call them) whose answers tell neither who somebody is nor where they live.
_HARMLESS = frozenset(
    {"date", "month", "money", "whole_number", "yes_no", "choice", "multiple_choice", "notice"}
)
_TELLS_A_NAME = frozenset({"name", "person"})


@dataclasses.dataclass(frozen=True, slots=True)
class Veil:
    """Whether names, and whether addresses, are hidden from the reader of a case; who is hidden has no address either."""

    hides_names: bool
    hides_addresses: bool

    @property
    def is_drawn(self) -> bool:
        """Tell whether anything is hidden; free text and files then are too, for they may hold what is protected."""
        return self.hides_names or self.hides_addresses

    def hides(self, kind: str) -> bool:
        """Tell whether an answer to a field of this kind is hidden; a kind that nobody has judged is."""
        if kind in _TELLS_A_NAME:
            return self.hides_names
        return self.is_drawn and kind not in _HARMLESS
