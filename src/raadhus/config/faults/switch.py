"""Which faults there are in the rooms, and how they are switched on where the product is wired."""

import pkgutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from raadhus.bus import registry
from raadhus.config.faults import doors, hearing, ports
from raadhus.platform.environment import current_environment

Port = TypeVar("Port")
NEIGHBOURS = frozenset({"registers", "eid", "sms-gateway", "mail"})
"""Parts that run as processes of their own and know their faults themselves."""


class CannotSwitchOn(Exception):
    """No part of the town has such a fault."""


@dataclass(frozen=True)
class Detour:
    """A door of the product by its full name, and what is put in its place."""

    door: str
    by: Callable[[doors.Door], doors.Door]


DOORS: Mapping[str, Detour] = {
    "platform:ahead": Detour("raadhus.platform.clock.now", doors.a_day_ahead),
    "bus:silent": Detour("raadhus.bus.outbox.emit", doors.does_nothing),
    "ui:undressed": Detour("raadhus.ui.storage.HashedFiles.url", doors.leads_nowhere),
    "identity:discreet": Detour("raadhus.identity.use_cases.note_seen.note_seen", doors.does_nothing),
    "organisation:misdirected": Detour("raadhus.organisation.queries.unit_by_key", doors.to_another_unit),
    "rules:another-year": Detour("raadhus.rules.use_cases.decide.decide", doors.by_another_year),
    "processes:stuck": Detour(
        "raadhus.processes.use_cases.start_instance.start_instance", doors.does_nothing
    ),
    "records:swapped": Detour(
        "raadhus.records.use_cases.file_document.file_document", doors.files_the_one_before
    ),
    "catalogue:old": Detour("raadhus.catalogue.queries.packages.get_package", doors.an_older_version),
    "post:open": Detour("raadhus.post.access.access_letter", doors.opens_for_all),
    "forms:forgetful": Detour("raadhus.forms.domain.saving.answers_to_submit", doors.loses_the_last),
    "portal:stale": Detour("raadhus.portal.web.my_page.home.show", doors.as_first_drawn),
    "workspace:torn": Detour("raadhus.workspace.web.case_page.papers.papers_of", doors.shows_none),
    "console:late": Detour(
        "raadhus.statistics.queries.contacts.get_channel_report", doors.of_the_month_before
    ),
}
PORTS: Mapping[str, Callable[[Any], Any]] = {
    "press:misprint": ports.MisprintingPress,
    "print-house:closed": ports.ClosedPrintHouse,
    "notifications:talkative": ports.TalkativeGateway,
    "identity:mistaken": ports.MistakenProtocol,
}
OUTBOX_TWICE = f"bus:{hearing.TWICE}"


def spoilt(port: Port, *faults: str) -> Port:
    """Return a port, behind those of its ``faults`` (``part:kind``) that are switched on."""
    for fault in current_environment().faults:
        if fault in faults:
            port = PORTS[fault](port)
    return port


def switch_on() -> None:
    """
    Switch on what the environment names, once all rooms are there.

    Raises: CannotSwitchOn for a fault that no part has.
    """
    for fault in current_environment().faults:
        room, _, kind = fault.partition(":")
        if fault in DOORS:
            _put_in_place(DOORS[fault])
        elif fault == OUTBOX_TWICE:
            hearing.tell_twice()
        elif kind == hearing.DEAF and room in _who_hears():
            hearing.make_deaf(room)
        elif kind == hearing.IDLE and room in _who_works():
            hearing.make_idle(room)
        elif fault not in PORTS and room not in NEIGHBOURS:
            raise CannotSwitchOn(
                f"RAADHUS_FAULT: no part of a town has a fault {fault}: config/README.md lists them."
            )


def known_faults() -> frozenset[str]:
    """Return every fault of the rooms and of their ports; what a neighbour has is its own to know."""
    return frozenset(
        {
            *DOORS,
            *PORTS,
            OUTBOX_TWICE,
            *(f"{room}:{hearing.DEAF}" for room in _who_hears()),
            *(f"{room}:{hearing.IDLE}" for room in _who_works()),
        }
    )


def _put_in_place(detour: Detour) -> None:
    """Let everybody who calls the door, by whatever name they have it, reach what is put in its place."""
    path, _, name = detour.door.rpartition(".")
    owner = pkgutil.resolve_name(path)
    sound = getattr(owner, name)
    instead = detour.by(sound)
    setattr(owner, name, instead)
    for holder, bound in _holders_of(sound):
        setattr(holder, bound, instead)


def _holders_of(door: doors.Door) -> list[tuple[Any, str]]:
    ours = [module for name, module in sys.modules.items() if name.startswith("raadhus.")]
    return [(module, bound) for module in ours for bound, value in vars(module).items() if value is door]


def _who_hears() -> frozenset[str]:
    return frozenset(one.name.partition(".")[0] for known in registry.subscribers.values() for one in known)


def _who_works() -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in registry.jobs)
