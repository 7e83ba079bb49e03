"""What an operator is refused: no reason, values that cannot be read, a process that stands otherwise by now."""

from typing import Any

from raadhus.processes import public as processes
from tests.rights.laid import Laid
from tests.rights.people import Who
from tests.rights.refusals.refused import Refused, did

# The page that tells why not shows how the case runs: the person sees that somebody looked.
_A_LOOK = frozenset({"identity_seenentry", "platform_auditentry"})


def _instance(laid: Laid) -> dict[str, Any]:
    return {"instance_id": laid.instance}


def _incident(laid: Laid) -> dict[str, Any]:
    return {"incident_id": laid.incident}


def _migration(laid: Laid) -> dict[str, Any]:
    return {"migration_id": laid.migration}


def _wrong(name: str, where: Any, post: Any, says: Any, **more: Any) -> Refused:
    return Refused(
        name=f"workspace:process-{name}",
        by=Who.OPERATOR,
        where=where,
        post=post,
        says=says,
        leaves=_A_LOOK,
        **more,
    )


_WHY = {"reason": "Known."}
_PAUSED = did("workspace:process-pause", Who.OPERATOR, _instance, _WHY)
_CANCELLED = did("workspace:process-cancel", Who.OPERATOR, _instance, _WHY)
_STOPPED = did("workspace:process-migration-stop", Who.OPERATOR, _migration, {})

PROCESSES: tuple[Refused, ...] = (
    *(
        _wrong(name, _instance, {"reason": " "}, processes.CannotActWithoutReason.happened)
        for name in ("pause", "cancel")
    ),
    _wrong("resume", _instance, {"reason": " "}, processes.CannotActWithoutReason.happened, given=_PAUSED),
    _wrong("resume", _instance, _WHY, processes.CannotResume.happened),
    _wrong("pause", _instance, _WHY, processes.CannotPause.happened, given=_PAUSED),
    _wrong("pause", _instance, _WHY, processes.CannotPause.happened, given=_CANCELLED),
    _wrong("cancel", _instance, _WHY, processes.CannotCancelProcess.happened, given=_CANCELLED),
    _wrong("move", _instance, _WHY | {"move": "x"}, processes.CannotMoveToken.happened),
    _wrong(
        "move",
        _instance,
        lambda laid: _WHY | {"move": f"{laid.task}.start"},
        processes.CannotMoveToken.happened,
    ),
    _wrong("move", _instance, _WHY | {"values": "{x:"}, processes.CannotReadValues.happened),
    _wrong("move", _instance, _WHY | {"values": "[1]"}, processes.CannotReadValues.happened),
    _wrong("answer", _incident, _WHY | {"values": "{x:"}, processes.CannotReadValues.happened),
    _wrong("answer", _incident, {"reason": " "}, processes.CannotActWithoutReason.happened),
    _wrong("retry", _incident, {}, processes.CannotRetry.happened),
    _wrong("migrate", lambda laid: {}, {"act": "begin", "old": "x.y", "new": "x.y"}, "Choose a version."),
    _wrong("migrate", lambda laid: {}, {"act": "begin", "mapping": "a"}, "This line has no sign ="),
    _wrong("migration-stop", _migration, {}, processes.CannotStopMigration.happened, given=_STOPPED),
    _wrong("migration-go-on", _migration, {}, processes.CannotStopMigration.happened),
)
