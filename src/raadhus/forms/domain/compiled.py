"""A form definition made ready: checked as a whole, conditions parsed, kinds looked up. Made once per content."""

import dataclasses
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from raadhus.forms.domain.definition import (
    RESERVED_NAMES,
    RESERVED_STEPS,
    AnyField,
    Check,
    Fact,
    Form,
    GroupField,
    NoticeField,
    Question,
    SimpleField,
    Step,
)
from raadhus.forms.domain.kinds import KINDS
from raadhus.forms.domain.located import (
    CannotReadForm,
    Path,
    Problem,
    locate,
    problems_from_pydantic,
    read_json,
)
from raadhus.forms.domain.reading import Kind
from raadhus.forms.domain.sources import GROUP_SOURCES, SOURCES
from raadhus.forms.domain.task_form import TaskForm, as_form, path_in_task_form

Shape = TypeVar("Shape", bound=BaseModel)


class Expression(Protocol):
    """A parsed FEEL expression; ``unknown``: names it reads that were not declared."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the names that nothing has."""

    def evaluate(self, context: Mapping[str, Any]) -> Any:
        """Return its value where ``context`` gives the names."""


ParseExpression = Callable[[str, tuple[str, ...]], Expression]  # text, names it may read


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CompiledCheck:
    """A rule ready to be asked, and what to say when it is false."""

    rule: Expression
    message: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CompiledField:
    """One field or group; ``kind`` is None for attachments and groups, ``fields`` are a group's."""

    spec: AnyField
    kind: Kind | None
    visible_when: Expression | None
    required_when: Expression | None = None
    checks: tuple[CompiledCheck, ...] = ()
    fields: tuple["CompiledField", ...] = ()

    @property
    def key(self) -> str:
        """Return the stable key."""
        return self.spec.key

    @property
    def fact(self) -> Fact | None:
        """Return where the answer is fetched, None when it is asked."""
        return self.spec.fact if isinstance(self.spec, Question) else None

    @property
    def group(self) -> GroupField | None:
        """Return the definition as a group's, None for a single field."""
        return self.spec if isinstance(self.spec, GroupField) else None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CompiledStep:
    """One step; ``deciding``: keys of its fields that conditions of the same step read."""

    spec: Step
    number: int
    fields: tuple[CompiledField, ...]
    deciding: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return the stable key."""
        return self.spec.key

    @property
    def takes_files(self) -> bool:
        """Tell whether something can be attached here."""
        return any(field.spec.kind == "attachment" for field in self.fields)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CompiledForm:
    """A whole form; ``content_hash`` is the SHA-256 of its source; ``next_when``: conditions of the receipt's lines."""

    spec: Form
    content_hash: str
    steps: tuple[CompiledStep, ...]
    next_when: tuple[Expression | None, ...]

    def step(self, key: str) -> CompiledStep | None:
        """Return the step of that key."""
        return next((step for step in self.steps if step.key == key), None)

    def fields(self) -> Iterator[CompiledField]:
        """Yield the fields of all steps in order, groups but not what is in them."""
        for step in self.steps:
            yield from step.fields


def compile_form(source: bytes, parse: ParseExpression) -> CompiledForm:
    """
    Return the form in ``source``, checked as a whole.

    Raises: CannotReadForm with every problem, each with path and line.
    """
    return _compiled(source, _read(Form, source), parse, lambda path: path)


def compile_task_form(source: bytes, parse: ParseExpression) -> CompiledForm:
    """Return the form of a task in ``source`` as a form of one step. Raises: CannotReadForm, as ``compile_form``."""
    return _compiled(source, as_form(_read(TaskForm, source)), parse, path_in_task_form)


def _read(shape: type[Shape], source: bytes) -> Shape:
    read_json(source)
    try:
        return shape.model_validate_json(source)
    except ValidationError as error:
        raise CannotReadForm(problems_from_pydantic(source, error)) from None


def _compiled(
    source: bytes, form: Form, parse: ParseExpression, path_in: Callable[[Path], Path | None]
) -> CompiledForm:
    """``path_in``: where a part of ``form`` stands in ``source``, None where it does not."""
    compiler = _Compiler(form, parse)
    steps, next_when = compiler.compile_steps(), compiler.compile_receipt()
    if compiler.found:
        raise CannotReadForm(
            tuple(
                Problem(path=written, line=line, sentence=sentence)
                for path, sentence in compiler.found
                if (there := path_in(path)) is not None
                for line, written in [locate(source, there)]
            )
        )
    return CompiledForm(
        spec=form, content_hash=hashlib.sha256(source).hexdigest(), steps=steps, next_when=next_when
    )


