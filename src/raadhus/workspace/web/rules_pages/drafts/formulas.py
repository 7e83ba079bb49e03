"""What citizens read instead of a formula: fields for it, and where it was said of another formula or is gone."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raadhus.platform.text import clean
from raadhus.rules.public.drafts import FormulaWords, SayFormula, Sheet, SheetRow, formula_words, sheets_of

LANGUAGES: Mapping[str, str | Promise] = {
    "da": gettext_lazy("In Danish"),
    "nb": gettext_lazy("In Norwegian"),
    "en": gettext_lazy("In English"),
}


def field_name(row: str, column: int, language: str) -> str:
    """Return what the words of a formula in one language are posted as."""
    return f"how:{column}:{language}:{row}"


def typed_words(sheet: Sheet, words: FormulaWords, post: Mapping[str, str]) -> Iterator[SayFormula]:
    """Yield what was written of formulas; words that stand unchanged beside a new formula are not said of it."""
    known = {row.id for row in sheet.rows}
    for (row, column), said in words.items():
        for language in LANGUAGES if row in known else ():
            typed = post.get(field_name(row, column, language))
            if typed is not None and clean(typed).strip() != clean(said.get(language, "")).strip():
                yield SayFormula(row, column, language, clean(typed).strip())


def stale_words(source: bytes, in_force: bytes) -> Iterator[tuple[Sheet, SheetRow, int, str]]:
    """Yield each formula that differs from the one in force while its words do not, or are gone: table, row, column, why."""
    before = {(sheet.id, row.id): row.texts for sheet in sheets_of(in_force) for row in sheet.rows}
    for sheet in sheets_of(source):
        said, now = formula_words(in_force, sheet.id), formula_words(source, sheet.id)
        for row in sheet.rows:
            texts = before.get((sheet.id, row.id), ())
            for column, text in enumerate(row.texts):
                old = said.get((row.id, column))
                if not old or column >= len(texts) or texts[column] == text or (row.id, column) not in now:
                    continue
                if not now[row.id, column]:
                    yield (
                        sheet,
                        row,
                        column,
                        _("The formula is another one now. Say again in words what it computes."),
                    )
                elif now[row.id, column] == old:
                    yield (
                        sheet,
                        row,
                        column,
                        _("The formula is another one now, and its words are still the old ones."),
                    )
