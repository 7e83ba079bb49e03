"""What keeps a file from being read as a model, or makes it doubtful: one template for each code of a `Problem`.

What a check of the logic says stands in `checking.sentences`.
"""

from raadhus.rules.domain.dmn.problems import Place, Problem, Severity
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.marking import _

SYNTAX = "syntax"
"""The code of a cell that is no FEEL; its parameters are `template` with its own, and `text`, the cell's."""

REFUSALS: dict[str, str] = {
    "file-too-large": _("The file is larger than %(count)s bytes"),
    "not-xml": _("This is not well-formed XML: %(error)s"),
    "document-type": _("A document type (DTD) is not allowed"),
    "not-dmn": _("This is not a DMN 1.1 to 1.5 model"),
    "unknown-element": _("The element “%(name)s” is not carried out here"),
    "unknown-attribute": _("The attribute “%(name)s” is not carried out here"),
    "other-language": _("The expression language “%(name)s” is not carried out"),
    "many-parts": _("A model has at most %(count)s inputs, decisions, functions and services together"),
    "no-name": _("The element has no name"),
    "doubled-name": _("Another element has the same name or id"),
    "doubled-import": _("Another import or element has the same name"),
    "doubled-value": _("The value of another element has the same name"),
    "doubled-id": _("Another %(sort)s has the id “%(id)s”"),
    "leads-nowhere": _("The reference “%(name)s” leads nowhere"),
    "unknown-type": _("The type “%(name)s” is not known"),
    "endless-type": _("The type “%(name)s” is defined by itself alone, or by too many others in a row"),
    "other-import": _("Imports of “%(name)s” are not carried out"),
    "absent-import": _("The model “%(name)s” that is imported is not at hand"),
    "circular-import": _("The model “%(name)s” imports itself, directly or by others"),
    "many-imports": _("A model imports at most %(count)s others"),
    "large-imports": _("The models that are imported have more than %(count)s elements"),
    "second-expression": _("Only one expression may stand here"),
    "second-part": _("Only one “%(name)s” may stand here"),
    "missing-part": _("The part “%(name)s” is missing"),
    "no-logic": _("The decision has no logic; its value is null"),
    "no-function": _("The invocation names no function"),
    "other-function": _("Functions of kind “%(name)s” are not carried out"),
    "no-output-decision": _("The decision service has no output decision"),
    "no-output": _("The table has no output"),
    "no-ranks": _("The hit policy needs output values in order of priority"),
    "unknown-policy": _("The hit policy “%(name)s” is not known"),
    "other-aggregation": _("The aggregation “%(name)s” does not go with %(policy)s"),
    "no-column-expression": _("The input column has no expression"),
    "uneven-rule": _("The rule has not as many cells as the table has columns"),
    "uneven-row": _("The row has not as many cells as there are columns"),
    "unknown-name": _("The name “%(name)s” is not known here; is a requirement missing?"),
    "unknown-in-remark": _("The remark names “%(name)s”, which is not known here"),
    "circular": _("It requires itself, directly or by others"),
    "long-chain": _("More than %(count)s parts in a row rest on one another"),
}


def refused(line: int, element: str, code: str, **words: str) -> Problem:
    """Return an error that is about no place in a decision. Raises: KeyError."""
    return Problem(line, 0, element, REFUSALS[code] % words, code=code, parameters=tuple(words.items()))


def refused_text(error: FeelSyntaxError, decision: str) -> Problem:
    """Return the error of a decision or function that reads as FEEL and is none."""
    words = (*error.words.items(), ("template", error.template), ("text", ""))
    return Problem(
        0, 0, f"decision {decision!r}", error.sentence, code=SYNTAX, parameters=words, place=Place(decision)
    )


def unknown_name(name: str, line: int, column: int, element: str) -> Problem:
    """Return the doubt about a name that nothing is known by."""
    words = {"name": name}
    sentence = REFUSALS["unknown-name"] % words
    return Problem(line, column, element, sentence, Severity.DOUBT, "unknown-name", tuple(words.items()))
