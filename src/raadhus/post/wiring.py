"""Which print house this process uses."""

from raadhus.post.ports import PrintHouse

_house: list[PrintHouse] = []


def use_print_house(house: PrintHouse) -> None:
    """Wire the post room to a print house: ``config`` does it once."""
    _house[:] = [house]


def print_house() -> PrintHouse:
    """Return the print house. Raises: RuntimeError when none is wired."""
    if not _house:
        raise RuntimeError("No print house is wired: config calls post.public.use_print_house at start.")
    return _house[-1]
