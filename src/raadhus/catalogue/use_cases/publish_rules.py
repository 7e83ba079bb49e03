"""Publish a draft of rules that somebody else has written: a new version of the service, from a day on."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.bus import outbox
from raadhus.catalogue.domain.package_files import RULES, SERVICE, PackageFiles
from raadhus.catalogue.domain.problems import Problems, errors_in
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.domain.versions import next_version, with_version
from raadhus.catalogue.events import RulesPublished
from raadhus.catalogue.models import Service
from raadhus.catalogue.ports import PackageRef
from raadhus.catalogue.queries.packages import get_package
from raadhus.catalogue.use_cases.compare_rules import compare_rules
from raadhus.catalogue.use_cases.install_package import install_parts
from raadhus.catalogue.use_cases.lint_package import lint_files
from raadhus.catalogue.use_cases.releasing import (
    find_pending,
    release,
    stop,
    store_version,
    turn_edition,
)
from raadhus.organisation.public import local_today
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules import public as rules
from raadhus.rules.public import drafts

LATEST = dt.timedelta(days=3 * 366)


class CannotPublishRules(Refusal):
    """The changed rules do not fit the package; ``problems`` says where."""

    status = 422
    code = "rules-unfit"
    happened = _("The check of the whole package finds problems: the rules were not published.")
    kept = _("The rules in force stay, and the draft waits for review.")
    next_step = _("Return the draft to its author, with what is listed.")

    def __init__(self, problems: Problems) -> None:
        """Keep what the check found, for the page."""
        self.problems = problems
        super().__init__(detail="\n".join(map(str, problems)))


class RulesMovedOn(Refusal):
    """The rules in force are not those that the draft was begun from."""

    code = "rules-moved-on"
    happened = _("Other rules have come into force, or are about to, since this draft was begun.")
    kept = _("The draft is kept; nothing was published.")
    next_step = _("Begin a new draft from the rules in force and make the change there.")


class ScenariosChange(Refusal):
    """Scenarios come out otherwise, and nobody has said that this is meant."""

    status = 422
    code = "scenarios-change"
    happened = _("Some of the package's examples come out otherwise by these rules.")
    kept = _("Nothing was published; the draft waits for review.")
    next_step = _("Look at them. If that is what the change is for, say so and publish again.")


class ScenariosFail(Refusal):
    """Scenarios cannot be decided by the changed rules at all: no word of a reviewer makes that good."""

    status = 422
    code = "scenarios-fail"
    happened = _("Some of the package's examples cannot be decided by these rules at all.")
    kept = _("Nothing was published; the draft waits for review.")
    next_step = _("Return the draft to its author, who finds them on its page.")


class WrongDay(Refusal):
    """Rules hold from today at the earliest: what was decided by others stays decided."""

    status = 422
    code = "rules-day"
    happened = _("Rules can hold from today or from a day in the next three years.")
    kept = _("Nothing was published; the draft waits for review.")
    next_step = _("Choose another day.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublishOrder:
    """What a reviewer decides: the draft as read (``read``: its mark), the first day, words for the history."""

    draft_id: UUID
    read: str
    valid_from: dt.date
    words: str = ""
    accepts_changes: bool = False


def publish_rules(actor: Actor, order: PublishOrder) -> PackageRef:
    """
    Make a version of the service with the draft's rules, and let it hold from the order's day on.

    Whoever applied before that day is decided by the version of their time.
    Raises: NotAllowed, NotFoundHere, NotByTheSame, DraftIsClosed, DraftChangedSince, RulesMovedOn, WrongDay,
    ScenariosChange, ScenariosFail, CannotPublishRules, CannotInstallPackage.
    Emits: RulesPublished; ServiceInstalled on the day.
    """
    with transaction(actor.tenant):
        _expect_day(actor, order.valid_from)
        draft = drafts.settle_draft(actor, order.draft_id, order.words, read=order.read)
        source = draft.source
        current = _own_service(actor, draft.service_key).current
        before = get_package(current.content_hash)
        if rules.reference_of(before.files[RULES]).hash != draft.based_on or find_pending(
            actor, draft.service_key
        ):
            raise RulesMovedOn(detail=f"draft {draft.id}")
        files = _with_rules(before.files, before.service.version, source)
        _expect_fit(files, before.files, source, order)
        service = parse_service(files)
        ref = PackageRef(service.id, service.version, files.content_hash)
        install_parts(actor, files, ref)
        version = store_version(files, service, current.made_from or current.content_hash)
        release(actor, version, files, valid_from=order.valid_from, draft_id=draft.id)
        model = rules.reference_of(source).hash
        outbox.emit(
            RulesPublished(
                subject=f"service:{service.id}",
                service_key=service.id,
                version=service.version,
                package_hash=ref.content_hash,
                model_hash=model,
                valid_from=order.valid_from,
            )
        )
        audit.record(
            actor,
            "catalogue.publish_rules",
            f"service:{service.id}",
            {"draft": str(draft.id), "model": model, "valid_from": order.valid_from.isoformat()},
        )
    return ref


def stop_release(actor: Actor, service_key: str, reason: str) -> None:
    """
    Let rules that were to hold from a later day never hold; their draft can be written on again.

    Raises: NotAllowed; NotFoundHere when nothing waits for its day; NothingWritten.
    """
    with transaction(actor.tenant):
        pending = find_pending(actor, service_key)
        if pending is None or pending.draft_id is None:
            raise NotFoundHere(detail=f"no pending rules of {service_key}")
        drafts.reopen_draft(actor, pending.draft_id, reason)
        stop(pending)
        turn_edition(actor)
        audit.record(actor, "catalogue.stop_release", f"service:{service_key}", {"release": str(pending.id)})


def _expect_day(actor: Actor, day: dt.date) -> None:
    today = local_today(actor.tenant)
    if not today <= day <= today + LATEST:
        raise WrongDay(detail=day.isoformat())


def _own_service(actor: Actor, key: str) -> Service:
    # Without its version: who waited for another's publishing would find neither the old one nor the new.
    rows = Service.objects.select_for_update().filter(owner_id=actor.tenant, key=key, is_published=True)
    found = rows.first()
    if found is None:
        raise NotFoundHere(detail=f"service {key}")
    return found


def _with_rules(files: PackageFiles, version: str, source: bytes) -> PackageFiles:
    changed = {RULES: source, SERVICE: with_version(files[SERVICE], next_version(version))}
    return PackageFiles({**files.contents, **changed})


def _expect_fit(files: PackageFiles, before: PackageFiles, source: bytes, order: PublishOrder) -> None:
    problems = errors_in(lint_files(files))
    if problems:
        raise CannotPublishRules(problems)
    compared = compare_rules(before, source)
    if compared.failed:
        raise ScenariosFail(detail=", ".join(one.key for one in compared.failed))
    if compared.changed and not order.accepts_changes:
        raise ScenariosChange(detail=", ".join(one.key for one in compared.changed))
