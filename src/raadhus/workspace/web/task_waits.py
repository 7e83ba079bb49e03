"""What a case waits for, in words: an answer of citizens, or another unit."""

from django.utils.translation import gettext as _

from raadhus.cases.public import StaffCase, TaskInfo, TaskKind
from raadhus.organisation.public import list_units
from raadhus.platform.actor import Actor
from raadhus.ui.words import day_in_words


def elsewhere(actor: Actor, task: TaskInfo | None) -> str:
    """Say which unit has something to do in the case, and until when."""
    if task is None:
        return ""
    name = next((unit.name for unit in list_units(actor) if unit.id == task.unit_id), "")
    return _("%(unit)s has a task in this case until %(day)s.") % {
        "unit": name,
        "day": day_in_words(task.due_on),
    }


def wait_of(case: StaffCase) -> str:
    """Say what citizens are asked, and until when they can answer; empty when nobody is."""
    if case.waits_for is None:
        return ""
    who = {
        TaskKind.CONFIRM_INCOME: _("We have asked the partner to confirm their income, by %(day)s."),
        TaskKind.ANSWER_HEARING: _("The applicant can answer the hearing until %(day)s."),
        TaskKind.COMPLETE: _("The applicant is asked to add something, until %(day)s."),
        TaskKind.QUESTION: _("We have put a question to somebody in the case, who can answer until %(day)s."),
    }.get(case.waits_for.kind, "")
    if case.is_offered:
        said = _("What we offer waits for an answer until %(day)s. It is decided when they say yes.")
        return said % {"day": day_in_words(case.waits_for.due_on)}
    asked = [task.due_on for task in case.tasks if task.is_open_for_citizen]
    if len(asked) > 1:
        last = {"count": len(asked), "day": day_in_words(max(asked))}
        return (
            _("We have asked %(count)s people in the case. The last of them can answer until %(day)s.") % last
        )
    return who % {"day": day_in_words(case.waits_for.due_on)} if who else ""
