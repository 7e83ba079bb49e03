"""What has happened in a case, and how it can be narrowed down."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.cases.public import THEMES, Happened, Happening, StaffCase, Theme
from raadhus.cases.public import words as case_words
from raadhus.forms.public import IdentityCheck
from raadhus.ui.parts import Moment, State, Tab
from raadhus.ui.words import instant_in_words
from raadhus.workspace.web import words
from raadhus.workspace.web.case_page.in_words import staff_name, why_in_words


def tabs_of(case: StaffCase, theme: Theme | None) -> Iterable[Tab]:
    """Return the themes the time line can be narrowed down to, with how much each holds."""
    address = reverse("workspace:case", args=[case.id])
    yield Tab(
        label=_("Everything"), url=f"{address}#happened", is_current=theme is None, count=len(case.happened)
    )
    for one in Theme:
        count = sum(happened.what in THEMES[one] for happened in case.happened)
        if count or one is theme:
            url = f"{address}?show={one}#happened"
            yield Tab(label=str(case_words.THEME[one]), url=url, is_current=one is theme, count=count)


def moments_of(case: StaffCase, shown: Iterable[Happened]) -> tuple[Moment, ...]:
    """Return what happened, newest first."""
    return tuple(
        Moment(
            title=str(case_words.HAPPENED[Happening(one.what)]),
            icon=words.ICON[Happening(one.what)],
            state=State.DONE,
            when=_when(case, one),
            text=_told(one),
        )
        for one in shown
    )


def _when(case: StaffCase, one: Happened) -> str:
    """Say when, and who did it; what the rules did was nobody's doing, whoever let them look again."""
    at = instant_in_words(one.at)
    return at if one.what == Happening.ASSESSED else f"{at} · {staff_name(case, one)}"


def _told(happened: Happened) -> str:
    if happened.what == Happening.LETTER_ORDERED:
        return str(happened.detail.get("title", ""))
    if happened.what == Happening.LOOKED_AT:
        return str(words.LOOKED_AT.get(str(happened.detail.get("what", "")), ""))
    if happened.what == Happening.ENTERED:
        return _entered(happened)
    if happened.what == Happening.UNIT_ASKED:
        return " ".join(why_in_words(happened.detail.get("why", ())))
    return ""


def _entered(happened: Happened) -> str:
    channel, check = (str(happened.detail.get(key, "")) for key in ("channel", "check"))
    told = [words.CHANNEL.get(channel, ""), words.HELP_CHECK[IdentityCheck(check)] if check else ""]
    return " · ".join(str(one) for one in told if one)
