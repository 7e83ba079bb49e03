"""``./raadhus processes``: what an operator can do with running processes, in words on a line."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes
from raadhus.processes.domain.migrating import Why
from raadhus.processes.use_cases.neighbours import neighbours

Say = Callable[[str], None]
Act = Callable[[Actor, argparse.Namespace, Say], None]
_SHORTEST = 8
_WHY: dict[str, str] = {
    Why.GONE: "the step is not in the new version",
    Why.OTHER_KIND: "it is another kind of step there",
    Why.OTHER_PLACE: "it lies in another part of the process there",
    Why.OTHER_WORK: "the open task is done by somebody else there",
    Why.OTHER_WAY: "the way by which it came here is not there",
    Why.LOST_WAIT: "it waits for something that nobody waits for there",
    Why.OTHER_WAIT: "it waits for another message or signal there",
    Why.CANNOT_ARM: "what it would wait for there cannot be computed from its values",
    Why.FAILED: "moving it failed; the log says where",
}


def add_acts(parser: argparse.ArgumentParser) -> None:
    """Add every act with what it takes."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("incidents", help="steps that failed")
    acts.add_parser("versions", help="versions with cases on their way, and the newest ones")
    _add(acts, "show", "where a process stands, and what has happened", "instance")
    _add(acts, "retry", "try a failed step again", "incident")
    _add(acts, "answer", "let a failed step count as done", "incident", _REASON, _VALUES)
    _add(acts, "pause", "let a process stand still", "instance", _REASON)
    _add(acts, "resume", "let it go on", "instance", _REASON)
    move = _add(acts, "move", "put a token before another step", "token", _REASON, _VALUES)
    move.add_argument("target", help="the id of the step")
    cancel = _add(acts, "cancel", "end a process", "instance", _REASON)
    cancel.add_argument("--take-back", action="store_true", help="after what was done is taken back")
    migrate = acts.add_parser("migrate", help="bring cases to a new version")
    for name, which in (("old", "the version that they are on"), ("new", "the one they go to")):
        said = f"{which}: its hash as “versions” lists it, or the first {_SHORTEST} signs and more of it"
        migrate.add_argument(name, metavar=name.upper(), help=f"{said}; HASH.PROCESS where it has several")
    migrate.add_argument(
        "--map", action="append", default=[], metavar="OLD=NEW", help="a step that has a new id"
    )
    migrate.add_argument("--dry-run", action="store_true", help="say what would stay behind, and do nothing")
    migrate.add_argument("--reason", default="", help="why; it stays in the history of each case")
    for name, does in (
        ("migration", "how far a migration is"),
        ("stop", "stop a migration"),
        ("go-on", "let a stopped migration go on"),
    ):
        _add(acts, name, does, "migration")


def run_act(actor: Actor, options: argparse.Namespace, say: Say) -> int:
    """Do what was asked, in the name of ``actor``; 1 when it is refused, and then nothing has changed."""
    try:
        with transaction(actor.tenant):
            _ACTS[options.act](actor, options, say)
    except Refusal as refusal:
        say(f"{refusal.happened} {refusal.next_step}{f' ({refusal.detail})' if refusal.detail else ''}")
        return 1
    return 0


@dataclass(frozen=True, slots=True)
class _Taken:
    """An option that an act takes beside the id."""

    flag: str
    settings: Mapping[str, Any]


_REASON = _Taken("--reason", {"required": True, "help": "why; it stays in the history of the case"})
_VALUES = _Taken("--values", {"default": "", "metavar": "FEEL", "help": "such as {decided: true}"})


def _add(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    does: str,
    what: str,
    *options: _Taken,
) -> argparse.ArgumentParser:
    act = acts.add_parser(name, help=does)
    act.add_argument("id", type=UUID, metavar=what.upper(), help=f"the id of the {what}")
    for option in options:
        act.add_argument(option.flag, **option.settings)
    return act


def _clock_of(actor: Actor) -> Callable[[datetime], str]:
    """Return how the municipality's clock tells a moment."""
    zone = neighbours().zone_of(actor.tenant)
    return lambda moment: f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _incidents(actor: Actor, _options: argparse.Namespace, say: Say) -> None:
    when = _clock_of(actor)
    found = processes.incidents(actor)
    for one in found:
        say(f"{one.id}  {when(one.at)}  {one.element}  tried {one.tries}  {one.sentence}")
    if not found:
        say("No step has failed.")


