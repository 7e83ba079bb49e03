"""Store a decision model, checked, once for each content."""

from django.utils.translation import gettext_lazy as _

from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.problems import Problem
from raadhus.rules.models import RuleModel
from raadhus.rules.queries import ModelRef, keep, reference_of


class CannotStoreModel(Refusal):
    """The model has errors or doubts; `problems` says which, with line and element."""

    status = 422
    code = "rules-refused"
    happened = _("The rules were refused.")
    kept = _("Nothing was stored; the rules in use stay.")
    next_step = _("Fix what is listed and try again.")

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the findings."""
        self.problems = problems
        super().__init__(detail="\n".join(map(str, problems)))


def store_model(actor: Actor, source: bytes) -> ModelRef:
    """Check a DMN model and store it for the actor's association or municipality; members may read it.

    Storing the same content again changes nothing. The caller has asked for the right to install.
    Raises: CannotStoreModel with every error and doubt; advice and notes keep nothing from being stored.
    """
    problems = tuple(problem for problem in check(source) if problem.refuses)
    if problems:
        raise CannotStoreModel(problems)
    ref = reference_of(source)
    model = load(source)
    with transaction(actor.tenant):
        if RuleModel.objects.filter(owner_id=actor.tenant, content_hash=ref.hash).exists():
            return ref
        RuleModel.objects.create(
            owner_id=actor.tenant,
            is_published=True,
            content_hash=ref.hash,
            name=model.model.name[:200],
            source=source,
            stored_at=clock.now(),
        )
        audit.record(actor, "rules.store_model", f"rules:{ref.hash[:16]}", {"name": model.model.name})
    keep(ref.hash, model, len(source))
    return ref
