"""What the demo says: the proof line by line, the address, and whom to log in as."""

import sys

from raadhus.adapters.demo_people import find
from raadhus.config.proof.proving import prove
from raadhus.config.proof.townsfolk import let_townsfolk_apply
from raadhus.config.town import preparing
from raadhus.config.town.town import Town

WAYS_IN = (
    ("citizen", "egeby", "/", "amina"),
    ("caseworker", "egeby", "/work/", "karim"),
    ("permits", "egeby", "/work/", "hanne"),
    ("leader", "egeby", "/console/", "birgit"),
    ("association", "kommunekredsen", "/console/", "helle"),
    ("her rules", "kommunekredsen", "/work/rules/", "helle"),
    ("processes", "kommunekredsen", "/work/models/", "helle"),
    ("publishes", "kommunekredsen", "/work/rules/", "jens"),
    ("operator", "egeby", "/work/processes/", "ida"),
)
WIDTH = 12


def show_proof(town: Town) -> bool:
    """Carry out the proof, say each line as it is seen, and tell whether all of it was true."""
    is_true = True
    for line in prove(town):
        mark = "" if line.is_true else "NOT SO: "
        sys.stdout.write(f"  {line.what:<{WIDTH}}{mark}{line.said}\n")
        sys.stdout.flush()
        is_true = is_true and line.is_true
    sys.stdout.write("All of it is true.\n" if is_true else "The town does not work as it should.\n")
    return is_true


def show_townsfolk(town: Town) -> None:
    """Give the caseworker something to do in a new town, and say so."""
    names = let_townsfolk_apply(town)
    if names:
        sys.stdout.write(f"  {'waiting':<{WIDTH}}{' and '.join(names)} applied too: the caseworker decides\n")
        sys.stdout.flush()


def show_notices(town: Town) -> None:
    """Say which packages of ``services/`` the town does not offer, and what is wrong with them."""
    for line in preparing.notices(town.state):
        sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()


def show_addresses(town: Town) -> None:
    """Say where the town is, and who to be there."""
    sys.stdout.write(f"\nThe town is open: {town.address('egeby')}/ (and {town.address('nordby')}/)\n")
    for role, host, path, key in WAYS_IN:
        sys.stdout.write(f"  {role:<{WIDTH}}{find(key).name:<14}{town.address(host)}{path}\n")
    sys.stdout.write("To be another of them, log out first, or use a private window for each.\n")
    sys.stdout.write("There are no passwords. Ctrl-C closes the town and keeps what happened.\n")
    sys.stdout.flush()
