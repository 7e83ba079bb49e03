"""Decision tables as pages show them."""

from raadhus.platform.text import clean, clean_line
from raadhus.rules.domain.dmn.explain import LAW, PLACEHOLDER, glued
from raadhus.rules.domain.dmn.hits import AGGREGATIONS
from raadhus.rules.domain.dmn.nodes import HitPolicy, Row, Table
from raadhus.rules.domain.dmn.reading import NEVER
from raadhus.rules.domain.dmn.xml import Element, line_of, local_name, text_of
from raadhus.rules.domain.feel.nodes import ListOf, Literal, Node, Tests, UnaryComparison
from raadhus.rules.domain.languages.language import LANGUAGES, phrase
from raadhus.rules.domain.presenting.saying import NoWords, Speaker, in_sentence, stripped
from raadhus.rules.domain.presenting.view import CellView, ColumnView, RowView, TableView, Wording, anchor_of
from raadhus.rules.domain.presenting.words import Word, sentence_of, word_of

_ANY = frozenset({"", "-"})
_GATHER = frozenset({HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER})
_POLICIES = frozenset(
    {*map(str, HitPolicy), *(f"{HitPolicy.COLLECT} {aggregation}" for aggregation in AGGREGATIONS)}
)
_REMARK_COLUMNS = frozenset({*LANGUAGES, LAW, *(f"{LAW} {language}" for language in LANGUAGES)})


def say(speaker: Speaker, node: Node | None, text: str, unit: str = "") -> Wording:
    """Return an expression in words where it has some, and as it is written."""
    written = clean(text)
    if node is None or _is_unread(node, written):
        return Wording("", written)
    try:
        return Wording(speaker.expression(node, unit), written)
    except (NoWords, RecursionError):  # thousands of terms in a row are no sentence either
        return Wording("", written)


def _is_unread(node: Node, written: str) -> bool:
    """Say whether an expression with an error stands here: reading goes on with null, or below null, in its place."""
    plain = stripped(node.right if isinstance(node, UnaryComparison) else node)
    return isinstance(plain, Literal) and plain.value is None and "null" not in written


def present_table(speaker: Speaker, element: Element, node: Node | None) -> TableView:
    """Return the view of a table; cells that could not be read are shown as they are written."""
    table = node if isinstance(node, Table) else None
    parts: dict[str, list[Element]] = {"input": [], "output": [], "annotation": [], "rule": []}
    for child in element:
        parts.get(local_name(child), []).append(child)
    columns = _columns(speaker, parts["input"], table)
    outputs = [_output_word(speaker, child, len(parts["output"])) for child in parts["output"]]
    units = [word.unit for word in outputs]
    rows = {row.number: row for row in table.rows} if table else {}
    remarks = [child.get("name", "") for child in parts["annotation"]]
    policy = element.get("hitPolicy", "UNIQUE")
    aggregation = element.get("aggregation", "")
    context = _Context(speaker, [head.unit for head in columns], units, remarks)
    shown = tuple(
        context.row(child, rows.get(number), number) for number, child in enumerate(parts["rule"], 1)
    )
    return TableView(
        element.get("id", ""),
        policy,
        _policy_words(speaker, f"{policy} {aggregation}".strip()),
        columns,
        tuple(
            ColumnView(child.get("id", ""), clean_line(word.label), clean_line(child.get("name", "")))
            for child, word in zip(parts["output"], outputs, strict=True)
        ),
        shown,
        *_otherwise(speaker, parts["output"], units, table),
        is_list_of_reasons=policy in _GATHER and not aggregation and _are_reasons(shown),
    )


def _are_reasons(rows: tuple[RowView, ...]) -> bool:
    """Say whether the remark of every row says all that the row says: one code comes out, no figure is left open."""
    return bool(rows) and all(
        row.sentence
        and "…" not in row.sentence
        and len(row.results) == 1
        and row.results[0].said.feel.startswith('"')
        for row in rows
    )


def _policy_words(speaker: Speaker, policy: str) -> str:
    plain = policy if policy in _POLICIES else policy.partition(" ")[0]
    return phrase(speaker.lexicon.language, plain) if plain in _POLICIES else ""


def _output_word(speaker: Speaker, element: Element, count: int) -> Word:
    """Return what an output column is called; the only one is called as its decision, unless it says otherwise."""
    word, name = word_of(element, speaker.lexicon.language), element.get("name", "")
    if word.is_told or not speaker.subject:
        return word
    if count == 1:
        subject = speaker.lexicon.name(speaker.subject)
        return Word(word.label or subject.label, subject.unit)
    return speaker.lexicon.member(speaker.subject, name)


