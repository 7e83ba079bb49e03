"""``./raadhus keys rotate [--new]``: seal everything under the newest key, or under a new one."""

from collections.abc import Sequence

from raadhus.config.command import manage

_ACTS = {"rotate": "rotate_keys"}


def main(arguments: Sequence[str]) -> int:
    """Run an act on the key ring: in this installation, or in the demo town."""
    words = list(arguments)
    return manage.main([_ACTS.get(words[0], words[0]), *words[1:]] if words else ["rotate_keys", "--help"])
