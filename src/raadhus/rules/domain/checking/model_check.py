"""Checks a whole model: each decision and function in the order in which they rest on one another."""

from collections.abc import Mapping

from raadhus.rules.domain.checking import operators, structures, table_types
from raadhus.rules.domain.checking.checker import Checker, Names
from raadhus.rules.domain.checking.known import UNKNOWN, Known, of_kind, of_type
from raadhus.rules.domain.checking.places import Findings, Spot
from raadhus.rules.domain.checking.reads import reads_of
from raadhus.rules.domain.checking.unread import Parts, note_unread
from raadhus.rules.domain.checking.walk import is_imported, line_of_logic
from raadhus.rules.domain.dmn.model import BusinessKnowledge, Decision, Model
from raadhus.rules.domain.dmn.problems import Place, Problem
from raadhus.rules.domain.feel.values import FeelFunction

HANDLERS = {**operators.HANDLERS, **structures.HANDLERS, **table_types.HANDLERS}


def check_logic(model: Model, results: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful in the logic of a model that reads and compiles.

    `results`: names of the decisions that are read from outside; none given, any may be.
    """
    check = _Check(model)
    for target in (*model.decisions, *model.knowledge):
        check.known(target)
    note_unread(check.findings, Parts(model, check.reads, check.done, results))
    return tuple(check.findings.found)


class _Check:
    """What is known of each part of a model, found once."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.findings = Findings()
        self.done: dict[str, Known] = {}
        self._checker = Checker(HANDLERS, self.findings)
        # What is wrong in an imported model is found where that model is checked.
        self._imported = Checker(HANDLERS, Findings())
        self._roots: dict[str, frozenset[str]] = {}
        self.reads = {decision.id: reads_of(decision.logic) for decision in model.decisions.values()}
        self._nullable = frozenset().union(*(reads.nullable for reads in self.reads.values()))

    def known(self, target: str) -> Known:
        """Return what is known of a part, by its id."""
        if target not in self.done:
            # Until it is known: a function may call itself.
            self.done[target] = of_kind(FeelFunction) if target in self.model.knowledge else UNKNOWN
            self.done[target] = self._part(target)
        return self.done[target]

    def _part(self, target: str) -> Known:
        model = self.model
        if target in model.inputs:
            return of_type(model.inputs[target].type)
        if target in model.services:
            return of_kind(FeelFunction)
        part = model.decisions.get(target) or model.knowledge.get(target)
        return UNKNOWN if part is None else self._logic(part)

    def _logic(self, part: Decision | BusinessKnowledge) -> Known:
        required = self._required(part)
        names = Names(
            {name: self.known(target) for name, target in required.items()}, is_open=self._has_strangers(part)
        )
        if isinstance(part, BusinessKnowledge):
            names = names.inner({part.name: of_kind(FeelFunction)})
        title = part.title if isinstance(part, Decision) else part.name
        roots = {name: self.roots(target) for name, target in required.items()}
        checker = self._imported if is_imported(part) else self._checker
        with checker.findings.at(Spot(line_of_logic(part.logic), "", Place(title))):
            checker.roots = roots
            checker.may_be_null = part.name in self._nullable
            try:
                found = checker.know(part.logic, names)
            except RecursionError:
                checker.findings.note("too-deep")
                return UNKNOWN
            return checker.typed(found, part.type) if isinstance(part, Decision) else found

    def _required(self, part: Decision | BusinessKnowledge) -> Mapping[str, str]:
        return {name: target for target in requirements(part) if (name := self._name(target)) is not None}

    def _name(self, target: str) -> str | None:
        for parts in (self.model.inputs, self.model.decisions, self.model.knowledge, self.model.services):
            if target in parts:
                return parts[target].name
        return None

    def _has_strangers(self, part: Decision | BusinessKnowledge) -> bool:
        return any(self._name(target) is None for target in requirements(part))

    def roots(self, target: str) -> frozenset[str]:
        """Return the inputs that a part rests on; functions rest on nothing."""
        if target in self.model.inputs:
            return frozenset({target})
        if target not in self._roots:
            self._roots[target] = frozenset()
            decision = self.model.decisions.get(target)
            below = (*decision.inputs, *decision.decisions) if decision else ()
            self._roots[target] = frozenset().union(*map(self.roots, below))
        return self._roots[target]


def requirements(part: Decision | BusinessKnowledge) -> tuple[str, ...]:
    """Return the ids that a part requires."""
    if isinstance(part, BusinessKnowledge):
        return part.knowledge
    return (*part.inputs, *part.decisions, *part.knowledge)
