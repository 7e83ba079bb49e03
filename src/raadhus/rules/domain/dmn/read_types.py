"""Item definitions: the types of a model, with components, collections and allowed values."""

from collections.abc import Iterable
from dataclasses import dataclass

from raadhus.rules.domain.dmn.inspecting import Inspector
from raadhus.rules.domain.dmn.xml import Element, local_name, text_of
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.language import Compiled, Vocabulary, compile_node, read_tests
from raadhus.rules.domain.feel.nodes import Tests
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.types import (
    ANY,
    BUILT_IN_TYPES,
    ConstrainedType,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    NamedType,
)
from raadhus.rules.domain.feel.values import Value

_ATTRIBUTES = frozenset({"isCollection", "typeLanguage"})
# Types in a row, each of which is another name of the next.
MAX_CHAIN = 100
_CONSTRAINT_ATTRIBUTES = frozenset({"kind", "constraintType", "expressionLanguage"})


class Types:
    """The item definitions of one model by name."""

    def __init__(self, inspector: Inspector) -> None:
        """Know no definition yet."""
        self._inspector = inspector
        self.named: dict[str, FeelType] = {}
        # The names of all components, which may be written behind a dot.
        self.members: set[str] = set()
        self._imported: list[tuple[str, Types]] = []

    def add_imported(self, name: str, namespace: str, types: "Types") -> None:
        """Know the types of another model as `name.type`, or by a prefix that is bound to its namespace."""
        self._imported.append((namespace, types))
        self.named.update({f"{name}.{key}" if name else key: kind for key, kind in types.named.items()})

    def read(self, elements: Iterable[Element]) -> None:
        """Read all definitions; each may use any other."""
        found = [(element.get("name", ""), element) for element in elements]
        holders = {name: NamedType(name) for name, _ in found}
        self.named.update(holders)
        for name, element in found:
            holders[name].target = self._definition(element)
        for name, element in found:
            if _is_endless(holders[name]):
                self._inspector.refuse(element, "endless-type", name=name)
                holders[name].target = None

    def of(self, reference: str | None, element: Element) -> FeelType:
        """Return the type that a reference names; any type for none. Refuses an unknown one."""
        if not reference or reference.strip() in {"Any", "feel:Any"}:
            return ANY
        name = reference.strip()
        prefix, _, plain = name.rpartition(":")
        places = [
            types.named for namespace, types in self._imported if namespace == element.nsmap.get(prefix)
        ]
        for candidate, known in ((name, self.named), *((plain, named) for named in (*places, self.named))):
            if candidate in known:
                return known[candidate]
        if plain in BUILT_IN_TYPES:
            return BUILT_IN_TYPES[plain]
        self._inspector.refuse(element, "unknown-type", name=name)
        return ANY

    def _definition(self, element: Element, beside: tuple[str, ...] = ()) -> FeelType:
        children = list(
            self._inspector.children(
                element,
                *("typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem"),
                attributes=_ATTRIBUTES,
            )
        )
        by_name = {local_name(child): child for child in children}
        self._inspector.expect_one_each(
            children, "typeRef", "allowedValues", "typeConstraint", "functionItem"
        )
        fields = [child for child in children if local_name(child) == "itemComponent"]
        if fields:
            base: FeelType = self._context(fields)
        elif "functionItem" in by_name:
            base = self._function(by_name["functionItem"])
        else:
            # DMN 1.1 to 1.5 write the reference as an element.
            base = self.of(text_of(by_name.get("typeRef")) or element.get("typeRef"), element)
        return self._constrained(base, by_name, beside, is_collection=_is_collection(element))

    def _context(self, elements: list[Element]) -> FeelType:
        """Return the type of contexts; a constraint that names other components is one of the whole context."""
        names = tuple(element.get("name", "") for element in elements)
        self.members.update(names)
        fields = tuple(
            (name, self._definition(child, names)) for name, child in zip(names, elements, strict=True)
        )
        whole: FeelType = ContextType(fields)
        for name, child in zip(names, elements, strict=True):
            for constraint in child:
                if local_name(constraint) in {"allowedValues", "typeConstraint"}:
                    tests = self._tests(constraint, names)
                    if tests is not None and (others := _named_beside(tests, names)):
                        is_each = local_name(constraint) == "allowedValues" and _is_collection(child)
                        compiled = compile_node(tests, ["?", *others])
                        whole = ConstrainedType(whole, AllowsBeside(name, is_each, compiled))
        return whole

    def _function(self, element: Element) -> FeelType:
        parameters = tuple(
            self.of(child.get("typeRef"), child)
            for child in self._inspector.children(
                element, "parameters", attributes=frozenset({"outputTypeRef"})
            )
        )
        return FunctionType(parameters, self.of(element.get("outputTypeRef"), element))

    def _constrained(
        self, base: FeelType, by_name: dict[str, Element], beside: tuple[str, ...], *, is_collection: bool
    ) -> FeelType:
        allowed, constraint = by_name.get("allowedValues"), by_name.get("typeConstraint")
        if allowed is not None:
            base = self._limited(base, allowed, beside)
        whole: FeelType = ListType(base) if is_collection else base
        return whole if constraint is None else self._limited(whole, constraint, beside)

    def _limited(self, base: FeelType, element: Element, beside: tuple[str, ...]) -> FeelType:
        tests = self._tests(element, beside)
        if tests is None or _named_beside(tests, beside):
            return base
        return ConstrainedType(base, Allows(tests, compile_node(tests, ["?"])))

    def _tests(self, element: Element, beside: tuple[str, ...]) -> Tests | None:
        cells = list(self._inspector.children(element, "text", attributes=_CONSTRAINT_ATTRIBUTES))
        text = text_of(cells[0]) if cells else ""
        if not text:
            return None
        try:
            node = read_tests(text, Vocabulary.of(["?", *beside], self.members, self.named))
        except FeelSyntaxError as error:
            self._inspector.refuse_text(cells[0], error)
            return None
        return node if isinstance(node, Tests) else Tests((node,))


