"""The fields of what stands beside the course: data and remarks."""

import dataclasses

from django.utils.translation import gettext as _

from raadhus.processes.public.outline import LONGEST_TEXT, NOTES, Note, Outline, Step
from raadhus.ui.fields import Field, Option, SelectField, TextAreaField
from raadhus.workspace.web.model_pages import words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm:
    """Data or a remark with its field."""

    id: str
    title: str
    fields: tuple[Field, ...]


def in_note(note: str) -> str:
    """Return the name of the field in the form of a note."""
    return f"note-{note}-name"


def note_forms(step: Step, model: Outline) -> tuple[NoteForm, ...]:
    """Return a form for all that stands beside a step."""
    return tuple(_form(one) for one in model.notes if one.within == step.within)


def _form(note: Note) -> NoteForm:
    title = words.note_in_words(note.kind, note.name)
    return NoteForm(id=note.id, title=title, fields=(_text(in_note(note.id), note.name),))


def _text(name: str, value: str) -> TextAreaField:
    label = _("Name of the data, or the remark")
    return TextAreaField(name=name, label=label, value=value, rows=2, max_length=LONGEST_TEXT)


def new_note_fields() -> tuple[Field, ...]:
    """Return the fields in which data beside a step, or a remark on it, is described."""
    options = tuple(Option(value=kind, label=str(words.DRAWN[kind])) for kind in NOTES)
    return (
        SelectField(name="note-kind", label=_("Kind"), options=options, value=NOTES[-1]),
        _text("note-new", ""),
    )
