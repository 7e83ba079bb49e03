"""People who apply before a newcomer comes: their cases need a person, so that the caseworker's inbox is not empty."""

import http.client

from raadhus.adapters.demo_people import find
from raadhus.config.proof.journey import ANSWERS
from raadhus.config.proof.page import CannotGoOn
from raadhus.config.proof.visits import Visits
from raadhus.config.town.town import Town

NEED_A_PERSON = ("rasmus", "jonas")  # of one a child has two homes, of the other the register lacks months
_DONE = "townsfolk"
_SAID = {**ANSWERS, r"income\.monthly$": "21.500"}  # asked of those whose income no register knows


def let_townsfolk_apply(town: Town) -> tuple[str, ...]:
    """Let them apply over HTTP, once in the life of a town; return the names of those who did now."""
    done = town.state / _DONE
    if done.exists():
        return ()
    applied = []
    with Visits(town) as visits:
        for key in NEED_A_PERSON:
            journey = visits.begin()
            try:
                journey.apply(journey.find_service(), key, _SAID)
            except (CannotGoOn, OSError, http.client.HTTPException):
                break  # the proof has told what is wrong
            applied.append(find(key).name)
    done.touch()
    return tuple(applied)