class _Compiler:
    """Goes through a form once; collects what is wrong in ``found``."""

    def __init__(self, form: Form, parse: ParseExpression) -> None:
        self.form = form
        self.parse = parse
        self.found: list[tuple[Path, str]] = []
        self._keys: list[str] = []

    def compile_steps(self) -> tuple[CompiledStep, ...]:
        """Return the steps; they are worth nothing when something was found."""
        self._check_texts(self.form, ())
        seen: set[str] = set()
        steps = []
        for index, step in enumerate(self.form.steps):
            path: Path = ("steps", index)
            if step.key in RESERVED_STEPS or step.key in seen:
                self.found.append(((*path, "key"), f"The step key {step.key!r} is taken."))
            seen.add(step.key)
            fields = tuple(
                self._field(field, (*path, "fields", place)) for place, field in enumerate(step.fields)
            )
            steps.append(CompiledStep(spec=step, number=index + 1, fields=fields, deciding=_deciding(fields)))
        return tuple(steps)

    def compile_receipt(self) -> tuple[Expression | None, ...]:
        """Return the conditions of the lines that say what happens next."""
        return tuple(
            self._parsed(line.visible_when, ("receipt", "next", place, "visible_when"))
            for place, line in enumerate(self.form.receipt.next)
        )

    def _field(self, spec: AnyField, path: Path) -> CompiledField:
        self._check_key(spec.key, path)
        if isinstance(spec, GroupField):
            return self._group(spec, path)
        if isinstance(spec, NoticeField):
            shown = self._parsed(spec.visible_when, (*path, "visible_when"))
            return CompiledField(spec=spec, kind=None, visible_when=shown)
        if spec.fact is not None and SOURCES.get(spec.fact.source) != spec.kind:
            self.found.append(
                ((*path, "fact", "source"), f"No register answers {spec.fact.source!r} for a {spec.kind}.")
            )
        return self._simple(spec, path)

    def _group(self, spec: GroupField, path: Path) -> CompiledField:
        if spec.filled_from is not None:
            known = GROUP_SOURCES.get(spec.filled_from.source, {})
            kinds = {field.key: field.kind for field in spec.fields}
            if any(known.get(key) != kinds[key] for key in spec.filled_from.knows):
                self.found.append(((*path, "filled_from"), "No register knows these fields of the group."))
        if spec.minimum > spec.maximum:
            self.found.append(((*path, "minimum"), "The minimum is larger than the maximum."))
        return CompiledField(
            spec=spec,
            kind=None,
            visible_when=self._parsed(spec.visible_when, (*path, "visible_when")),
            required_when=None,
            checks=self._checks(spec.checks, path),
            fields=tuple(
                self._simple(field, (*path, "fields", place)) for place, field in enumerate(spec.fields)
            ),
        )

    def _simple(self, spec: SimpleField, path: Path) -> CompiledField:
        return CompiledField(
            spec=spec,
            kind=KINDS.get(spec.kind),
            visible_when=self._parsed(spec.visible_when, (*path, "visible_when")),
            required_when=self._parsed(spec.required_when, (*path, "required_when")),
            checks=self._checks(spec.checks, path),
        )

    def _checks(self, checks: tuple[Check, ...], path: Path) -> tuple[CompiledCheck, ...]:
        return tuple(
            CompiledCheck(rule=rule, message=check.message)
            for place, check in enumerate(checks)
            if (rule := self._parsed(check.rule, (*path, "checks", place, "rule"))) is not None
        )

    def _parsed(self, text: str | None, path: Path) -> Expression | None:
        if text is None:
            return None
        names = tuple(dict.fromkeys(key.partition(".")[0] for key in self._keys))
        try:
            expression = self.parse(text, (*names, "item"))
        except Exception as error:
            self.found.append((path, f"This is not FEEL: {error}"))
            return None
        if expression.unknown:
            unknown = ", ".join(expression.unknown)
            self.found.append((path, f"No answer up to here is called {unknown}."))
        return expression

    def _check_key(self, key: str, path: Path) -> None:
        for other in self._keys:
            if key == other or key.startswith(f"{other}.") or other.startswith(f"{key}."):
                self.found.append(((*path, "key"), f"The key {key!r} collides with {other!r}."))
        if key.partition(".")[0] in RESERVED_NAMES:
            self.found.append(((*path, "key"), f"The key {key!r} begins with a reserved word."))
        self._keys.append(key)

    def _check_texts(self, part: Any, path: Path) -> None:
        if isinstance(part, BaseModel):
            for name in type(part).model_fields:
                self._check_texts(getattr(part, name), (*path, name))
        elif isinstance(part, tuple):
            for place, each in enumerate(part):
                self._check_texts(each, (*path, place))
        elif isinstance(part, dict) and set(part) != set(self.form.languages):
            wanted = ", ".join(self.form.languages)
            self.found.append((path, f"This text is needed in exactly these languages: {wanted}."))


def _deciding(fields: tuple[CompiledField, ...]) -> tuple[str, ...]:
    """Return the keys of the fields that the conditions among ``fields`` read; in a group they are read from ``item``."""
    every = [*fields, *(inner for field in fields for inner in field.fields)]
    conditions = [field.spec.visible_when for field in every if field.spec.visible_when]
    read_as = {field.key: field.key for field in fields}
    read_as |= {inner.key: f"item.{inner.key}" for field in fields for inner in field.fields}
    return tuple(
        key
        for key, name in read_as.items()
        if any(re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", condition) for condition in conditions)
    )
