"""What the applicant is told of what others in their case were asked and wrote: that it happened, never how often."""

from collections.abc import Iterable, Sequence

from raadhus.cases.domain.happenings import Happening
from raadhus.cases.domain.states import TaskKind
from raadhus.cases.models import Case, Task, TimelineEntry

_FIRST = frozenset({Happening.QUESTION_PUT, Happening.QUESTION_REMINDED})
_LAST = frozenset({Happening.QUESTION_ANSWERED, Happening.QUESTION_SILENT})
_LETTERS = frozenset({Happening.LETTER_ORDERED, Happening.LETTER_DELIVERED})


def told_course(case: Case, entries: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """
    Return ``entries``, oldest first, without what would count the neighbours: one line for all questions, one for answers.

    How many adults live at an address is theirs to tell. No query where nobody was put a question.
    """
    if not any(entry.what == Happening.QUESTION_PUT for entry in entries):
        return tuple(entries)
    tasks = Task.objects.filter(case=case, task_kind=TaskKind.QUESTION, person_id=case.applicant_id)
    own = set(tasks.values_list("id", flat=True))
    letters = {entry.thing_id for entry in entries if _is_own_letter(entry)}
    others = [entry for entry in entries if _is_of_others(entry, own | letters)]
    kept = {entry.id for entry in (*_one_each(others, _FIRST), *_one_each(reversed(others), _LAST))}
    hidden = {entry.id for entry in others} - kept
    return tuple(entry for entry in entries if entry.id not in hidden)


def _is_own_letter(entry: TimelineEntry) -> bool:
    return entry.what == Happening.LETTER_ORDERED and bool((entry.detail or {}).get("to_applicant"))


def _is_of_others(entry: TimelineEntry, own: set[object]) -> bool:
    return entry.what in _FIRST | _LAST | _LETTERS and entry.thing_id not in own


def _one_each(entries: Iterable[TimelineEntry], kinds: frozenset[Happening]) -> list[TimelineEntry]:
    """Return the first entry of each kind in ``kinds``, in the order given."""
    found: dict[str, TimelineEntry] = {}
    for entry in entries:
        if entry.what in kinds:
            found.setdefault(entry.what, entry)
    return list(found.values())
