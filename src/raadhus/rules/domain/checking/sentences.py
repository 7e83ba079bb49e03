"""The sentences of the checks: one template for each code, filled in here in English and elsewhere in any language.

A doubt keeps a model from being stored: it is only said where the model is surely wrong. Advice is for what may be
meant so.
"""

from raadhus.rules.domain.dmn.problems import Severity


def later(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


_DOUBT, _ADVICE, _NOTE = Severity.DOUBT, Severity.ADVICE, Severity.NOTE
# Names of kinds of values; parameters whose name ends with `kind` are looked up here.
KINDS: dict[str, str] = {
    "number": later("a number"),
    "string": later("a text"),
    "boolean": later("true or false"),
    "date": later("a date"),
    "time": later("a time of day"),
    "date and time": later("a date and time"),
    "days and time duration": later("a duration in days and time"),
    "years and months duration": later("a duration in years and months"),
    "list": later("a list"),
    "context": later("a context"),
    "range": later("a range"),
    "function": later("a function"),
    "null": later("null"),
}
SENTENCES: dict[str, tuple[Severity, str]] = {
    "unknown-name": (_DOUBT, later("The name “%(name)s” is not known here; is a requirement missing?")),
    "unknown-member": (_DOUBT, later("There is no “%(name)s” in %(base)s; the value is always null.")),
    "no-arithmetic": (
        _DOUBT,
        later("%(left_kind)s %(operator)s %(right_kind)s has no result; the value is always null."),
    ),
    "no-comparison": (
        _DOUBT,
        later(
            "%(left_kind)s cannot be compared with %(right_kind)s (%(operator)s); the answer is always null."
        ),
    ),
    "cell-of-other-kind": (
        _DOUBT,
        later("This asks for %(cell_kind)s, but the value is %(column_kind)s; it never holds."),
    ),
    "no-negation": (_DOUBT, later("%(value_kind)s has no negative; the value is always null.")),
    "not-a-condition": (_DOUBT, later("True or false is expected here, not %(value_kind)s.")),
    "wrong-type": (
        _DOUBT,
        later("The type is %(wanted_kind)s, but this is %(value_kind)s; the value is always null."),
    ),
    "value-not-allowed": (
        _DOUBT,
        later("The type %(wanted_kind)s does not allow this; the value is always null."),
    ),
    "missing-entry": (
        _DOUBT,
        later("The type wants an entry “%(name)s”, which is missing; the value is always null."),
    ),
    "not-a-function": (_DOUBT, later("%(value_kind)s is called as if it were a function.")),
    "wrong-count": (_DOUBT, later("The function %(name)s does not take %(count)s arguments.")),
    "wrong-names": (_DOUBT, later("The function %(name)s has no parameters with these names: %(names)s.")),
    "wrong-argument": (
        _DOUBT,
        later(
            "The function %(name)s does not take %(value_kind)s as “%(parameter)s”; the value is always null."
        ),
    ),
    "reversed-range": (_DOUBT, later("The range %(range)s ends before it begins.")),
    "overlap": (_DOUBT, later("Rows %(rows)s hit together, for example with %(example)s; only one may.")),
    "overlap-any": (
        _DOUBT,
        later("Rows %(rows)s hit together with different outputs, for example with %(example)s."),
    ),
    "overlap-perhaps": (
        _ADVICE,
        later(
            "Rows %(rows)s hit together with %(example)s, though only one may. Columns rest on the same input, "
            "so this may be impossible."
        ),
    ),
    "overlap-any-perhaps": (
        _ADVICE,
        later("Rows %(rows)s may hit together with different outputs, for example with %(example)s."),
    ),
    "more-overlaps": (_ADVICE, later("%(count)s more pairs of rows hit together.")),
    "gap": (_ADVICE, later("No row hits with %(example)s, and there is no default output.")),
    "gap-perhaps": (
        _ADVICE,
        later(
            "No row hits with %(example)s, and there is no default output. Columns rest on the same input, so this "
            "may be impossible."
        ),
    ),
    "unreachable-row": (_ADVICE, later("The row never decides: the rows above it take all that fits it.")),
    "outranked-row": (
        _ADVICE,
        later("The row never decides: rows of higher priority take all that fits it."),
    ),
    "contradictory-cell": (_ADVICE, later("Nothing fits %(cell)s; the row never hits.")),
    "cell-outside-values": (
        _ADVICE,
        later("%(cell)s fits nothing that the column can hold (%(values)s); the row never hits."),
    ),
    "test-outside-values": (_ADVICE, later("%(cell)s is not among what the column can hold (%(values)s).")),
    "output-outside-values": (_ADVICE, later("%(value)s is not among the allowed output values.")),
    "unread-output": (_ADVICE, later("Nothing reads the output “%(name)s” of the decision.")),
    "unread-decision": (_ADVICE, later("Nothing reads the decision.")),
    "unread-input": (_ADVICE, later("Nothing reads the input.")),
    "unread-function": (_ADVICE, later("Nothing calls the function.")),
    "unused-requirement": (_ADVICE, later("“%(name)s” is required, but not read.")),
    "unmatched-output": (
        _ADVICE,
        later("The output %(value)s fits no row of a table that reads it (%(readers)s)."),
    ),
    "division-by-zero": (_ADVICE, later("The divisor is zero; the value is always null.")),
    "division-perhaps": (_ADVICE, later("The divisor %(divisor)s may be zero; the value is then null.")),
    "not-analysed": (
        _NOTE,
        later(
            "Not analysed: the cell is an expression (rows %(rows)s). Gaps and overlaps there are not seen."
        ),
    ),
    "too-large": (_NOTE, later("Not analysed whole: the table is too large.")),
}
