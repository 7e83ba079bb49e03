"""From a request to what a use case takes."""

from uuid import UUID

from django.http import HttpRequest

from raadhus.forms.domain.definition import RESERVED_NAMES
from raadhus.forms.domain.inputs import SHOWN
from raadhus.forms.domain.moment import Moment
from raadhus.forms.use_cases.check_file import Upload
from raadhus.forms.use_cases.save_step import CannotTakeForm, Entry, Wish
from raadhus.organisation.public import local_today
from raadhus.platform.requests import TownRequest
from raadhus.ui.uploads import fields_too_large

_OURS = RESERVED_NAMES - {SHOWN}
_BUTTONS = {
    "leave": Wish.LEAVE,
    "add": Wish.ADD,
    "remove": Wish.REMOVE,
    "contest": Wish.CONTEST,
    "accept": Wish.ACCEPT,
    "attach": Wish.STAY,
}
_DETACH = "-remove"
_LONGEST_TEXT = 50_000


def moment_of(request: TownRequest) -> Moment:
    """Return the local day in the municipality."""
    return Moment(today=local_today(request.municipality.id))


def read_entry(request: HttpRequest, step_key: str) -> Entry:
    """
    Return what was sent, files included.

    Raises: CannotTakeForm when the page's own marks are missing or a text is beyond all measure.
    """
    sent = {name: [str(text) for text in texts] for name, texts in request.POST.lists()}
    if any(len(text) > _LONGEST_TEXT for texts in sent.values() for text in texts):
        raise CannotTakeForm(detail="a text beyond measure")
    detach = next((name for name in sent if name.endswith(_DETACH)), "")
    button = next((name for name in _BUTTONS if name in sent), "")
    wish = Wish.STAY if detach else _BUTTONS.get(button, Wish.NEXT)
    return Entry(
        step=step_key,
        typed={name: texts for name, texts in sent.items() if name not in _OURS and name != detach},
        wish=wish,
        about=sent[button][0] if button else "",
        version=_number(sent.get("version")),
        draft_id=_uuid(sent.get("draft"), "draft"),
        uploads=tuple(
            Upload(field_key=key, name=file.name or "", content=file)
            for key, files in request.FILES.lists()
            for file in files
        ),
        too_large=fields_too_large(request),
        detach=_uuid(sent[detach], "file") if detach else None,
    )


def read_mark(request: HttpRequest) -> tuple[UUID, int]:
    """Return which draft, and which version of it, a page showed. Raises: CannotTakeForm."""
    return _uuid(request.POST.getlist("draft"), "draft"), _number(request.POST.getlist("version"))


def read_detached(request: HttpRequest, field: str) -> UUID | None:
    """Return which file of ``field`` is to be removed. Raises: CannotTakeForm for what is none."""
    texts = request.POST.getlist(f"{field}{_DETACH}")
    return _uuid(texts, "file") if texts else None


def _number(texts: list[str] | None) -> int:
    text = (texts or [""])[0]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise CannotTakeForm(detail="no version")
    return int(text)


def _uuid(texts: list[str] | None, what: str) -> UUID:
    try:
        return UUID((texts or [""])[0])
    except ValueError:
        raise CannotTakeForm(detail=f"no {what}") from None
