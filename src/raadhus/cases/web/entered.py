"""What a page says of an answer that a clerk entered for who gave it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from raadhus.forms.public import HelpChannel

_ENTERED = {
    HelpChannel.DESK.value: _("We entered this for you. You gave us the answer at our desk."),
    HelpChannel.PHONE.value: _("We entered this for you. You gave us the answer on the phone."),
    HelpChannel.PAPER.value: _("We entered this for you. You gave us the answer on paper."),
}


def entered_in_words(came_by: str, *, may_put_right: bool) -> str:
    """Say that a clerk entered the answer, and how it is put right; empty for what somebody answered by themselves."""
    if came_by not in _ENTERED:
        return ""
    if may_put_right:
        how = gettext("If it is wrong, put it right here. You can do so until the case is decided.")
    else:
        how = gettext("If it is wrong, call us.")
    return f"{_ENTERED[came_by]} {how}"
