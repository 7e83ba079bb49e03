"""Reads FEEL text into its tree: recursive descent, precedence climbing for operators."""

from raadhus.rules.domain.feel.arithmetic import negate
from raadhus.rules.domain.feel.cursor import Cursor
from raadhus.rules.domain.feel.nodes import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    Filter,
    In,
    InstanceOf,
    ListOf,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Path,
    RangeOf,
    Tests,
    UnaryComparison,
)
from raadhus.rules.domain.feel.parse_forms import FORMS, parse_context
from raadhus.rules.domain.feel.parse_types import parse_instance_type
from raadhus.rules.domain.feel.temporal_text import parse_at_literal
from raadhus.rules.domain.feel.tokens import INFIX_WORDS, KEYWORDS, Kind, Token
from raadhus.rules.domain.marking import _

_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
# Tokens of filters, paths and calls behind one operand; each of these nests the tree once.
MAX_POSTFIX = 600
# Terms of one sum or product in a row, each of which nests the tree once: not left to how much stack there is.
MAX_TERMS = 200
OR, AND, COMPARE, ADD, MULTIPLY, POWER = range(1, 7)
_LEVELS = {"or": OR, "and": AND, "between": COMPARE, "in": COMPARE} | dict.fromkeys(_COMPARISONS, COMPARE)
_LEVELS |= {"+": ADD, "-": ADD, "*": MULTIPLY, "/": MULTIPLY, "**": POWER}
_CONSTANTS = {"true": True, "false": False, "null": None}


