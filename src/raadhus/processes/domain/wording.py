"""What reading and checking a model find, in English by its code; ``public.checking`` says it in other languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.processes.domain.marking import _
from raadhus.processes.domain.problems import Problem, Severity

WORDING: dict[str, str] = {
    "leads-elsewhere": _("It leads from or to “%(end)s”, which is not in the same scope."),
    "no-arrow-in": _("No arrow may lead to it."),
    "no-arrow-out": _("No arrow may lead from it."),
    "leads-nowhere": _("It leads nowhere."),
    "default-with-condition": _("The default way may have no condition."),
    "condition-without-meaning": _("A condition has no meaning after “%(kind)s”."),
    "way-without-condition": _("A way out of “%(gateway)s” needs a condition or must be the default."),
    "attached-to-nothing": _("It is attached to “%(on)s”, which is no activity of the same scope."),
    "choice-of-one-event": _("It needs two events to choose between."),
    "choice-of-other-than-event": _(
        "It must lead to a catch event, or to a receive task without loop and without events on its edge."
    ),
    "choice-has-other-ways": _("Only the event-based gateway may lead to it."),
    "never-reached": _("No way leads to it from a start event."),
    "unknown-default": _("The default flow “%(way)s” does not exist here."),
    "unknown-handler": _("The handler “%(handler)s” is not known here."),
    "nothing-executable": _("No process in this file is executable (isExecutable)."),
    "process-without-id": _("A process needs an id."),
    "arrow-without-id": _("An arrow needs an id."),
    "without-id": _("A “%(kind)s” needs an id."),
    "id-twice": _("The id “%(id)s” is used twice."),
    "adhoc-start-or-end": _("An ad-hoc sub-process has no start and no end event."),
    "no-activity": _("It has no activity."),
    "no-start": _("It has no start event."),
    "two-plain-starts": _("There may be one start event without a trigger."),
    "begins-event-subprocess-only": _("Such an event begins an event sub-process only, not a process."),
    "start-with-trigger-inside": _("A sub-process begins with a start event without a trigger."),
    "event-subprocess-loops": _("An event sub-process cannot be a loop."),
    "event-subprocess-starts": _("An event sub-process has one start event."),
    "event-subprocess-trigger": _("An event sub-process begins with a start event with a trigger."),
    "compensation-subprocess": _("A compensation event sub-process is not carried out yet."),
    "error-start-interrupts": _("An error always interrupts: isInterrupting may not be false."),
    "link-goes-nowhere": _("No link event in the same scope catches “%(link)s”."),
    "link-twice": _("Two link events catch “%(link)s”."),
    "compensation-leads-elsewhere": _(
        "It must lead to an activity with isForCompensation in the same scope."
    ),
    "two-compensations": _("An activity may have one compensation event on its edge."),
    "compensates-nothing": _("It is for compensation, but no compensation event leads to it."),
    "cancel-on-other-edge": _("A cancel event stands on the edge of a transaction only."),
    "cancel-end-elsewhere": _("A cancel end event stands directly within a transaction only."),
    "cancel-not-caught": _("The transaction has no cancel event on its edge."),
    "nothing-to-take-back": _("Nothing of “%(activity)s” can be taken back."),
    "one-association": _("An association must lead from it to the one activity that takes back."),
    "end-without-error": _("An error end event must name an error with a code."),
    "waits-for-nothing": _("An intermediate catch event needs something that it waits for."),
    "edge-waits-for-nothing": _("A boundary event needs something that it waits for."),
    "edge-must-interrupt": _("An error or a cancel always interrupts: cancelActivity may not be false."),
    "several-definitions": _("An event with several definitions is not carried out yet."),
    "unknown-message": _("The message “%(name)s” is not declared in this file, or has no name."),
    "unknown-signal": _("The signal “%(name)s” is not declared in this file, or has no name."),
    "unknown-error": _("The error “%(name)s” is not declared in this file, or has no code."),
    "unknown-escalation": _("The escalation “%(name)s” is not declared in this file, or has no code."),
    "one-time": _("A timer needs one timeDate, one timeDuration or one timeCycle."),
    "link-without-name": _("A link event needs a name."),
    "one-condition": _("A conditional event needs one condition."),
    "does-not-wait": _("waitForCompletion=“false” is not carried out yet."),
    "other-calendar": _("“raadhus:calendar” says days=“working” and nothing else."),
    "starts-by-working-days": _("A process is not begun by working days."),
    "cycle-of-working-days": _("What comes again and again is not counted in working days."),
    "service-without-handler": _("A service task needs “raadhus:task” with a handler."),
    "sends-nothing": _("A send task needs a messageRef, or “raadhus:task” with a handler."),
    "rule-without-decision": _("A business rule task needs “raadhus:decision” with a ref."),
    "decision-without-result": _("“raadhus:decision” needs a result: the variable that takes the decision."),
    "script-language": _("The language “%(language)s” is not carried out; scripts are FEEL."),
    "expression-language": _("The language “%(language)s” is not carried out; expressions are FEEL."),
    "file-language": _("The expression language “%(language)s” is not carried out; expressions are FEEL."),
    "one-script": _("A script task needs one script."),
    "empty-expression": _("The expression is empty."),
    "no-expression": _("“%(text)s” is no FEEL expression: %(fault)s"),
    "calls-nothing": _("A call activity needs calledElement, the id of a process."),
    "unknown-process": _("The process “%(process)s” is not in this file."),
    "calls-itself": _("The process “%(process)s” would call itself without end."),
    "long-id": _("An id within what it calls would be %(count)s characters long."),
    "calls-too-much": _("With all that it calls it has more than %(count)s elements."),
    "no-number-of-times": _("loopMaximum=“%(text)s” is no number of times."),
    "endless-loop": _("A loop needs a loopCondition or a loopMaximum, else it never ends."),
    "multi-throws": _("A multi-instance that throws events (behavior) is not carried out yet."),
    "multi-of-what": _("A multi-instance needs either a loopCardinality or a collection."),
    "output-without-item": _("It needs an outputDataItem with a name."),
    "collection-without-value": _("“raadhus:collection” needs a value."),
    "collect-what": _("“raadhus:collect” needs a name and a value."),
    "extension-without-meaning": _("“raadhus:%(name)s” has no meaning on “%(kind)s”."),
    "one-extension": _("“%(kind)s” may have one “raadhus:%(name)s” only."),
    "extension-attribute": _("“raadhus:%(name)s” has an attribute that is not known here."),
    "binding-without-value": _("“raadhus:%(name)s” needs a name and a value."),
    "correlation-without-key": _("“raadhus:correlation” needs a key."),
    "not-carried-out": _("“%(child)s” in “%(kind)s” is not carried out yet."),
    "carried-without-effect": _("Carried without effect: “%(name)s” of %(space)s."),
    "no-flag": _("“%(text)s” is neither true nor false."),
    "attribute-not-carried-out": _("The attribute %(name)s=“%(value)s” is not carried out yet."),
    "unknown-attribute": _("The attribute “%(name)s” is not known here."),
    "one-too-many": _("“%(child)s” is one too many in “%(kind)s”."),
    "file-too-large": _("The file is larger than %(count)s bytes."),
    "unknown-encoding": _("The encoding “%(name)s” is not read; write the file in UTF-8."),
    "unreadable-encoding": _("The file's encoding cannot be read."),
    "entities": _("Entities of a document type (DTD) are not read."),
    "no-xml": _("This is not well-formed XML: %(fault)s"),
    "no-element": _("The file holds no element."),
    "document-type": _("A document type (DTD) may declare nothing in a model."),
    "too-deep": _("Elements are nested deeper than %(count)s levels."),
    "too-many-elements": _("The file holds more than %(count)s elements."),
    "no-bpmn": _("This is not a BPMN 2.0 file: it does not begin with “definitions”."),
    "service-calls-itself": _("The service “%(service)s” would call itself without end."),
    "service-not-here": _("The service “%(service)s” with a process is not installed here."),
    "service-without-process": _("The service “%(service)s” has no process “%(process)s”."),
    "called-by-service": _("The service “%(service)s” calls its process “%(process)s”, which would be gone."),
}


@dataclass(frozen=True, slots=True)
class Where:
    """Where in a file something was found: the element's tag, its id, its line, and what people call it."""

    element: str
    id: str
    line: int
    name: str = ""


def sentence_in_english(code: str, words: Mapping[str, object]) -> str:
    """Return the sentence of a code with its words in it."""
    return WORDING[code] % words


def problem_at(
    place: Where, code: str, words: Mapping[str, object], severity: Severity = Severity.ERROR
) -> Problem:
    """Return what was found at a place."""
    return Problem(
        severity=severity,
        element=place.element,
        element_id=place.id,
        line=place.line,
        sentence=sentence_in_english(code, words),
        code=code,
        words=tuple(sorted((key, str(word)) for key, word in words.items())),
        name=place.name,
    )
