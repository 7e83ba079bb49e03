"""The door of FEEL: texts to expressions and tests that evaluate; bounded, and free of any framework."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from raadhus.rules.domain.feel import (
    compile_calls,
    compile_loops,
    compile_operators,
    compile_tests,
)
from raadhus.rules.domain.feel.builtins import families
from raadhus.rules.domain.feel.compiler import Compiler, Handler, UnknownName
from raadhus.rules.domain.feel.errors import FeelLimitExceeded, FeelSyntaxError
from raadhus.rules.domain.feel.names import NameTable, name_table
from raadhus.rules.domain.feel.nodes import Node
from raadhus.rules.domain.feel.parser import Parser
from raadhus.rules.domain.feel.runtime import GLOBALS, RUNTIME, Runtime
from raadhus.rules.domain.feel.scope import Scope
from raadhus.rules.domain.feel.types import FeelType
from raadhus.rules.domain.feel.values import Closure, Frame, Value
from raadhus.rules.domain.marking import _

HANDLERS: dict[type[Node], Handler] = {
    **compile_operators.HANDLERS,
    **compile_tests.HANDLERS,
    **compile_calls.HANDLERS,
    **compile_loops.HANDLERS,
}
BUILT_INS = families.BUILT_INS
BUILT_IN_TABLE = NameTable(BUILT_INS)
_PROPERTIES = frozenset({"start included", "end included", "time offset"})
_NO_TYPES: Mapping[str, FeelType] = {}
INPUT = compile_tests.INPUT


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names a text may use: variables, members of contexts, and types of the model."""

    variables: NameTable
    members: NameTable
    types: Mapping[str, FeelType]

    @classmethod
    def of(
        cls,
        variables: Iterable[str] = (),
        members: Iterable[str] = (),
        types: Mapping[str, FeelType] = _NO_TYPES,
    ) -> "Vocabulary":
        """Make tables of the names."""
        return cls(name_table(frozenset(variables)), name_table(_PROPERTIES.union(members)), types)


NO_WORDS = Vocabulary.of()


def read_expression(text: str, words: Vocabulary = NO_WORDS) -> Node:
    """Read one expression. Raises: FeelSyntaxError, with its place, for anything that is none."""
    return _read(text, words, Parser.expression)


def read_tests(text: str, words: Vocabulary = NO_WORDS) -> Node:
    """Read the content of a cell of unary tests. Raises: FeelSyntaxError, with its place."""
    return _read(text, words, Parser.tests)


def _read(text: str, words: Vocabulary, rule: Callable[[Parser], Node]) -> Node:
    parser = Parser(text, (BUILT_IN_TABLE, words.variables), words.members, words.types)
    try:
        node = rule(parser)
    except RecursionError:
        raise parser.error(_("The expression is nested too deeply")) from None
    parser.expect_end()
    return node


@dataclass(frozen=True, slots=True)
class Compiled:
    """A closure with the size of the frame that it runs in, and the names that nothing has."""

    closure: Closure
    frame_size: int
    unknown: tuple[UnknownName, ...]

    def run(self, variables: Mapping[str, Value], runtime: Runtime) -> Value:
        """Evaluate. Raises: FeelLimitExceeded when the budget of the runtime is used up."""
        frame: Frame = [None] * self.frame_size
        frame[GLOBALS], frame[RUNTIME] = variables, runtime
        try:
            return self.closure(frame)
        except RecursionError:
            raise FeelLimitExceeded("The evaluation is nested too deeply") from None


def compile_node(
    node: Node, names: Collection[str] | None = None, handlers: Mapping[type[Node], Handler] = HANDLERS
) -> Compiled:
    """Compile a tree; `names` are the global variables, None when any name may be one.

    Raises: FeelSyntaxError when the tree is too deep.
    """
    compiler = Compiler(handlers, BUILT_INS, names)
    try:
        closure = compiler.compile(node, Scope())
    except RecursionError:
        raise FeelSyntaxError(_("The expression is nested too deeply"), "", 0) from None
    return Compiled(closure, compiler.frame_size, tuple(compiler.unknown))