def _columns(speaker: Speaker, elements: list[Element], table: Table | None) -> tuple[ColumnView, ...]:
    """Return the heads of the input columns."""
    found: list[ColumnView] = []
    for place, element in enumerate(elements):
        expression = next((child for child in element if local_name(child) == "inputExpression"), None)
        text = "" if expression is None else _cell_text(expression)
        node = table.columns[place].expression if table and place < len(table.columns) else None
        said = say(speaker, node, text)
        word = word_of(element, speaker.lexicon.language)
        named = Word("") if node is None else speaker.word_of(node)
        told = next((known for known in (word, named) if known.is_told), None)
        label = told.label if told else element.get("label") or said.text
        unit = word.unit or (speaker.unit_of(node) if node is not None else "")
        found.append(ColumnView(element.get("id", ""), _capital(clean_line(label)), said.feel, unit))
    return tuple(found)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


class _Context:
    """What the rows of one table have in common."""

    def __init__(
        self, speaker: Speaker, units: list[str], output_units: list[str], remarks: list[str]
    ) -> None:
        self._speaker = speaker
        self._units = units
        self._output_units = output_units
        self._remarks = remarks

    def row(self, element: Element, row: Row | None, number: int) -> RowView:
        """Return the view of one row."""
        parts: dict[str, list[Element]] = {"inputEntry": [], "outputEntry": [], "annotationEntry": []}
        for child in element:
            parts.get(local_name(child), []).append(child)
        texts = [_cell_text(child) for child in parts["annotationEntry"]]
        remarks = dict(zip(self._remarks, texts, strict=False))
        language = self._speaker.lexicon.language
        name = element.get("id", "") or f"row {number}"
        return RowView(
            name,
            anchor_of(name if element.get("id") else f"{self._speaker.subject}-{number}"),
            number,
            line_of(element),
            tuple(
                self._condition(child, row.tests[place] if row else None, place)
                for place, child in enumerate(parts["inputEntry"])
            ),
            tuple(
                self._result(child, row.outputs[place] if row else None, place)
                for place, child in enumerate(parts["outputEntry"])
            ),
            glued(PLACEHOLDER.sub("…", remarks.get(language) or remarks.get("en", ""))),
            remarks.get(f"{LAW} {language}") or remarks.get(LAW, ""),
            remarks.get(LAW, ""),
            tuple((name, text) for name, text in remarks.items() if text and name not in _REMARK_COLUMNS),
        )

    def _condition(self, element: Element, tests: Tests | None, place: int) -> CellView:
        written = _cell_text(element)
        if written in _ANY:
            return CellView(Wording(phrase(self._speaker.lexicon.language, "any"), "-"), is_any=True)
        if tests is None or tests is NEVER or place >= len(self._units):
            return CellView(Wording("", written))
        try:
            return CellView(Wording(self._speaker.cell(tests, self._units[place]), written))
        except (NoWords, RecursionError):
            return CellView(Wording("", written))

    def _result(self, element: Element, node: Node | None, place: int) -> CellView:
        how = sentence_of(element, "how", self._speaker.lexicon.language)
        unit = self._output_units[place] if place < len(self._output_units) else ""
        said = say(self._speaker, node, _cell_text(element), unit)
        return CellView(Wording(self._named(how), said.feel) if how else said)

    def _named(self, sentence: str) -> str:
        """Return a remark with what its figures are called in the place of the figures."""
        return PLACEHOLDER.sub(lambda found: in_sentence(self._called(found[1].strip())), sentence)

    def _called(self, path: str) -> str:
        name, _, member = path.partition(".")
        lexicon = self._speaker.lexicon
        return lexicon.member(name, member).label if member else lexicon.name(name).label


def _cell_text(element: Element) -> str:
    return clean(next((text_of(child) for child in element if local_name(child) == "text"), ""))


def _otherwise(
    speaker: Speaker, elements: list[Element], units: list[str], table: Table | None
) -> tuple[tuple[Wording, ...], str]:
    texts = [
        next((_cell_text(child) for child in element if local_name(child) == "defaultOutputEntry"), "")
        for element in elements
    ]
    if not any(texts):
        return (), ""
    defaults = [output.default for output in table.outputs] if table else [None] * len(texts)
    said = tuple(
        _default(speaker, node, text, unit) for node, text, unit in zip(defaults, texts, units, strict=True)
    )
    if told := _told_otherwise(speaker, elements):
        return said, told
    if all(_is_empty(node) for node in defaults):
        return said, phrase(speaker.lexicon.language, "otherwise null")
    spoken = ", ".join(part.text for part in said)
    return said, phrase(speaker.lexicon.language, "otherwise", spoken.removesuffix("."))


def _told_otherwise(speaker: Speaker, elements: list[Element]) -> str:
    """Return the author's own sentence for the case that no row fits, of the first output that has one."""
    defaults = (
        child for element in elements for child in element if local_name(child) == "defaultOutputEntry"
    )
    said = (clean(sentence_of(child, "how", speaker.lexicon.language)) for child in defaults)
    return next(filter(None, said), "")


def _is_empty(node: Node | None) -> bool:
    plain = None if node is None else stripped(node)
    return isinstance(plain, ListOf) and not plain.items


def _default(speaker: Speaker, node: Node | None, text: str, unit: str) -> Wording:
    if _is_empty(node):
        return Wording(phrase(speaker.lexicon.language, "nothing"), text)
    return say(speaker, node, text, unit)
