"""What a reader of expressions needs at hand: the names in scope, the types, and where to note problems."""

from dataclasses import dataclass, field, replace

from raadhus.rules.domain.dmn.inspecting import Inspector
from raadhus.rules.domain.dmn.read_types import Types
from raadhus.rules.domain.dmn.xml import Element, line_of, text_of, title_of
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.language import Vocabulary, read_expression, read_tests
from raadhus.rules.domain.feel.nodes import Coercion, Literal, Node, Sourced, Tests, UnaryComparison
from raadhus.rules.domain.feel.plain_cells import plain_literal, plain_tests, plain_variable
from raadhus.rules.domain.feel.types import ANY

# What a broken cell becomes, so that reading can go on: a value that is nothing, a test that never holds.
_NOTHING = Literal(None)
NEVER = Tests((UnaryComparison("<", Literal(None)),))


def is_feel(language: str) -> bool:
    """Say whether an expression language is FEEL, in one of the forms of DMN 1.1 to 1.5; none at all is."""
    return not language or "feel" in language.casefold().rstrip("/").split("/")


@dataclass(frozen=True, slots=True)
class Reading:
    """The place in a model where expressions are being read."""

    inspector: Inspector
    types: Types
    names: tuple[str, ...]
    members: frozenset[str]
    # The variable of the decision being read; sentences about it may name it.
    subject: str = ""
    # Cells of the same text are read once.
    _expressions: dict[str, Node] = field(init=False, default_factory=dict, compare=False)
    _cells: dict[str, Tests] = field(init=False, default_factory=dict, compare=False)
    _words: dict[str, Vocabulary] = field(init=False, default_factory=dict, compare=False)

    def with_names(self, *names: str) -> "Reading":
        """Return a place where these variables are known too."""
        return replace(self, names=(*self.names, *names))

    def inside_filter(self) -> "Reading":
        """Return a place where the members of items are variables."""
        return replace(self, names=(*self.names, "item", *self.members))

    def _expression(self, text: str) -> Node:
        plain = plain_literal(text) or plain_variable(text, self.names)
        return plain or read_expression(text, self._vocabulary())

    def _tests(self, text: str) -> Tests:
        node = plain_tests(text) or read_tests(text, self._vocabulary("?"))
        return node if isinstance(node, Tests) else Tests((node,))

    def _vocabulary(self, more: str = "") -> Vocabulary:
        known = self._words.get(more)
        if known is None:
            names = (*self.names, more) if more else self.names
            known = self._words[more] = Vocabulary.of(names, self.members, self.types.named)
        return known

    def expression(self, cell: Element) -> Node:
        """Read the FEEL expression in `cell`; notes a problem and gives null if it is none."""
        text = text_of(cell)
        try:
            return self._expressions.get(text) or self._expressions.setdefault(text, self._expression(text))
        except FeelSyntaxError as error:
            self.inspector.refuse_text(cell, error)
            return _NOTHING

    def tests(self, cell: Element | None) -> Tests:
        """Read the unary tests that are the text of `cell`; nothing at all is any value."""
        text = text_of(cell)
        if not text or cell is None:
            return Tests(())
        try:
            return self._cells.get(text) or self._cells.setdefault(text, self._tests(text))
        except FeelSyntaxError as error:
            self.inspector.refuse_text(cell, error)
            return NEVER

    def typed(self, node: Node, element: Element) -> Node:
        """Return the node, coerced to the type that an element refers to."""
        wanted = self.types.of(element.get("typeRef"), element)
        return node if wanted is ANY else Coercion(node, wanted)

    def sourced(self, node: Node, element: Element) -> Node:
        """Return the node with the place it stands in."""
        return Sourced(node, line_of(element), title_of(element))

    def check_language(self, element: Element) -> None:
        """Refuse an expression language other than FEEL."""
        language = element.get("expressionLanguage")
        if language and not is_feel(language):
            self.inspector.refuse(element, "other-language", name=language)