def _is_collection(element: Element) -> bool:
    return element.get("isCollection") == "true"


def _named_beside(tests: Tests, beside: tuple[str, ...]) -> tuple[str, ...]:
    """Return the components that the tests name; a built-in function hides one of its name."""
    unknown = {found.name for found in compile_node(tests, ["?"]).unknown} if beside else set()
    return tuple(name for name in beside if name in unknown)


def _is_endless(kind: FeelType | None) -> bool:
    """Say whether following what a type is another name, or a part, of comes to no end, or to none soon."""
    seen: set[int] = set()
    while isinstance(kind, NamedType | ConstrainedType):
        if id(kind) in seen or len(seen) > MAX_CHAIN:
            return True
        seen.add(id(kind))
        kind = kind.target if isinstance(kind, NamedType) else kind.base
    return False


class Allows:
    """Asks the unary tests of a constraint."""

    def __init__(self, tests: Tests, compiled: Compiled) -> None:
        """Keep the tests as read, for who checks the model."""
        self.tests = tests
        self._compiled = compiled

    def __call__(self, value: Value) -> bool:
        return self._compiled.run({"?": value}, Runtime()) is True


@dataclass(frozen=True, slots=True)
class AllowsBeside:
    """Asks the unary tests of one component, which name others of the context (DMN 1.5 clause 7.3.3)."""

    name: str
    # Whether each item of the component is asked, instead of the component.
    is_each: bool
    compiled: Compiled

    def __call__(self, value: Value) -> bool:
        own = value[self.name]
        tested = own if self.is_each and type(own) is list else [own]
        return own is None or all(
            item is None or self.compiled.run({**value, "?": item}, Runtime()) is True for item in tested
        )
