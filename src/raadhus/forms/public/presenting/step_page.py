"""Composes a step: facts, questions, groups and notices as view models of the ui."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Set

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from raadhus.forms.domain.definition import GroupField, NoticeField
from raadhus.forms.domain.inputs import WRONG
from raadhus.forms.domain.lines import Item, Line, StepReading
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.sheet import Figure, Sheet
from raadhus.forms.domain.sources import register_of
from raadhus.forms.public.presenting.fields import Making, fields_of, reason_field
from raadhus.forms.public.presenting.texts import answer_in_words, known_in_words, say
from raadhus.forms.queries import AttachmentInfo
from raadhus.ui.fields import Field, problems_of
from raadhus.ui.parts import Fact, Problem

_NO_HELP = frozenset({"unavailable", "refused"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """
    One thing on the page, drawn by its ``kind``: facts, fields, files, contest, notice or group.

    accept: name of the fact that a contest's button takes back; legend: set when several fields are one question.
    """

    kind: str
    facts: tuple[Fact, ...] = ()
    fields: tuple[Field, ...] = ()
    title: str = ""
    text: str = ""
    legend: str = ""
    hint: str = ""
    accept: str = ""
    group: "GroupBlock | None" = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemBlock:
    """One item of a group; ``remove`` is what its Remove button posts, empty for one a register knows."""

    title: str
    blocks: tuple[Block, ...]
    remove: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GroupBlock:
    """A group with its items."""

    name: str
    title: str
    hint: str
    empty: str
    add: str
    error: str
    items: tuple[ItemBlock, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """
    A whole step.

    shown: names of the questions it shows; deciding: keys of those whose answer decides what else is asked; more: where
    those stand that came up only now; is_unhelped: a register that should have known something here did not answer.
    """

    title: str
    intro: str
    number: int
    of: int
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    shown: str
    deciding: str
    more: tuple[Problem, ...]
    is_unhelped: bool
    is_protected: bool
    takes_files: bool


def step_page(
    reading: StepReading,
    sheet: Sheet,
    *,
    steps: int,
    currency: str,
    files: tuple[AttachmentInfo, ...],
    moment: Moment,
    errors: Mapping[str, str],
) -> StepPage:
    """Return the page of ``reading``; errors: input name -> sentence, empty when the page was only opened."""
    making = Making(currency=currency, files=files, moment=moment, errors=errors)
    blocks = tuple(_blocks(reading.lines, making))
    spec = reading.step.spec
    is_unhelped = any(_is_unhelped(line, sheet) for line in reading.lines)
    return StepPage(
        title=say(spec.title),
        intro="" if is_unhelped else say(spec.intro),
        number=reading.step.number,
        of=steps + 1,
        blocks=blocks,
        problems=tuple(_problems(blocks)),
        shown=" ".join(_shown(reading.lines)),
        deciding=" ".join(reading.step.deciding),
        more=tuple(_more(blocks, frozenset(reading.more))),
        is_unhelped=is_unhelped,
        is_protected=any(
            line.figure is not None and line.figure.detail.get("protected") for line in reading.lines
        ),
        takes_files=reading.step.takes_files,
    )


def _is_unhelped(line: Line, sheet: Sheet) -> bool:
    """Tell whether a register that should have answered ``line`` was down, slow or confused."""
    group = line.field.group
    source = group.filled_from if group is not None else line.field.fact
    return source is not None and sheet.asked.get(register_of(source.source)) in _NO_HELP


def _blocks(lines: Iterable[Line], making: Making) -> Iterable[Block]:
    """Yield blocks in order; neighbouring facts stand in one list."""
    facts: list[Fact] = []
    for line in lines:
        if line.figure is not None:
            facts.append(_fact(line, line.figure, making))
            if line.figure.contested:
                yield Block(kind="facts", facts=tuple(facts))
                facts = []
                yield _contest(line, making)
            continue
        if facts:
            yield Block(kind="facts", facts=tuple(facts))
            facts = []
        yield _block(line, making)
    if facts:
        yield Block(kind="facts", facts=tuple(facts))


def _block(line: Line, making: Making) -> Block:
    match line.field.spec:
        case NoticeField() as notice:
            return Block(kind="notice", title=say(notice.label), text=say(notice.text))
        case GroupField() as group:
            return Block(kind="group", group=_group(line, group, making))
    kind = "files" if line.field.spec.kind == "attachment" else "fields"
    return _question(line, making, label="", kind=kind)


def _question(line: Line, making: Making, *, label: str, kind: str) -> Block:
    """Return the block that asks ``line``; what has several inputs gets a legend."""
    spec = line.field.spec
    made = fields_of(line, making, label=label)
    if len(made) < 2:
        return Block(kind=kind, fields=made)
    hint = "" if label else say(getattr(spec, "hint", None))
    return Block(kind=kind, fields=made, legend=label or say(spec.label), hint=hint)


def _fact(line: Line, figure: Figure, making: Making) -> Fact:
    spec = line.field.spec
    fact = line.field.fact
    can_contest = fact is not None and fact.contest is not None and not figure.contested
    return Fact(
        label=say(spec.label),
        value=answer_in_words(line.field, figure.value, making.currency),
        source=say(fact.register_name) if fact else "",
        source_on=_fetched_on(figure),
        contest_name="contest" if can_contest else "",
        contest_value=line.name if can_contest else "",
        contested=_("You say that this is not right") if figure.contested else "",
    )


def _contest(line: Line, making: Making) -> Block:
    """Return what is asked of somebody who says that a fact is not right."""
    fact = line.field.fact
    contest = fact.contest if fact else None
    reason = reason_field(line.name, say(contest.reason) if contest else "", line.given, making)
    if contest is None or contest.own is None:
        return Block(kind="contest", fields=(reason,), accept=line.name)
    own = _question(line, making, label=say(contest.own), kind="contest")
    return dataclasses.replace(own, fields=(*own.fields, reason), accept=line.name)


def _group(line: Line, group: GroupField, making: Making) -> GroupBlock:
    return GroupBlock(
        name=group.key,
        title=say(group.label),
        hint=say(group.hint),
        empty=say(group.empty),
        add=say(group.add),
        error=making.errors.get(group.key, ""),
        items=tuple(_item(item, place, group, making) for place, item in enumerate(line.items, start=1)),
    )


def _item(item: Item, place: int, group: GroupField, making: Making) -> ItemBlock:
    title = f"{say(group.item)} {place}"
    if item.figure is None or group.filled_from is None:
        return ItemBlock(title=title, blocks=tuple(_blocks(item.lines, making)), remove=item.name)
    knows = group.filled_from.knows
    known = [line for line in item.lines if line.field.key in knows]
    asked = [line for line in item.lines if line.field.key not in knows]
    name = str(item.figure.value.get("name", ""))
    blocks: list[Block] = [Block(kind="facts", facts=(_item_fact(known, item.figure, item, group, making),))]
    if item.figure.contested:
        reason = reason_field(
            item.name, say(group.filled_from.contest_reason), {WRONG: [item.figure.reason]}, making
        )
        blocks.append(Block(kind="contest", fields=(reason,), accept=item.name))
    return ItemBlock(
        title=pgettext("a group's item: Child 1: Alma", "%(item)s: %(name)s") % {"item": title, "name": name}
        if name
        else title,
        blocks=(*blocks, *_blocks(asked, making)),
    )


def _item_fact(known: list[Line], figure: Figure, item: Item, group: GroupField, making: Making) -> Fact:
    """Return what the register knows of an item, in one row of several lines."""
    return Fact(
        label=say(group.filled_from.about) if group.filled_from else "",
        value=known_in_words(known, making.currency),
        source=say(group.filled_from.register_name) if group.filled_from else "",
        source_on=_fetched_on(figure),
        contest_name="" if figure.contested else "contest",
        contest_value="" if figure.contested else item.name,
        contested=_("You say that this is not right") if figure.contested else "",
    )


def _fetched_on(figure: Figure) -> dt.date | None:
    """Return the local day on which a register was asked."""
    return (
        timezone.localtime(dt.datetime.fromisoformat(figure.fetched_at)).date() if figure.fetched_at else None
    )


def _problems(blocks: Iterable[Block], item_title: str = "") -> Iterable[Problem]:
    for block in blocks:
        for problem in problems_of(block.fields):
            text = f"{item_title}: {problem.text}" if item_title else problem.text
            yield dataclasses.replace(problem, text=text)
        if block.group is not None:
            if block.group.error:
                yield Problem(text=block.group.error, href=f"#{block.group.name}-group")
            for item in block.group.items:
                yield from _problems(item.blocks, item.title)


def _more(blocks: Iterable[Block], names: Set[str], item_title: str = "") -> Iterable[Problem]:
    """Yield where the questions ``names`` stand, each by the first of its inputs."""
    for block in blocks:
        if block.fields and (field := block.fields[0]).name.partition("-")[0] in names:
            label = block.legend or field.label
            yield Problem(text=f"{item_title}: {label}" if item_title else label, href=f"#{field.element_id}")
        for item in block.group.items if block.group is not None else ():
            yield from _more(item.blocks, names, item.title)


def _shown(lines: Iterable[Line]) -> Iterable[str]:
    for line in lines:
        yield line.name
        for item in line.items:
            yield from _shown(item.lines)
