"""Publish a draft of a process that somebody else has written: what new cases of the service go by, from a day on."""

from django.utils.translation import gettext_lazy as _

from raadhus.catalogue.domain.package_files import PROCESS, PackageFiles
from raadhus.catalogue.domain.problems import errors_in
from raadhus.catalogue.events import ProcessPublished
from raadhus.catalogue.ports import PackageRef
from raadhus.catalogue.use_cases.lint_package import lint_files
from raadhus.catalogue.use_cases.publish_rules import CannotPublishRules
from raadhus.catalogue.use_cases.publishing import (
    Published,
    PublishedFile,
    PublishOrder,
    RulesMovedOn,
    WrongDay,
    publish_draft,
)
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.public import address_of
from raadhus.processes.public.drafts import PROCESS as KIND


class CannotPublishProcess(CannotPublishRules):
    """The changed process does not fit the package; ``problems`` says where."""

    code = "process-unfit"
    happened = _("The check of the whole package finds problems: the process was not published.")
    kept = _("The process in force stays, and the draft waits for review.")


class ProcessMovedOn(RulesMovedOn):
    """The process in force is not the one that the draft was begun from, or something else waits for its day."""

    code = "process-moved-on"
    happened = _(
        "Another version of the service has come into force, or is about to, since this draft was begun."
    )
    next_step = _("Begin a new draft from the process in force and make the change there.")


class WrongProcessDay(WrongDay):
    """A process holds from today at the earliest."""

    code = "process-day"
    happened = _("A process can hold from today or from a day in the next three years.")


def publish_process(actor: Actor, order: PublishOrder) -> PackageRef:
    """
    Make a version of the service with the draft's process; cases applied for from the order's day on go by it.

    Those begun before stay on theirs. Raises: NotAllowed, NotFoundHere, NotByTheSame, DraftIsClosed, DraftChangedSince,
    ProcessMovedOn, WrongProcessDay, NothingChanged, CannotPublishProcess, CannotInstallPackage.
    Emits: ProcessPublished; ServiceInstalled on the day.
    """
    with transaction(actor.tenant):
        return publish_draft(actor, order, _PROCESS)


def _expect_fit(files: PackageFiles, _before: PackageFiles, _order: PublishOrder) -> None:
    problems = errors_in(lint_files(files))
    if problems:
        raise CannotPublishProcess(problems)


def _event(published: Published) -> ProcessPublished:
    return ProcessPublished(
        subject=f"service:{published.ref.service_key}",
        service_key=published.ref.service_key,
        version=published.ref.version,
        package_hash=published.ref.content_hash,
        model_hash=published.model_hash,
        valid_from=published.valid_from,
    )


_PROCESS = PublishedFile(
    kind=KIND,
    act="catalogue.publish_process",
    address=lambda files: address_of(files[PROCESS], files.called_processes),
    expect_fit=_expect_fit,
    event=_event,
    moved_on=ProcessMovedOn,
    wrong_day=WrongProcessDay,
)
