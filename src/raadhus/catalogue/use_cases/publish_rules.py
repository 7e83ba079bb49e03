"""Publish a draft of rules that somebody else has written: a new version of the service, from a day on."""

from django.utils.translation import gettext_lazy as _

from raadhus.catalogue.domain.package_files import RULES, PackageFiles
from raadhus.catalogue.domain.problems import Problems, errors_in
from raadhus.catalogue.events import RulesPublished
from raadhus.catalogue.ports import PackageRef
from raadhus.catalogue.use_cases.compare_rules import compare_rules
from raadhus.catalogue.use_cases.lint_package import lint_files
from raadhus.catalogue.use_cases.publishing import Published, PublishedFile, PublishOrder, publish_draft
from raadhus.catalogue.use_cases.releasing import find_pending, stop, turn_edition
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules import public as rules
from raadhus.rules.public import drafts


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


def publish_rules(actor: Actor, order: PublishOrder) -> PackageRef:
    """
    Make a version of the service with the draft's rules, and let it hold from the order's day on.

    Whoever applied before that day is decided by the version of their time.
    Raises: NotAllowed, NotFoundHere, NotByTheSame, DraftIsClosed, DraftChangedSince, RulesMovedOn, WrongDay,
    NothingChanged, ScenariosChange, ScenariosFail, CannotPublishRules, CannotInstallPackage.
    Emits: RulesPublished; ServiceInstalled on the day.
    """
    with transaction(actor.tenant):
        return publish_draft(actor, order, _RULES)


def stop_release(actor: Actor, service_key: str, reason: str, *, kind: str = drafts.RULES) -> None:
    """
    Let what was to hold from a later day never hold; its draft, of this ``kind``, can be written on again.

    Raises: NotAllowed; NotFoundHere when nothing of this kind waits for its day; NothingWritten.
    """
    with transaction(actor.tenant):
        pending = find_pending(actor, service_key)
        if pending is None or pending.draft_id is None:
            raise NotFoundHere(detail=f"nothing pending of {service_key}")
        drafts.reopen_draft(actor, pending.draft_id, reason, kind=kind)
        stop(pending)
        turn_edition(actor)
        audit.record(actor, "catalogue.stop_release", f"service:{service_key}", {"release": str(pending.id)})


def _expect_fit(files: PackageFiles, before: PackageFiles, order: PublishOrder) -> None:
    problems = errors_in(lint_files(files))
    if problems:
        raise CannotPublishRules(problems)
    compared = compare_rules(before, files[RULES])
    if compared.failed:
        raise ScenariosFail(detail=", ".join(one.key for one in compared.failed))
    if compared.changed and not order.accepts_changes:
        raise ScenariosChange(detail=", ".join(one.key for one in compared.changed))


def _event(published: Published) -> RulesPublished:
    return RulesPublished(
        subject=f"service:{published.ref.service_key}",
        service_key=published.ref.service_key,
        version=published.ref.version,
        package_hash=published.ref.content_hash,
        model_hash=published.model_hash,
        valid_from=published.valid_from,
    )


_RULES = PublishedFile(
    kind=drafts.RULES,
    act="catalogue.publish_rules",
    address=lambda files: rules.reference_of(files[RULES]).hash,
    expect_fit=_expect_fit,
    event=_event,
)