def _versions(actor: Actor, _options: argparse.Namespace, say: Say) -> None:
    running = processes.list_versions(actor)
    newest = [one for one in processes.list_offered_versions(actor) if one not in running]
    if not running:
        say("No case is on its way.")
    for one in (*running, *newest):
        say(f"{one.model_hash}  {one.process}  {one.running} on their way")


def _show(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    look, when = processes.look_at_instance(actor, options.id), _clock_of(actor)
    say(f"{look.name}  {look.info.status}  since {when(look.info.started_at)}")
    for token in look.standing:
        say(f"  token {token.id}  {token.at.element}  {token.status}  since {when(token.since)}")
    for visit in look.history:
        say(f"  {when(visit.left_at)}  {visit.element}  {visit.outcome}")
    for one in look.interventions:
        where = " → ".join(name for name in (one.element, one.target) if name)
        say(f"  {when(one.at)}  {one.act}  {where}  {one.reason}")


def _retry(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    is_done = processes.retry_by_hand(actor, options.id)
    say("It went well." if is_done else "It failed again.")


def _answer(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    values = processes.read_values(options.values)
    processes.go_on_by_hand(actor, options.id, reason=options.reason, values=values)
    say("It has gone on.")


def _pause(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    processes.pause(actor, options.id, reason=options.reason)
    say("It is paused.")


def _resume(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    processes.resume(actor, options.id, reason=options.reason)
    say("It has gone on.")


def _move(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    values = processes.read_values(options.values)
    processes.move_by_hand(actor, options.id, options.target, reason=options.reason, values=values)
    say("It is moved.")


def _cancel(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    processes.cancel_by_hand(actor, options.id, reason=options.reason, takes_back=options.take_back)
    say("It is cancelled." if not options.take_back else "It ends when all is taken back.")


def _migrate(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    old = _chosen(options.old, processes.list_versions(actor), "a version with cases on their way")
    new = _chosen(options.new, processes.list_offered_versions(actor), "a version that cases can go to")
    order = processes.MigrationOrder(
        old_hash=old.model_hash,
        new_hash=new.model_hash,
        old_process=old.process,
        new_process=new.process,
        mapping=_mapping(options.map),
    )
    if not options.dry_run:
        say(f"migration {processes.begin_migration(actor, order, reason=options.reason)} has begun.")
        return
    trial = processes.try_migration(actor, order)
    more = "" if trial.is_whole else " (the oldest; there are more)"
    say(f"{trial.would_move} of {trial.looked_at} would go along{more}.")
    for group in trial.stuck:
        why = _WHY.get(group.why, group.why)
        say(f"  {group.count} would stay behind at {group.element}: {why}; such as {group.example}")


def _chosen(typed: str, among: Sequence[processes.VersionInfo], what: str) -> processes.VersionInfo:
    """Return the version that was typed. Raises: CannotMigrate where it is none of these, or may be several."""
    start, _dot, process = typed.partition(".")
    found = [
        one
        for one in among
        if one.model_hash.startswith(start) and process in {"", one.process} and len(start) >= _SHORTEST
    ]
    if len(found) == 1:
        return found[0]
    several = ", ".join(f"{one.model_hash}.{one.process}" for one in found)
    raise processes.CannotMigrate(
        detail=f"“{typed}” may be {several}."
        if found
        else f"“{typed}” is not {what}: “versions” lists those."
    )


def _migration(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    info = processes.get_migration(actor, options.id)
    say(f"{info.status}: {info.moved} moved, {info.stuck} stayed behind, of {info.total}.")
    for one in processes.list_stuck(actor, options.id):
        say(f"  {one.instance_id}  {one.element}  {_WHY.get(one.why, one.why)}")


def _stop(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    processes.stop_migration(actor, options.id)
    _migration(actor, options, say)


def _go_on(actor: Actor, options: argparse.Namespace, say: Say) -> None:
    processes.go_on_migrating(actor, options.id)
    _migration(actor, options, say)


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise processes.CannotMigrate(detail=f"“{wrong[0]}” has no sign =.")
    halves = [pair.partition("=") for pair in pairs]
    return {old.strip(): new.strip() for old, _sign, new in halves}


_ACTS: Mapping[str, Act] = {
    "incidents": _incidents,
    "versions": _versions,
    "show": _show,
    "retry": _retry,
    "answer": _answer,
    "pause": _pause,
    "resume": _resume,
    "move": _move,
    "cancel": _cancel,
    "migrate": _migrate,
    "migration": _migration,
    "stop": _stop,
    "go-on": _go_on,
}
