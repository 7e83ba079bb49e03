"""The sentences of these checks: for each code what is wrong and what to do; here in English, elsewhere in any language."""

from raadhus.processes.domain.marking import _

SENTENCES: dict[str, tuple[str, str]] = {
    "never-joins": (
        _("It waits for ever: nothing ever comes from %(missing)s together with the others."),
        _("Let the ways part at a gateway of the same kind as the one where they meet."),
    ),
    "may-wait-for-ever": (
        _("It may wait for ever: there are courses in which nothing comes from %(missing)s."),
        _(
            "Let the ways part and meet at gateways of the same kind, or end the ways that are not meant to meet."
        ),
    ),
    "comes-twice": (
        _("Two ways that are taken at the same time meet here, so what follows may be done twice."),
        _("Put a parallel gateway before it, where both ways meet, or let one of them end."),
    ),
    "no-way-out-of-loop": (
        _("From here no way leads to an end: a case that comes here never ends."),
        _("Add a way out of the loop, with its condition."),
    ),
    "way-out-by-event-only": (
        _("From here no way leads to an end; only an event from outside ends it."),
        _("If that is meant, leave it. Else add a way out with its condition."),
    ),
    "dead-end": (
        _("No way leads on from here, and it is no end event."),
        _("Draw an arrow to what comes next, or to an end event."),
    ),
    "no-default": (
        _("If none of its conditions is true, the case stops here with an error."),
        _("Make one way the default."),
    ),
    "same-condition": (
        _("Two ways have the condition “%(condition)s”: the second of them is never taken."),
        _("Change one of the conditions, or remove one of the ways."),
    ),
    "one-way-only": (
        _("One way leads in and one leads out: the gateway decides nothing."),
        _("Remove it, or draw the way that is missing."),
    ),
    "nobody-throws": (
        _("Nothing within %(where)s throws this, so it never comes."),
        _("Correct the code, or remove the event."),
    ),
    "message-from-elsewhere": (
        _("No step of this file sends the message “%(name)s”."),
        _("If a step's handler or another process sends it, leave it. Else correct the name."),
    ),
    "message-to-nobody": (
        _("No step of this file waits for the message “%(name)s”."),
        _("If another process waits for it, leave it. Else correct the name."),
    ),
    "signal-from-elsewhere": (
        _("No step of this file throws the signal “%(name)s”."),
        _("If another process throws it, leave it. Else correct the name."),
    ),
    "signal-to-nobody": (
        _("No step of this file waits for the signal “%(name)s”."),
        _("If another process waits for it, leave it. Else correct the name."),
    ),
    "too-many-courses": (
        _("There are too many courses to follow them all; %(count)s were followed."),
        _("Put parts of it into sub-processes: each is followed by itself."),
    ),
    "unknown-decision": (
        _("The package’s rules have no decision “%(name)s”."),
        _("Choose one of these: %(known)s."),
    ),
    "unknown-form": (
        _("The package has no form “%(name)s”."),
        _("Choose one of these: %(known)s."),
    ),
    "unknown-letter": (
        _("The package has no letter “%(name)s”."),
        _("Choose one of these: %(known)s."),
    ),
    "unknown-unit": (
        _("There is no unit “%(name)s”."),
        _("Choose one of these: %(known)s."),
    ),
    "unknown-question": (
        _("The package has no question “%(name)s”."),
        _("Choose one of these: %(known)s."),
    ),
    "question-without-answers": (
        _("The question “%(name)s” has no answers to choose from, and no form asks."),
        _("Choose a form of the package, or give the question choices in service.yaml."),
    ),
    "form-without-answer": (
        _("The form “%(name)s” cannot answer a question."),
        _(
            "It needs a choice with the key answer that is always asked. A field called said is a text, and none is called "
            "channel, instead_of or papers."
        ),
    ),
    "answer-overwrites": (
        _(
            "The form “%(form)s” has a field “%(name)s”, and another step sets “%(name)s”: whoever answers would change it."
        ),
        _("Call the field otherwise."),
    ),
    "setting-not-read": (
        _("“%(handler)s” does not look at the setting “%(setting)s”, so it does nothing here."),
        _("Remove it, or choose another handler."),
    ),
    "nobody-sets": (
        _("No step sets “%(name)s”: it has no value here."),
        _("Correct the name, or let a step before set it."),
    ),
    "time-nobody-sets": (
        _("The time “%(text)s” asks for “%(name)s”, which no step sets."),
        _("Write a length of time as P7D, a day as 2026-12-24, or a name that a step sets."),
    ),
    "assigned-twice": (
        _("Both an expression and a decision say who gets the task."),
        _("Keep one of them."),
    ),
    "assign-not-feel": (
        _("Who gets the task is no FEEL expression: %(fault)s"),
        _('Write for example if amount > 100000 then "role:leader" else null.'),
    ),
    "counted-neither": (
        _("Days are not counted in “%(counted)s”."),
        _("Choose one of these: %(known)s."),
    ),
    "deadline-not-time": (
        _("The deadline “%(deadline)s” cannot be read: %(fault)s"),
        _("Write a length of time as P5D, a day as 2026-12-24, or FEEL that gives one of them."),
    ),
    "days-not-number": (
        _("“%(days)s” is no number of days."),
        _("Write a whole number, at most ten years."),
    ),
}
