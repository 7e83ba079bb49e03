"""Where a step of a draft can be moved to: every arrow of its own course that it does not stand on."""

from django.utils.translation import gettext as _

from raadhus.processes.public.outline import Outline, Step
from raadhus.ui.fields import Option, SelectField
from raadhus.workspace.web.model_pages.parts import name_of

WAY = "move-way"


def move_field(step: Step, model: Outline) -> SelectField | None:
    """Return the field that asks where a step is to stand; None of one that stays where it is."""
    if len({way.target for way in step.ways} - {step.id}) > 1:
        return None
    options = tuple(_options(step, model))
    if not options:
        return None
    hint = _(
        "It keeps its name, its settings and the events on its edge. What came before it leads on to what came after."
    )
    return SelectField(name=WAY, label=_("Where it is to stand"), hint=hint, options=options, value="")


def _options(step: Step, model: Outline) -> list[Option]:
    names = {one.id: name_of(one) for one in model.steps}
    return [
        Option(value=way.id, label=_said(names[one.id], names.get(way.target, way.target), way.name))
        for one in model.steps
        if one.within == step.within and one.id != step.id
        for way in one.ways
        if way.target != step.id
    ]


def _said(before: str, after: str, way: str) -> str:
    said = _("Between “%(before)s” and “%(after)s”") % {"before": before, "after": after}
    return f"{said} ({way})" if way else said
