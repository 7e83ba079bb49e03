"""The sentences of the checks: one template for each code, filled in here in English and elsewhere in any language.

A doubt keeps a model from being stored: it is only said where the model is surely wrong. Advice is for what may be
meant so.
"""

from raadhus.rules.domain.dmn.problems import Severity
from raadhus.rules.domain.dmn.refusals import REFUSALS
from raadhus.rules.domain.marking import _

_DOUBT, _ADVICE, _NOTE = Severity.DOUBT, Severity.ADVICE, Severity.NOTE
# Names of kinds of values; parameters whose name ends with `kind` are looked up here.
KINDS: dict[str, str] = {
    "number": _("a number"),
    "string": _("a text"),
    "boolean": _("true or false"),
    "date": _("a date"),
    "time": _("a time of day"),
    "date and time": _("a date and time"),
    "days and time duration": _("a duration in days and time"),
    "years and months duration": _("a duration in years and months"),
    "list": _("a list"),
    "context": _("a context"),
    "range": _("a range"),
    "function": _("a function"),
    "null": _("null"),
}
SENTENCES: dict[str, tuple[Severity, str]] = {
    "unknown-name": (_DOUBT, REFUSALS["unknown-name"]),
    "unknown-member": (_DOUBT, _("There is no “%(name)s” in %(base)s; the value is always null.")),
    "no-arithmetic": (
        _DOUBT,
        _("%(left_kind)s %(operator)s %(right_kind)s has no result; the value is always null."),
    ),
    "no-comparison": (
        _DOUBT,
        _("%(left_kind)s cannot be compared with %(right_kind)s (%(operator)s); the answer is always null."),
    ),
    "cell-of-other-kind": (
        _DOUBT,
        _("This asks for %(cell_kind)s, but the value is %(column_kind)s; it never fits."),
    ),
    "no-negation": (_DOUBT, _("%(value_kind)s has no negative; the value is always null.")),
    "not-a-condition": (_DOUBT, _("True or false is expected here, not %(value_kind)s.")),
    "wrong-type": (
        _DOUBT,
        _("The type is %(wanted_kind)s, but this is %(value_kind)s; the value is always null."),
    ),
    "value-not-allowed": (
        _DOUBT,
        _("The type %(wanted_kind)s does not allow this; the value is always null."),
    ),
    "missing-entry": (
        _DOUBT,
        _("The type wants an entry “%(name)s”, which is missing; the value is always null."),
    ),
    "not-a-function": (_DOUBT, _("%(value_kind)s is called as if it were a function.")),
    "wrong-count": (_DOUBT, _("The function %(name)s does not take %(count)s arguments.")),
    "wrong-names": (_DOUBT, _("The function %(name)s has no parameters with these names: %(names)s.")),
    "wrong-argument": (
        _DOUBT,
        _("The function %(name)s does not take %(value_kind)s as “%(parameter)s”; the value is always null."),
    ),
    "reversed-range": (_DOUBT, _("The range %(range)s ends before it begins.")),
    "overlap": (_DOUBT, _("Rows %(rows)s fit at the same time, for example %(example)s; only one may.")),
    "overlap-any": (
        _DOUBT,
        _("Rows %(rows)s fit at the same time with different outputs, for example %(example)s."),
    ),
    "overlap-perhaps": (
        _ADVICE,
        _(
            "Rows %(rows)s fit %(example)s at the same time, though only one may. Columns rest on the same input, "
            "so this may be impossible."
        ),
    ),
    "overlap-any-perhaps": (
        _ADVICE,
        _("Rows %(rows)s fit at the same time, perhaps with different outputs, for example %(example)s."),
    ),
    "more-overlaps": (_ADVICE, _("%(count)s more pairs of rows fit at the same time.")),
    "gap": (_ADVICE, _("No row fits %(example)s, and there is no default output.")),
    "gap-perhaps": (
        _ADVICE,
        _(
            "No row fits %(example)s, and there is no default output. Columns rest on the same input, so this "
            "may be impossible."
        ),
    ),
    "unreachable-row": (_ADVICE, _("The row never decides: the rows above it take all that fits it.")),
    "outranked-row": (
        _ADVICE,
        _("The row never decides: rows of higher priority take all that fits it."),
    ),
    "contradictory-cell": (_ADVICE, _("Nothing can fulfil %(cell)s; the row never fits.")),
    "cell-outside-values": (
        _ADVICE,
        _("The column can hold %(values)s, and none of it fulfils %(cell)s; the row never fits."),
    ),
    "test-outside-values": (_ADVICE, _("%(cell)s is not among what the column can hold: %(values)s.")),
    "output-outside-values": (_ADVICE, _("%(value)s is not among the allowed output values.")),
    "decimal-comma": (
        _ADVICE,
        _(
            "A comma parts two values here: %(cell)s. If one figure with decimals is meant, write %(figure)s; if two "
            "values are, put a space behind the comma."
        ),
    ),
    "thousands-dot": (
        _ADVICE,
        _(
            "The dot begins decimals: %(cell)s is less than a thousand. If thousands are meant, write %(figure)s, "
            "with no sign between."
        ),
    ),
    "empty-result": (_ADVICE, _("The cell is empty: when this row decides, the value is missing.")),
    "unread-output": (_ADVICE, _("Nothing reads the output “%(name)s” of the decision.")),
    "unread-decision": (_ADVICE, _("Nothing reads the decision.")),
    "unread-input": (_ADVICE, _("Nothing reads the input.")),
    "unread-function": (_ADVICE, _("Nothing calls the function.")),
    "unused-requirement": (_ADVICE, _("“%(name)s” is required, but not read.")),
    "unmatched-output": (
        _ADVICE,
        _("The output %(value)s fits no row of a table that reads it (%(readers)s)."),
    ),
    "division-by-zero": (_ADVICE, _("The divisor is zero; the value is always null.")),
    "division-perhaps": (_ADVICE, _("The divisor %(divisor)s may be zero; the value is then null.")),
    "not-analysed": (
        _NOTE,
        _("Not analysed: the cell is an expression (rows %(rows)s). Gaps and overlaps there are not seen."),
    ),
    "too-deep": (_NOTE, _("Not analysed: the expression is nested too deeply.")),
    "too-large": (_NOTE, _("Not analysed whole: the table is too large.")),
}
