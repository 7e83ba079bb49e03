"""What operators look after."""

from typing import Any

from tests.rights.laid import Laid
from tests.rights.matrix import CONFLICT, GONE, Kind, Row
from tests.rights.people import Who

# The page that tells an operator why not shows how the case runs: the person sees that somebody looked.
_A_LOOK = frozenset({"identity_seenentry", "platform_auditentry"})


def _incident(laid: Laid) -> dict[str, Any]:
    return {"incident_id": laid.incident}


def _instance(laid: Laid) -> dict[str, Any]:
    return {"instance_id": laid.instance}


def _migration(laid: Laid) -> dict[str, Any]:
    return {"migration_id": laid.migration}


OPERATIONS: tuple[Row, ...] = (
    Row(name="workspace:operations", kind=Kind.OPERATORS),
    Row(
        name="workspace:settle",
        kind=Kind.OPERATORS,
        post={"kind": "step", "act": "again", "id": "0"},
        but={Who.OPERATOR: GONE},
    ),
    Row(name="workspace:processes", kind=Kind.OPERATORS),
    Row(name="workspace:process-incident", kind=Kind.OPERATORS, where=_incident),
    Row(name="workspace:process-instance", kind=Kind.OPERATORS, where=_instance),
    Row(name="workspace:process-migrate", kind=Kind.OPERATORS),
    Row(name="workspace:process-migration", kind=Kind.OPERATORS, where=_migration),
    Row(  # nothing of it stands failed
        name="workspace:process-retry",
        kind=Kind.OPERATORS,
        where=_incident,
        post={},
        but={Who.OPERATOR: CONFLICT},
    ),
    Row(
        name="workspace:process-answer",
        kind=Kind.OPERATORS,
        where=_incident,
        post={"reason": "Known."},
        but={Who.OPERATOR: CONFLICT},
        leaves=_A_LOOK,
    ),
    Row(name="workspace:process-pause", kind=Kind.OPERATORS, where=_instance, post={"reason": "Wait."}),
    Row(  # it is not paused
        name="workspace:process-resume",
        kind=Kind.OPERATORS,
        where=_instance,
        post={"reason": "Go."},
        but={Who.OPERATOR: CONFLICT},
        leaves=_A_LOOK,
    ),
    Row(name="workspace:process-cancel", kind=Kind.OPERATORS, where=_instance, post={"reason": "Off."}),
    Row(  # it names no token
        name="workspace:process-move",
        kind=Kind.OPERATORS,
        where=_instance,
        post={"reason": "On.", "move": "x"},
        but={Who.OPERATOR: CONFLICT},
        leaves=_A_LOOK,
    ),
    Row(  # an empty form
        name="workspace:process-migrate",
        kind=Kind.OPERATORS,
        post={"act": "begin"},
        but={Who.OPERATOR: CONFLICT},
    ),
    Row(name="workspace:process-migration-stop", kind=Kind.OPERATORS, where=_migration, post={}),
    Row(  # it runs
        name="workspace:process-migration-go-on",
        kind=Kind.OPERATORS,
        where=_migration,
        post={},
        but={Who.OPERATOR: CONFLICT},
    ),
)
