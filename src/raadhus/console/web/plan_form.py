"""The form of a planned process: minutes and cost of each step of today, and the steps of the plan."""

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Self

from django.utils.translation import gettext as _

from raadhus.platform.amounts import LONGEST, CannotReadAmount, parse_amount
from raadhus.platform.text import clean_line
from raadhus.statistics.public import LONGEST_NAME, MOST, MOST_SHARE, MOST_STEPS, Plan, PlannedStep, StepCost
from raadhus.ui.parts import Problem
from raadhus.ui.words import number_in_words

_EMPTY_ROWS = 3
_NOTHING = Decimal(0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One field: how it is posted, what it is called, what stands in it, and what is wrong with it."""

    name: str
    label: str
    column: str
    text: str
    error: str = ""
    is_number: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A line of fields; ``title`` says of which step."""

    title: str
    cells: tuple[Cell, ...]


class PlanForm:
    """What stands in the form, from a plan or as it was sent, and the plan it makes when nothing is wrong."""

    def __init__(self, steps: Mapping[str, str], currency: str, typed: Mapping[str, str], rows: int) -> None:
        self._steps = steps
        self._currency = currency
        self._typed = typed
        self._rows = min(rows, MOST_STEPS)
        self._errors: dict[str, str] = {}

    @classmethod
    def of(cls, steps: Mapping[str, str], plan: Plan) -> Self:
        """Return the form of a plan; ``steps``: the names of today's by their element."""
        typed = {"rate": _written(plan.rate)}
        for step in plan.today:
            typed |= {
                f"minutes-{step.place}": _written(step.minutes),
                f"cost-{step.place}": _written(step.cost),
            }
        for number, planned in enumerate(plan.planned, start=1):
            typed |= {
                f"planned-name-{number}": planned.name,
                f"planned-share-{number}": _written(planned.share),
                f"planned-minutes-{number}": _written(planned.minutes),
                f"planned-cost-{number}": _written(planned.cost),
            }
        return cls(steps, plan.currency, typed, len(plan.planned) + _EMPTY_ROWS)

    @classmethod
    def sent(cls, steps: Mapping[str, str], currency: str, post: Mapping[str, str]) -> Self:
        """Return the form as it was sent, with an empty row when it came without any."""
        rows = sum(f"planned-name-{number}" in post for number in range(1, MOST_STEPS + 1))
        return cls(steps, currency, post, max(rows, 1))

    def read(self) -> Plan | None:
        """Return the plan, None while something is wrong; what it is then stands in ``problems``."""
        self._errors = {}
        rate = self._number("rate")
        today = tuple(
            StepCost(
                place=place, minutes=self._number(f"minutes-{place}"), cost=self._number(f"cost-{place}")
            )
            for place in self._steps
        )
        planned = tuple(self._planned())
        if self._errors:
            return None
        return Plan(rate=rate, currency=self._currency, today=today, planned=planned)

    @property
    def rate(self) -> Cell:
        """Return the field of the hourly rate."""
        return self._cell("rate", "", _("What an hour of work costs"))

    @property
    def today(self) -> tuple[FormRow, ...]:
        """Return the lines of today's steps."""
        return tuple(
            FormRow(
                title=name,
                cells=(
                    self._cell(f"minutes-{place}", name, _("Minutes each time")),
                    self._cell(f"cost-{place}", name, _("Other cost each time")),
                ),
            )
            for place, name in self._steps.items()
        )

    @property
    def planned(self) -> tuple[FormRow, ...]:
        """Return the lines of the plan, and some empty ones."""
        return tuple(self._planned_row(number) for number in range(1, self._rows + 1))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the error summary."""
        return tuple(Problem(text=text, href=f"#f-{name}") for name, text in self._errors.items())

    def _planned_row(self, number: int) -> FormRow:
        title = _("Planned step %(number)s") % {"number": number}
        columns = (
            ("name", _("What is done")),
            ("share", _("Share of cases (per cent)")),
            ("minutes", _("Minutes each time")),
            ("cost", _("Other cost each time")),
        )
        return FormRow(
            title=title,
            cells=tuple(
                self._cell(f"planned-{kind}-{number}", title, column, is_number=kind != "name")
                for kind, column in columns
            ),
        )

    def _cell(self, name: str, of: str, column: str, *, is_number: bool = True) -> Cell:
        return Cell(
            name=name,
            label=f"{of}: {column}" if of else column,
            column=column,
            text=self._typed.get(name, "")[: 2 * LONGEST_NAME],
            error=self._errors.get(name, ""),
            is_number=is_number,
        )

    def _planned(self) -> Iterator[PlannedStep]:
        for number in range(1, self._rows + 1):
            name = clean_line(self._typed.get(f"planned-name-{number}", "")[: 4 * LONGEST_NAME])
            if not name:  # an emptied line is taken away
                continue
            if len(name) > LONGEST_NAME:
                self._errors[f"planned-name-{number}"] = _(
                    "Write it shorter: at most %(most)s characters."
                ) % {"most": LONGEST_NAME}
            yield PlannedStep(
                name=name,
                minutes=self._number(f"planned-minutes-{number}"),
                cost=self._number(f"planned-cost-{number}"),
                share=self._number(f"planned-share-{number}", most=MOST_SHARE),
            )

    def _number(self, name: str, most: Decimal = MOST) -> Decimal:
        """Return what was written, nothing for an empty field; what is wrong is noted."""
        text = self._typed.get(name, "").strip()
        if not text:
            return _NOTHING
        try:
            number = parse_amount(text[: LONGEST + 1])
        except CannotReadAmount:
            self._errors[name] = _("“%(text)s” is no number. Write for example 12.5.") % {
                "text": text[:LONGEST]
            }
            return _NOTHING
        if not 0 <= number <= most:
            self._errors[name] = _("Write a number from 0 to %(most)s.") % {"most": number_in_words(most)}
            return _NOTHING
        return number


def _written(number: Decimal) -> str:
    return number_in_words(number) if number else "0"
