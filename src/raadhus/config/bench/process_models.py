"""The models that ``./raadhus bench processes`` measures, and a world in memory for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from raadhus.config.bench.rule_models import model as rule_model
from raadhus.config.bench.rule_models import table
from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.library import load
from raadhus.processes.domain.movement import Program
from raadhus.processes.domain.work import StepFailed, Take, Work
from raadhus.rules.domain.dmn.compiled import CompiledModel
from raadhus.rules.domain.dmn.loading import load as load_rules
from raadhus.rules.domain.expression import Expression as FeelExpression
from raadhus.rules.domain.expression import parse_expression

_HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:raadhus="urn:raadhus:bpmn:1" '
    'targetNamespace="urn:bench"><process id="P" isExecutable="true"><startEvent id="start"/>'
)
_TAIL = '<endEvent id="end"/></process></definitions>'


def _arrow(source: str, target: str, condition: str = "") -> str:
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    arrow = f'id="{source}_{target}" sourceRef="{source}" targetRef="{target}"'
    return f"<sequenceFlow {arrow}>{inner}</sequenceFlow>"


def _script(identity: str, text: str, result: str) -> str:
    extension = f'<extensionElements><raadhus:script result="{result}"/></extensionElements>'
    return f'<scriptTask id="{identity}">{extension}<script>{text}</script></scriptTask>'


STRAIGHT = (
    _HEAD
    + _script("sum", "income + extra", "total")
    + '<businessRuleTask id="rule"><extensionElements><raadhus:decision ref="Share" result="share"/>'
    + "</extensionElements></businessRuleTask>"
    + '<exclusiveGateway id="which" default="which_low"/>'
    + _script("high", "total * share / 100", "paid")
    + _script("low", "0", "paid")
    + _arrow("start", "sum")
    + _arrow("sum", "rule")
    + _arrow("rule", "which")
    + _arrow("which", "high", "share &gt; 0")
    + _arrow("which", "low")
    + _arrow("high", "end")
    + _arrow("low", "end")
    + _TAIL
)
"""A gateway in FEEL, a business rule task and two script tasks."""

CIRCLE = (
    _HEAD
    + '<exclusiveGateway id="again"/><userTask id="ask"/><exclusiveGateway id="more" default="more_again"/>'
    + _arrow("start", "again")
    + _arrow("again", "ask")
    + _arrow("ask", "more")
    + _arrow("more", "again")
    + _arrow("more", "end", "done")
    + _TAIL
)
"""A task that comes again until it is done."""

BRANCHES = (
    _HEAD
    + '<serviceTask id="ask"><extensionElements><raadhus:task handler="work"/></extensionElements>'
    + '<multiInstanceLoopCharacteristics><extensionElements><raadhus:collection value="people" item="person"/>'
    + '<raadhus:collect name="answers" value="person"/></extensionElements>'
    + "</multiInstanceLoopCharacteristics></serviceTask>"
    + _arrow("start", "ask")
    + _arrow("ask", "end")
    + _TAIL
)
"""A task for everybody of a list at once."""

REMINDED = CIRCLE.replace(
    '<exclusiveGateway id="more"',
    '<boundaryEvent id="late" attachedToRef="ask" cancelActivity="false"><timerEventDefinition>'
    '<timeDuration>P14D</timeDuration></timerEventDefinition></boundaryEvent><task id="remind"/>'
    + _arrow("late", "remind")
    + '<exclusiveGateway id="more"',
)
"""The same with a reminder after two weeks, as a task of a municipality has one."""

ASKED = (
    _HEAD
    + '<userTask id="ask"><multiInstanceLoopCharacteristics><extensionElements>'
    + '<raadhus:collection value="people" item="person"/><raadhus:collect name="answers" value="person"/>'
    + "</extensionElements></multiInstanceLoopCharacteristics></userTask>"
    + _arrow("start", "ask")
    + _arrow("ask", "end")
    + _TAIL
)
"""A task that everybody of a list answers for themselves."""

SHARES = rule_model(
    {"total": "number"},
    {
        "Share": (
            "number",
            ("total",),
            table(
                {"total": "number"},
                [("< 1000", "100"), ("[1000..2000]", "50"), ("> 2000", "0")],
                kind="number",
            ),
        )
    },
)
"""How much of a total is paid, in per cent."""


def share_of(total: Decimal) -> int:
    """Return what the rule must say, computed apart."""
    return 100 if total < 1000 else 50 if total <= 2000 else 0


def program_of(source: str) -> Program:
    """Return the compiled process with FEEL as the product compiles it."""
    (program,) = load(source.encode(), parse).programs.values()
    return program


@dataclass(frozen=True, slots=True)
class _Feel:
    """A FEEL expression, asked as the product asks it (``processes.use_cases.neighbours``, which needs a database)."""

    expression: FeelExpression

    @property
    def names(self) -> tuple[str, ...]:
        return parse_expression(self.expression.text, ()).unknown

    def evaluate(self, context: Mapping[str, object], /) -> object:
        return self.expression.evaluate(context)


def parse(text: str, /) -> Expression:
    """Return a FEEL expression."""
    return _Feel(parse_expression(text))


class MemoryWorld:
    """Decides by the rules as the product does, untraced; services answer nothing, tasks wait."""

    def __init__(self, rules: CompiledModel | None = None) -> None:
        self._rules = rules

    def run_service(self, work: Work, take: Take, /) -> Mapping[str, object]:
        """Answer nothing."""
        return take({})

    def open_task(self, work: Work, /) -> None:
        """Open nothing."""

    def withdraw_task(self, work: Work, /) -> None:
        """Withdraw nothing."""

    def decide(self, work: Work, take: Take, /) -> Mapping[str, object]:
        """Return the decision's value. Raises: StepFailed without rules."""
        if self._rules is None:
            raise StepFailed("There are no rules.")
        return take({work.result: self._rules.evaluate(work.handler, work.inputs or work.variables).value})

    def send(self, message: str, key: str, /) -> None:
        """Send nothing."""

    def broadcast(self, signal: str, /) -> None:
        """Tell nobody."""


def world_with_rules() -> MemoryWorld:
    """Return a world that decides how much is paid."""
    return MemoryWorld(load_rules(SHARES))