class Parser(Cursor):
    """Reads expressions and unary tests."""

    _in_range_end = False

    def expression(self) -> Node:
        """Take a whole expression. Raises: FeelSyntaxError when none stands here."""
        if self.at_symbol(*_COMPARISONS):
            return self._listed()
        with self.deeper():
            return self._operation(OR)

    def tests(self) -> Node:
        """Take the content of a cell: `-`, a list of tests, or `not(tests)`."""
        start = self.current.start
        if self.at_symbol("-") and self.tokens[self.position + 1].kind is Kind.END:
            self.advance()
            return Tests((), at=start)
        following = self.tokens[self.position + 1].text if self.at_word("not") else ""
        if following == "(":
            return self._negated_tests(start)
        return Tests(tuple(self._tests()), at=start)

    def _negated_tests(self, start: int) -> Node:
        self.advance()
        self.advance()
        tests = Tests(tuple(self._tests()), negated=True, at=start)
        self.expect_symbol(")")
        return tests

    def _tests(self) -> list[Node]:
        found = [self._test()]
        while self.take_symbol(","):
            found.append(self._test())
        return found

    def _test(self) -> Node:
        token = self.current
        if self.take_symbol(*_COMPARISONS):
            with self.deeper():
                return UnaryComparison(token.text, self._operation(ADD), at=token.start)
        return self.expression()

    def _operation(self, floor: int) -> Node:
        left = self._negation()
        terms = 1
        while True:
            token = self.current
            level = self._level(token)
            if level < floor:
                return left
            self.advance()
            left = self._operator(token, level, left)
            terms = 1 if type(left) is Logic else terms + 1
            if terms > MAX_TERMS:
                raise self.error(_("The expression is nested too deeply"))

    @staticmethod
    def _level(token: Token) -> int:
        if token.kind in (Kind.SYMBOL, Kind.NAME):
            return _LEVELS.get(token.text, 0)
        return 0

    def _operator(self, token: Token, level: int, left: Node) -> Node:
        at = token.start
        if token.text in {"and", "or"}:
            right = self._operation(level + 1)
            chain = left.operands if isinstance(left, Logic) and left.operator == token.text else (left,)
            return Logic(token.text, (*chain, right), at=at)
        if token.text == "between":
            low = self._operation(ADD)
            self.expect_word("and")
            return Between(left, low, self._operation(ADD), at=at)
        if token.text == "in":
            return self._in(left, at)
        right = self._operation(level + 1)
        if level == COMPARE:
            return Comparison(token.text, left, right, at=at)
        return Arithmetic(token.text, left, right, at=at)

    def _in(self, value: Node, at: int) -> Node:
        if not self.at_symbol("("):
            return In(value, (self._one_in_test(),), at=at)
        start = self.advance().start
        with self.deeper(), self._outside_range_end():
            found = [self._test()]
            if self.take_symbol(".."):
                return In(value, (self._range_rest(found[0], low_included=False, at=start),), at=at)
            while self.take_symbol(","):
                found.append(self._test())
            self.expect_symbol(")")
        return In(value, tuple(found), listed=True, at=at)

    def _one_in_test(self) -> Node:
        token = self.current
        if self.take_symbol(*_COMPARISONS):
            return UnaryComparison(token.text, self._operation(ADD), at=token.start)
        return self._operation(ADD)

    def _negation(self) -> Node:
        if not self.at_symbol("-"):
            return self._postfix()
        start = self.advance().start
        with self.deeper():
            operand = self._negation()
        if isinstance(operand, Literal) and self.tokens[self.position - 1].kind is Kind.NUMBER:
            return Literal(negate(operand.value), at=start)
        return Negation(operand, at=start)

    def _postfix(self) -> Node:
        node = self._primary()
        begun = self.position
        while True:
            token = self.current
            if self.position - begun > MAX_POSTFIX:
                raise self.error(_("The expression is nested too deeply"))
            if self.at_symbol("["):
                if self._in_range_end and self._bracket_closes():
                    return node
                node = self._filter(node)
            elif self.take_symbol("."):
                node = Path(node, self.member_name(), at=token.start)
            elif self.at_symbol("("):
                node = self._call(node)
            elif self.at_word("instance"):
                self.advance()
                self.expect_word("of")
                node = InstanceOf(node, parse_instance_type(self), at=token.start)
            else:
                return node

    def _filter(self, base: Node) -> Node:
        start = self.advance().start
        with self.deeper(), self.inside_filter(), self.local_names("item"), self._outside_range_end():
            condition = self._test()
        self.expect_symbol("]")
        return Filter(base, condition, at=start)

    def _call(self, callee: Node) -> Node:
        start = self.advance().start
        arguments: list[Node] = []
        names: list[str] = []
        with self.deeper(), self._outside_range_end():
            while self.goes_on(")", arguments):
                name = self.declared_name(":")
                if name is not None:
                    self.advance()
                    names.append(name)
                arguments.append(self._listed())
        if names and len(names) != len(arguments):
            raise self.error(_("Named and positional arguments cannot be mixed"), start)
        return Call(callee, tuple(arguments), tuple(names), at=start)

    def _primary(self) -> Node:
        token = self.current
        if token.kind in (Kind.NUMBER, Kind.STRING):
            self.advance()
            return Literal(token.value, at=token.start)
        if token.kind is Kind.NAME:
            return self._word(token)
        if token.kind is Kind.SYMBOL:
            return self._bracketed(token)
        raise self.unexpected()

    def _word(self, token: Token) -> Node:
        known = self.known_name()
        if known is not None:
            return Name(known, at=token.start)
        if token.text in _CONSTANTS:
            self.advance()
            return Literal(_CONSTANTS[token.text], at=token.start)
        if token.text in FORMS:
            with self.deeper():
                return FORMS[token.text](self)
        if token.text in KEYWORDS:
            raise self.unexpected()
        return Name(self.joined_words(), at=token.start)

    def _bracketed(self, token: Token) -> Node:
        self.advance()
        with self.deeper(), self._outside_range_end():
            if token.text == "@":
                return self._at_literal(token)
            if token.text == "(":
                return self._parenthesis(token)
            if token.text == "[":
                return self._list(token)
            if token.text == "]":
                low = self.expression()
                self.expect_symbol("..")
                return self._range_rest(low, low_included=False, at=token.start)
            if token.text == "{":
                return parse_context(self, token.start)
        self.position -= 1
        raise self.unexpected()

    def _at_literal(self, token: Token) -> Node:
        text = self.current
        value = parse_at_literal(str(text.value)) if text.kind is Kind.STRING else None
        if value is None:
            raise self.error(_("A date, time or duration in quotation marks was expected after @"))
        self.advance()
        return Literal(value, at=token.start)

    def _parenthesis(self, token: Token) -> Node:
        node = self._test()
        if self.take_symbol(".."):
            return self._range_rest(node, low_included=False, at=token.start)
        self.expect_symbol(")")
        return _half_open(node) if isinstance(node, UnaryComparison) else node

    def _list(self, token: Token) -> Node:
        items: list[Node] = []
        while self.goes_on("]", items):
            items.append(self._listed())
            if len(items) == 1 and self.take_symbol(".."):
                return self._range_rest(items[0], low_included=True, at=token.start)
        return ListOf(tuple(items), at=token.start)

    def _listed(self) -> Node:
        node = self._test()
        return _half_open(node) if isinstance(node, UnaryComparison) else node

    def _range_rest(self, low: Node, *, low_included: bool, at: int) -> Node:
        before, self._in_range_end = self._in_range_end, True
        try:
            high = self.expression()
        finally:
            self._in_range_end = before
        if not self.at_symbol("]", ")", "["):
            raise self.error(_("The range must end with ']', ')' or '['"))
        return RangeOf(low, high, low_included, self.advance().text == "]", at=at)

    def _outside_range_end(self) -> "_FlagOff":
        return _FlagOff(self)

    def _bracket_closes(self) -> bool:
        following = self.tokens[self.position + 1]
        if following.kind is Kind.NAME:
            return following.text in INFIX_WORDS
        return following.kind is Kind.END or (
            following.kind is Kind.SYMBOL and following.text not in {"(", "[", "{", "@", "-"}
        )


class _FlagOff:
    """Inside brackets a `[` is a filter again."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._before = parser._in_range_end

    def __enter__(self) -> None:
        self._parser._in_range_end = False

    def __exit__(self, *_: object) -> None:
        self._parser._in_range_end = self._before


def _half_open(test: UnaryComparison) -> Node:
    """Turn a comparison in parentheses into the range it describes."""
    operator, end = test.operator, test.right
    if operator in {"<", "<="}:
        return RangeOf(None, end, False, operator == "<=", at=test.at)
    if operator in {">", ">="}:
        return RangeOf(end, None, operator == ">=", False, at=test.at)
    if operator == "=":
        return RangeOf(end, end, True, True, sign="=", at=test.at)
    return RangeOf(end, end, False, False, sign="!=", at=test.at)
