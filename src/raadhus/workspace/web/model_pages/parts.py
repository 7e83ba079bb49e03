"""A model as pages show it: its steps as a list, its drawing, what the check says, what differs."""

import dataclasses
import json
from collections.abc import Mapping

from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.catalogue.public import PackageFiles, file_of, names_in, surroundings_of
from raadhus.organisation.public import list_units, municipality
from raadhus.platform.actor import Actor
from raadhus.processes import public as processes
from raadhus.processes.public.checking import Names, Problem, Severity, advice_of, place_of, sentence_of
from raadhus.processes.public.outline import How, Outline, Step, StepChange, Way, difference, outline
from raadhus.rules.public.drafts import ALONE, Draft, Surroundings
from raadhus.ui.parts import Tone
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.values import value_in_words

_HEAT = {How.ADDED: 4, How.CHANGED: 2}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WayLine:
    """A way on: where it leads, on which condition (empty: always)."""

    name: str
    target: str
    anchor: str
    condition: str
    is_default: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """What a step is set to, in words where there are some; ``is_code``: it stands as it is written in the model."""

    label: str
    value: str
    is_code: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step in the list; ``url``: where it is changed, empty where nobody writes; ``found``: what the check says."""

    anchor: str
    name: str
    kind: str
    depth: int
    about: str
    edge: str
    time: SettingLine | None
    url: str
    ways: tuple[WayLine, ...]
    settings: tuple[SettingLine, ...]
    found: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A drawing: where its file is, and what is marked on it as JSON."""

    source_url: str
    marks: str = "[]"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the check says of one place; ``refuses``: it keeps the draft from being sent for review."""

    place: str
    sentence: str
    refuses: bool
    element: str
    example: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangedStep:
    """A step that differs: which, how (word, tone, icon), and line by line what it says before and after."""

    name: str
    kind: str
    mark: tuple[str, Tone, str]
    lines: tuple[tuple[str, str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePart:
    """What differs between two models, in words, and as marks on the drawing of the later one."""

    sentence: str
    steps: tuple[ChangedStep, ...]
    others: tuple[str, ...]
    marks: str


def lines_of(
    model: Outline,
    units: Mapping[str, str],
    findings: tuple[Finding, ...] = (),
    step_url: str = "",
) -> tuple[StepLine, ...]:
    """
    Return the steps as lines; ``step_url`` is the page that changes one, empty where nobody writes.

    ``units``: what the municipality calls its units, by their keys.
    """
    names = {one.id: name_of(one) for one in model.steps}
    found: dict[str, list[str]] = {}
    for one in findings:
        found.setdefault(one.element, []).append(one.sentence)
    lines = (_line(one, names, units, step_url) for one in model.steps)
    return tuple(
        dataclasses.replace(line, found=tuple(found.get(one.id, ())))
        for one, line in zip(model.steps, lines, strict=True)
    )


def unit_names(actor: Actor) -> Mapping[str, str]:
    """Return what the actor's municipality calls its units, by their keys; an association does not know them."""
    return (
        {} if municipality(actor.tenant).is_association else {one.key: one.name for one in list_units(actor)}
    )


def notes_of(model: Outline) -> tuple[str, ...]:
    """Return what stands beside the course, in words."""
    return tuple(words.note_in_words(one.kind, one.name) for one in model.notes)


def name_of(step: Step) -> str:
    """Return what people call a step."""
    return step.name or f"{words.kind_in_words(step.kind, step.trigger)} {step.id}"


def about_of(step: Step) -> str:
    """Return what a step is for, in the reader's language where the model tells it, else as its author wrote it down."""
    told = dict(step.told)
    return told.get(get_language() or "") or next(iter(told.values()), "") or step.about


def _line(step: Step, names: dict[str, str], units: Mapping[str, str], step_url: str) -> StepLine:
    return StepLine(
        anchor=f"step-{step.id}",
        name=name_of(step),
        kind=words.kind_in_words(step.kind, step.trigger),
        depth=step.depth,
        about=about_of(step),
        edge=names.get(step.attached_to, step.attached_to),
        time=_setting("time", step.time, units) if step.time else None,
        url=f"{step_url}?{urlencode({'step': step.id})}" if step_url else "",
        ways=tuple(_way(way, names) for way in step.ways),
        settings=tuple(_setting(name, value, units) for name, value in step.settings),
        found=(),
    )


