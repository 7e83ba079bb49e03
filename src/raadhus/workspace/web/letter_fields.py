"""The form with which one letter is written to the applicants of several cases: the package's, own words, or both."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public import InboxRow
from raadhus.catalogue.public import PreparedLetter, package
from raadhus.organisation.public import municipality
from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import Field, Option, SelectField, TextAreaField, TextField
from raadhus.ui.words import language_in_words

PREPARED, HEADING, LETTER = "prepared", "heading", "letter"


def letter_fields(request: TownRequest, rows: tuple[InboxRow, ...], error: str) -> tuple[Field, ...]:
    """Return the fields; ``error``: what to put right in the letter."""
    typed = request.POST
    language = get_language() or "en"
    prepared = tuple(
        Option(value=one.key, label=one.title.get(language, one.title["en"])) for one in _prepared(rows)
    )
    choice = SelectField(
        name=PREPARED,
        label=_("A letter of the service"),
        hint=_("What you write below is added to it."),
        options=prepared,
        value=typed.get(PREPARED, ""),
        empty_label=_("None: own words"),
        is_required=False,
    )
    written_in = {"language": language_in_words(municipality(request.actor.tenant).language)}
    return (
        *((choice,) if prepared else ()),
        TextField(
            name=HEADING,
            label=_("Heading"),
            value=typed.get(HEADING, ""),
            is_required=not prepared,
            error=error,
        ),
        TextAreaField(
            name=LETTER,
            label=_("What the letter says"),
            hint=_("In %(language)s, each paragraph on a line of its own.") % written_in,
            value=typed.get(LETTER, ""),
            rows=6,
            max_length=4000,
            is_required=not prepared,
        ),
    )


def written_letter(request: TownRequest, rows: tuple[InboxRow, ...]) -> tuple[str, str]:
    """Return heading and text of the letter in the official language: what is prepared, then what was typed."""
    typed = request.POST
    heading, text = typed.get(HEADING, "").strip(), typed.get(LETTER, "").strip()
    chosen = next((one for one in _prepared(rows) if one.key == typed.get(PREPARED)), None)
    if chosen is None:
        return heading, text
    language = municipality(request.actor.tenant).language
    title = heading or chosen.title.get(language, chosen.title["en"])
    prepared = "\n".join(one.get(language, one["en"]) for one in chosen.paragraphs)
    return title, f"{prepared}\n{text}".strip()


def _prepared(rows: tuple[InboxRow, ...]) -> tuple[PreparedLetter, ...]:
    """Return the letters of the service, where all chosen cases are of one version of it."""
    hashes = {row.package_hash for row in rows}
    desk = package(hashes.pop()).service.desk if len(hashes) == 1 else None
    return desk.letters if desk else ()
