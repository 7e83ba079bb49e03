"""What the pages of rules say: steps, kinds of parts, traits."""

from django.utils.translation import gettext_lazy as _

from raadhus.platform.requests import TownRequest
from raadhus.rules.public.drafts import How, Trait, What
from raadhus.ui.parts import Tone
from raadhus.workspace.web.draft_pages.words import Done, Words

WHAT: dict[What, Words] = {
    What.BEGUN: _("the rules it began from"),
    What.TABLE: _("table"),
    What.DIAGRAM: _("modeller"),
    What.UPLOAD: _("uploaded file"),
}
HOW: dict[How, tuple[Words, Tone, str]] = {
    How.ADDED: (_("Added"), Tone.SUCCESS, "Plus"),
    How.REMOVED: (_("Removed"), Tone.DANGER, "Minus"),
    How.CHANGED: (_("Changed"), Tone.INFO, "Pencil"),
    How.MOVED: (_("Moved"), Tone.NEUTRAL, "ArrowsUpDown"),
}
PART: dict[str, Words] = {
    "inputData": _("Input"),
    "decision": _("Decision"),
    "businessKnowledgeModel": _("Function"),
    "decisionService": _("Decision service"),
    "itemDefinition": _("Type"),
    "import": _("Import"),
    "decisionTable": _("Table"),
    "definitions": _("The model"),
}
TRAIT: dict[Trait, Words] = {
    Trait.NAME: _("Name"),
    Trait.TYPE: _("Type"),
    Trait.NEEDS: _("Computed from"),
    Trait.LOGIC: _("Expression"),
    Trait.MEANING: _("Read otherwise, though written alike"),
    Trait.ABOUT: _("Description"),
    Trait.WORDS: _("What people read"),
    Trait.HIT_POLICY: _("Hit policy"),
    Trait.COLUMN_ADDED: _("New column"),
    Trait.COLUMN_REMOVED: _("Column removed"),
    Trait.COLUMN_CHANGED: _("Column changed"),
    Trait.COLUMN_ORDER: _("Order of columns"),
}
# What tells people of a part of the model: the element that holds the texts.
TELLING: dict[str, Words] = {
    "words": _("What people call it"),
    "about": _("What is said of it"),
    "how": _("How it is told what is computed"),
    "value": _("What people call the code"),
    "label": _("Label"),
}
REMARK: dict[str, Words] = {
    "da": _("In Danish"),
    "nb": _("In Norwegian"),
    "en": _("In English"),
    "law": _("Law"),
    "law en": _("Law, in English"),
    "law nb": _("Law, in Norwegian"),
    "unit": _("Unit"),
}


def remark(column: str) -> str:
    """Return what people call a column of remarks; any other name stands."""
    return str(REMARK.get(column, column))


# What the address says after an act, and what the page then says.
DONE: dict[str, tuple[Words, Words]] = {
    "begun": (_("The draft is begun"), _("It is as the rules it began from. Change a table below.")),
    "saved": (_("Saved"), _("The draft is kept. Nothing is in force before somebody else has published it.")),
    "same": (_("Nothing was changed"), _("The draft said that already.")),
    "undone": (_("One step back"), _("“Redo” brings it again.")),
    "redone": (_("One step forth"), ""),
    "uploaded": (_("The file is taken in"), _("Look at the difference to the rules in force below.")),
    "submitted": (
        _("Sent for review"),
        _("Somebody who has not written on it can publish or return it. Members can try it on their cases."),
    ),
    "returned": (_("The draft is returned"), _("It can be written on again.")),
    "withdrawn": (_("The draft is withdrawn"), _("It stays in the history.")),
    "published": (
        _("The rules are published"),
        _("Who applied before is decided by the rules of their time."),
    ),
    "closed": (
        _("Nobody writes on this draft now"),
        _("Its tables and its drawing can be changed again when it is returned."),
    ),
    "stopped": (_("The rules will not come into force"), _("Their draft can be written on again.")),
}


def done(request: TownRequest) -> Done:
    """Return what was done just now, as the page's address says."""
    title, text = DONE.get(request.GET.get("done", ""), ("", ""))
    return Done(str(title), str(text))
