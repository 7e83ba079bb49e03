"""What takes long to say of a draft: findings, difference, examples; the same for the same versions in one language."""

import dataclasses

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.catalogue.public import RULES, RuledService, compare_rules, package
from raadhus.platform.kept import KEPT
from raadhus.rules.public.drafts import OPEN, Draft, sheets_of
from raadhus.rules.public.presenting import present_model
from raadhus.workspace.web.rules_pages.comparing.differences import DifferencePart, difference_part, labels_of
from raadhus.workspace.web.rules_pages.drafts.examples import ExamplesPart, examples_part
from raadhus.workspace.web.rules_pages.drafts.findings import Finding, findings_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """A table of the draft, where it stands among the tables in words, and how many findings keep it from being used."""

    id: str
    anchor: str
    name: str
    about: str
    findings: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    What a page says of a draft. ``findings`` refuse it, ``advice`` does not.

    ``difference``: from the rules before, None where they are not kept any more;
    ``examples``: None while there are findings, and once the draft is closed.
    """

    findings: tuple[Finding, ...]
    advice: tuple[Finding, ...]
    tables: tuple[TableLook, ...]
    difference: DifferencePart | None
    examples: ExamplesPart | None


def look_of(draft: Draft, service: RuledService, before: bytes | None, before_hash: str) -> Look:
    """Return what is said of a draft, from memory when it was said before. Raises: CannotLoadModel."""
    is_open = draft.info.state in OPEN
    key = ("draft", draft.info.mark, before_hash, service.content_hash, is_open, get_language())
    return KEPT.of(key, lambda: _look(draft, service, before, is_open=is_open))


def _look(draft: Draft, service: RuledService, before: bytes | None, *, is_open: bool) -> Look:
    told = findings_of(draft.source, service)
    findings = tuple(one for one in told if one.refuses)
    files = package(service.content_hash).files
    return Look(
        findings=findings,
        advice=tuple(one for one in told if not one.refuses),
        tables=_tables(draft.source, findings),
        difference=None if before is None else difference_part(before, draft.source),
        examples=None
        if findings or not is_open
        else examples_part(compare_rules(files, draft.source), _codes(draft.source, files[RULES])),
    )


def _codes(*sources: bytes) -> dict[str, str]:
    """Return what models call the codes that their tables give, in the language in use; the first one's words stand."""
    models = [present_model(source, get_language() or "en") for source in reversed(sources)]
    parts = (part for model in models for part in (*model.decisions, *model.functions))
    results = (
        cell.said for part in parts for table in part.tables for row in table.rows for cell in row.results
    )
    return {said.feel[1:-1]: said.words for said in results if said.words and said.feel.startswith('"')}


def _tables(source: bytes, findings: tuple[Finding, ...]) -> tuple[TableLook, ...]:
    labels = labels_of(source)
    model = present_model(source, get_language() or "en")
    anchors = {
        table.id: part.anchor for part in (*model.decisions, *model.functions) for table in part.tables
    }
    return tuple(
        TableLook(
            id=sheet.id,
            anchor=anchors.get(sheet.id, ""),
            name=labels.get((sheet.id, "")) or sheet.name or sheet.id,
            about=_("%(rows)s rows, %(columns)s columns")
            % {"rows": len(sheet.rows), "columns": len(sheet.inputs) + len(sheet.outputs)},
            findings=sum(1 for one in findings if one.table == sheet.id),
        )
        for sheet in sheets_of(source)
    )
