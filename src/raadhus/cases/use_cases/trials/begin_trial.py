"""Begin to try changed rules on the earlier cases of a service."""

import dataclasses
import datetime as dt
from uuid import UUID

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from raadhus.bus import due, queue
from raadhus.cases.access.beyond_cases import may_try_files, require_trials
from raadhus.cases.domain.trials import KEPT, MOST_AT_ONCE, UNDER_WAY, TrialState
from raadhus.cases.models import RuleTrial
from raadhus.cases.queries.tried_decisions import decisions_between
from raadhus.catalogue.public import package, trial_question
from raadhus.organisation.public import municipality
from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, Refusal
from raadhus.platform.tenancy.turns import take_turn
from raadhus.platform.text import clean
from raadhus.rules import public as rules
from raadhus.rules.public import trying

TRY = "cases.try_rules"
"""The job that computes the next cases of a trial."""
FORGET = "cases.forget_trial"
"""What falls due when the time of a trial is over."""
_NAMED = 5
_NAME = 120


class CannotTryRules(Refusal):
    """The two versions cannot be compared, or there is nothing to compare them on."""

    status = 422
    code = "try-rules"
    happened = _("These rules cannot be tried.")
    kept = _("Nothing was begun, and no case was read.")
    next_step = _("Choose other rules, or put right what is wrong, and try again.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """
    What is asked for: the old rules by their address, the new ones as bytes, the decisions of a period (half open).

    ``package_hash``: the version of the package in force, which says what counts; ``old_name``, ``new_name``: what
    people call the two versions.
    """

    service_key: str
    package_hash: str
    old_hash: str
    old_name: str
    new_source: bytes
    new_name: str
    begins_on: dt.date
    ends_on: dt.date


def _nothing_decided(actor: Actor) -> CannotTryRules:
    if municipality(actor.tenant).is_association:
        return CannotTryRules(
            gettext("An association decides no cases of its own."),
            next_step=gettext("Send the draft for review: then your members can try it on their cases."),
        )
    return CannotTryRules(
        gettext("Nothing was decided in this period."), next_step=gettext("Choose a longer period.")
    )


def begin_trial(actor: Actor, asked: Trying, *, is_from_file: bool = False) -> UUID:
    """
    Queue the trial and return its id; it goes on by itself, a few cases at a time.

    Rules ``is_from_file`` nobody but their sender has seen: they could pick out one person and tell of them by a sum.
    Raises: LoginNeeded, NotAllowed, CannotTryRules; NotFoundHere for rules that nobody stored.
    """
    require_trials(actor)
    if is_from_file and not may_try_files(actor):
        raise NotAllowed(detail="cases.trials.file")
    _expect_comparable(actor, asked)
    wanted = decisions_between(asked.service_key, asked.begins_on, asked.ends_on)
    total = wanted.count()
    if not total:
        raise _nothing_decided(actor)
    take_turn("begin_trial")  # or two that begin at once count the same
    if RuleTrial.objects.filter(state__in=UNDER_WAY).count() >= MOST_AT_ONCE:
        raise CannotTryRules(
            gettext("Several changes are being tried already."),
            next_step=gettext("Wait until one of them is done, or stop it."),
        )
    now = clock.now()
    trial = RuleTrial.objects.create(
        **{field.name: getattr(asked, field.name) for field in dataclasses.fields(asked)}
        | {"old_name": clean(asked.old_name)[:_NAME], "new_name": clean(asked.new_name)[:_NAME]},
        begun_at=now,
        begun_by=actor.staff_id,
        state=TrialState.RUNNING,
        total=total,
        units=[str(unit) for unit in wanted.order_by().values_list("case__unit_id", flat=True).distinct()],
    )
    audit.record(
        actor,
        "cases.try_rules",
        f"trial:{trial.id}",
        {
            "service": asked.service_key,
            "old": asked.old_hash,
            "new": rules.reference_of(asked.new_source).hash,
            "cases": total,
        },
    )
    due.set_due(FORGET, trial.id, now + KEPT)
    queue.defer(TRY, lock=f"trial:{trial.id}", trial_id=trial.id)
    return trial.id


def _expect_comparable(actor: Actor, asked: Trying) -> None:
    """Raises: CannotTryRules with what is wrong, NotFoundHere."""
    part = package(asked.package_hash).service.decision
    question = trial_question(part) if part else None
    if question is None:
        raise CannotTryRules(
            gettext("The service's package does not say how a change is measured."),
            next_step=gettext("Ask those who write it to add “decision.trial” to service.yaml."),
        )
    old = rules.get_model(actor, rules.ModelRef(asked.old_hash))
    new = _loaded(asked.new_source)
    _expect_same_questions(question, old, new)


def _loaded(source: bytes) -> rules.RuleModel:
    if len(source) > rules.LARGEST_MODEL:
        raise CannotTryRules(gettext("The file is too large to be rules."))
    try:
        return rules.load_model(source)
    except rules.CannotLoadModel as refused:
        told = "; ".join(_told(problem) for problem in refused.problems[:_NAMED])
        sentence = gettext("The new rules have errors: %(problems)s") % {"problems": told}
        raise CannotTryRules(sentence) from None


def _told(problem: rules.Problem) -> str:
    if not problem.line:
        return problem.sentence
    return gettext("line %(line)s: %(sentence)s") % {"line": problem.line, "sentence": problem.sentence}


def _expect_same_questions(question: trying.Question, old: rules.RuleModel, new: rules.RuleModel) -> None:
    """Raises: CannotTryRules unless both answer, from no more than the first decision's log keeps of a case."""
    try:
        needed = trying.needed_inputs(question, old, new)
    except rules.UnknownDecision:
        names = ", ".join(f"“{name}”" for name in question.decisions)
        sentence = gettext("Both versions need these decisions: %(names)s.") % {"names": names}
        raise CannotTryRules(sentence) from None
    missing = sorted(needed - set(old.input_names(question.decisions[0])))
    if missing:
        raise CannotTryRules(
            ngettext(
                "The new rules ask for something that earlier cases do not know: %(names)s.",
                "The new rules ask for things that earlier cases do not know: %(names)s.",
                len(missing),
            )
            % {"names": ", ".join(f"“{name}”" for name in missing[:_NAMED])},
            next_step=gettext("Leave that out of the rules for the trial, or give it a fixed value."),
        )
