"""What the pages of drafts say whatever is drafted: states, happenings, what was done just now."""

import dataclasses
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from raadhus.catalogue.public import LaterRules
from raadhus.processes.public.drafts import PROCESS
from raadhus.rules.public.drafts import RULES, DraftState, Happening
from raadhus.ui.parts import Tone
from raadhus.ui.words import date_in_words

Words = str | Promise

STATE: dict[DraftState, tuple[Words, Tone]] = {
    DraftState.WRITING: (_("Being written"), Tone.INFO),
    DraftState.REVIEW: (_("Waits for review"), Tone.WARNING),
    DraftState.PUBLISHED: (_("Published"), Tone.SUCCESS),
    DraftState.WITHDRAWN: (_("Withdrawn"), Tone.NEUTRAL),
}
HAPPENING: dict[Happening, tuple[Words, str]] = {
    Happening.BEGUN: (_("Begun"), "NotePencil"),
    Happening.SUBMITTED: (_("Sent for review"), "PaperplaneFill"),
    Happening.RETURNED: (_("Returned"), "ArrowUndo"),
    Happening.WITHDRAWN: (_("Withdrawn"), "XMark"),
    Happening.PUBLISHED: (_("Published"), "CheckmarkHeavy"),
    Happening.TAKEN_BACK: (_("Stopped before its day"), "ArrowUndo"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HistoryWords:
    """
    What a history says: how a version is read, that it left this file as it was, how it is stopped.

    ``elsewhere``: the link to this history from that of another kind.
    """

    read: Words
    unchanged: Words
    stop_title: Words
    stop: Words
    reason: Words
    elsewhere: Words


HISTORY = {
    RULES: HistoryWords(
        read=_("Read the tables"),
        unchanged=_("The rules are as in the version before; something else of the service was changed."),
        stop_title=_("Stop them before they come into force"),
        stop=_("Stop them"),
        reason=_("Why they shall not come into force"),
        elsewhere=_("This version changes the rules: it is stopped in their history."),
    ),
    PROCESS: HistoryWords(
        read=_("Read the steps"),
        unchanged=_("The process is as in the version before; something else of the service was changed."),
        stop_title=_("Stop it before it comes into force"),
        stop=_("Stop it"),
        reason=_("Why it shall not come into force"),
        elsewhere=_("This version changes the process: it is stopped in its history."),
    ),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Done:
    """What a page says of the act that led to it; empty where none did."""

    title: str = ""
    text: str = ""


def later_in_words(later: LaterRules) -> str:
    """Say which version comes into force, and from when."""
    return gettext("Version %(version)s from %(day)s") % {
        "version": later.version,
        "day": date_in_words(later.valid_from),
    }


def drafts_in_words(at_work: Mapping[DraftState, int]) -> str:
    """Say how many drafts are at work: "1 waits for review, 2 being written"."""
    reviewed, written = at_work.get(DraftState.REVIEW, 0), at_work.get(DraftState.WRITING, 0)
    said = (
        (reviewed, ngettext("%(count)s waits for review", "%(count)s wait for review", reviewed)),
        (written, ngettext("%(count)s being written", "%(count)s being written", written)),
    )
    return ", ".join(text % {"count": count} for count, text in said if count) or gettext("none")