def _setting(name: str, value: str, units: Mapping[str, str]) -> SettingLine:
    said = units.get(value, value) if name == "unit" else value_in_words(name, value)
    return SettingLine(label=words.setting(name), value=said, is_code=said == value)


def _way(way: Way, names: dict[str, str]) -> WayLine:
    return WayLine(
        name=way.name,
        target=names.get(way.target, way.target),
        anchor=f"step-{way.target}",
        condition=way.condition,
        is_default=way.is_default,
    )


def names_of(actor: Actor, files: PackageFiles) -> Names:
    """
    Return what a model of this package may name in this town.

    An association writes for municipalities whose units it does not know: there a unit is written, not chosen.
    """
    is_shared = municipality(actor.tenant).is_association
    units = None if is_shared else frozenset(unit.key for unit in list_units(actor))
    return dataclasses.replace(names_in(files), units=units)


def findings_of(source: bytes, names: Names, around: Surroundings = ALONE) -> tuple[Finding, ...]:
    """
    Return what the check says of a model among the files ``around`` it, errors first; notes are left out.

    Of a called process also what keeps the one that the service begins with from being carried out with it.
    """
    handlers = processes.handler_names()
    own = names.of_called() if around.leading else names
    found = processes.check_model(source, handlers=handlers, names=own, beside=around.beside)
    told = [_finding(one) for one in found if one.severity is not Severity.NOTE]
    if around.leading:
        beside = {**around.beside, around.name: source}
        whole = processes.check_model(around.leading, handlers=handlers, names=names, beside=beside)
        told += [_in_another(one) for one in whole if one.is_error]
    return tuple(sorted(told, key=lambda one: not one.refuses))


def findings_of_draft(actor: Actor, files: PackageFiles, draft: Draft) -> tuple[Finding, ...]:
    """Return what the check says of a draft in its place among the files of its service."""
    around = surroundings_of(draft.info.service_key, files, file_of(draft.info.kind, draft.info.file))
    return findings_of(draft.source, names_of(actor, files), around)


def _in_another(problem: Problem) -> Finding:
    """Return a finding in the process that calls the one at hand: no step of this one is its place."""
    place = _("the process that calls it, %(place)s") % {"place": place_of(problem)}
    return dataclasses.replace(_finding(problem), place=place, element="")


def _finding(problem: Problem) -> Finding:
    place = _("%(place)s (line %(line)s)") % {"place": place_of(problem), "line": problem.line}
    return Finding(
        place=place,
        sentence=f"{sentence_of(problem)} {advice_of(problem)}".strip(),
        refuses=problem.is_error,
        element=problem.element_id,
    )


def difference_part(before: bytes, after: bytes) -> DifferencePart:
    """Return what differs between two models. Raises: ModelRefused."""
    found = difference(before, after)
    names = {one.id: name_of(one) for one in outline(after).steps}
    counts = [sum(one.how is how for one in found.steps) for how in (How.ADDED, How.CHANGED, How.REMOVED)]
    said = _("Steps: %(new)s new, %(changed)s changed, %(removed)s removed.") % dict(
        zip(("new", "changed", "removed"), counts, strict=True)
    )
    marks = [
        {"element": one.step.id, "text": str(words.HOW[one.how][0]), "heat": _HEAT[one.how]}
        for one in found.steps
        if one.how in _HEAT and one.step.id in names
    ]
    return DifferencePart(
        sentence=said if found.steps or found.others else _("There is no difference."),
        steps=tuple(_changed(one) for one in found.steps),
        others=found.others,
        marks=json.dumps(marks),
    )


def _changed(change: StepChange) -> ChangedStep:
    word, tone, icon = words.HOW[change.how]
    return ChangedStep(
        name=name_of(change.step),
        kind=words.kind_in_words(change.step.kind, change.step.trigger),
        mark=(str(word), tone, icon),
        lines=tuple(
            (
                words.setting(one.trait),
                value_in_words(one.trait, one.before),
                value_in_words(one.trait, one.after),
            )
            for one in change.details
        ),
    )
