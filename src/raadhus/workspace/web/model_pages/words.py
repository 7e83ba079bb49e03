"""What the pages of process models say: kinds of steps, settings, what was done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from raadhus.platform.requests import TownRequest
from raadhus.processes.public import settings
from raadhus.processes.public.outline import BY_EVENT, TAKES_BACK, How
from raadhus.ui.parts import Tone
from raadhus.workspace.web.draft_pages.words import Done

Words = str | Promise

KIND: dict[str, Words] = {
    "startEvent": _("Start"),
    "endEvent": _("End"),
    "task": _("Task"),
    "userTask": _("A person’s task"),
    "serviceTask": _("The system’s task"),
    "businessRuleTask": _("Decision by rules"),
    "manualTask": _("Work outside the system"),
    "scriptTask": _("Calculation"),
    "sendTask": _("Send a message"),
    "receiveTask": _("Wait for a message"),
    "callActivity": _("Another process"),
    "subProcess": _("Sub-process"),
    "transaction": _("Transaction"),
    "adHocSubProcess": _("Tasks in any order"),
    "exclusiveGateway": _("Choice: one way"),
    "inclusiveGateway": _("Choice: one way or several"),
    "parallelGateway": _("All ways at the same time"),
    "eventBasedGateway": _("What happens first"),
    "intermediateCatchEvent": _("Wait"),
    "intermediateThrowEvent": _("Event"),
    "boundaryEvent": _("Event on the edge"),
}
TRIGGER: dict[str, Words] = {
    "timerEventDefinition": _("time"),
    "messageEventDefinition": _("message"),
    "signalEventDefinition": _("signal"),
    "errorEventDefinition": _("error"),
    "escalationEventDefinition": _("escalation"),
    "conditionalEventDefinition": _("condition"),
    "linkEventDefinition": _("link"),
    "compensateEventDefinition": _("taking back"),
    "terminateEventDefinition": _("ends everything"),
    "cancelEventDefinition": _("cancels"),
    BY_EVENT: _("begun by an event"),
    TAKES_BACK: _("takes back"),
}
DRAWN: dict[str, Words] = KIND | {
    "process": _("Process"),
    "complexGateway": _("Compound choice"),
    "sequenceFlow": _("Way on"),
    "messageFlow": _("Message between participants"),
    "participant": _("Participant"),
    "lane": _("Lane"),
    "textAnnotation": _("Remark"),
    "group": _("Group"),
    "dataObject": _("Data"),
    "dataObjectReference": _("Data"),
    "dataStoreReference": _("Data store"),
}
"""Everything that stands in a drawing."""
TRAIT: dict[str, Words] = {
    "script": _("Calculation (FEEL)"),
    "name": _("Name"),
    "kind": _("Kind"),
    "trigger": _("What it waits for or tells"),
    "time": _("Time"),
    "edge": _("On the edge of"),
    "about": _("Description"),
    "way": _("Way on"),
}
HOW: dict[How, tuple[Words, Tone, str]] = {
    How.ADDED: (_("New"), Tone.SUCCESS, "Plus"),
    How.REMOVED: (_("Removed"), Tone.DANGER, "Minus"),
    How.CHANGED: (_("Changed"), Tone.INFO, "Pencil"),
}
DONE: dict[str, tuple[Words, Words]] = {
    "begun": (_("The draft is begun"), _("It is as the process it began from. Choose a step to change it.")),
    "saved": (_("Saved"), _("The draft is kept. Nothing holds before somebody else has published it.")),
    "added": (_("The step is added"), _("Say below what it does.")),
    "undone": (_("One step back"), _("“Redo” brings it again.")),
    "redone": (_("One step forth"), ""),
    "uploaded": (_("The file is taken in"), _("Look at the difference to the process in force below.")),
    "caught-up": (
        _("The draft is up to date"),
        _(
            "It holds what came into force meanwhile, and what you changed. Look at the difference and the drawing."
        ),
    ),
    "submitted": (_("Sent for review"), _("Somebody who has not written on it can publish or return it.")),
    "returned": (_("The draft is returned"), _("It can be written on again.")),
    "withdrawn": (_("The draft is withdrawn"), _("It stays in the history.")),
    "published": (
        _("The process is published"),
        _("New cases go by it from its day on. Those begun before stay on theirs."),
    ),
    "closed": (_("Nobody writes on this draft now"), _("It can be changed again when it is returned.")),
    "stopped": (_("The process will not come into force"), _("Its draft can be written on again.")),
}


def done(request: TownRequest) -> Done:
    """Return what was done just now, as the page's address says."""
    title, text = DONE.get(request.GET.get("done", ""), ("", ""))
    return Done(str(title), str(text))


def kind_in_words(kind: str, trigger: str = "") -> str:
    """Return what a step is: its kind, and what an event waits for or throws."""
    is_begun = kind == "subProcess" and trigger.endswith("EventDefinition")
    said = str(_("Sub-process that begins by itself") if is_begun else KIND.get(kind, kind))
    return f"{said} ({TRIGGER[trigger]})" if trigger in TRIGGER else said


def note_in_words(kind: str, name: str) -> str:
    """Return what data or a remark is, and how it is called or what it says."""
    said = str(DRAWN.get(kind, kind))
    return f"{said}: {name}" if name else said


def setting(name: str) -> str:
    """Return what people call a setting, or another trait of a step; any other name stands."""
    return str(TRAIT[name]) if name in TRAIT else settings.label_of(name)
