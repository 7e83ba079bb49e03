"""Which press and which print house this process uses."""

import dataclasses

from raadhus.post.ports import Press, PrintHouse


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PostRoom:
    """The machines of one post room, wired by ``config``."""

    press: Press
    print_house: PrintHouse


_wired: list[PostRoom] = []


def use(room: PostRoom) -> PostRoom | None:
    """Wire the post room and return the one before: ``config`` does it once, a test takes it back."""
    before = _wired[-1] if _wired else None
    _wired[:] = [room]
    return before


def wired() -> PostRoom:
    """Return the post room. Raises: RuntimeError when none is wired."""
    if not _wired:
        raise RuntimeError("No post room is wired: config calls post.public.use at start.")
    return _wired[-1]
