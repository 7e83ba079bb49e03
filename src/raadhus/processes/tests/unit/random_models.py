"""Random small models of tasks, gateways and sub-processes, and which of their tasks must be done."""

import itertools
from dataclasses import dataclass

from hypothesis import strategies as st

from raadhus.processes.tests.unit.drawing import arrows, model, user


@dataclass(frozen=True)
class Step:
    """One user task."""


@dataclass(frozen=True)
class Row:
    """Parts one after another."""

    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Block:
    """Branches between a gateway that splits and one of its kind that joins, each taken or not."""

    gateway: str
    branches: tuple[tuple[bool, "Part"], ...]


Part = Step | Row | Block


def _wider(part: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    branches = st.lists(st.tuples(st.booleans(), part), min_size=2, max_size=3).map(tuple)
    kinds = st.sampled_from(["parallelGateway", "inclusiveGateway", "exclusiveGateway", "subProcess"])
    return st.one_of(
        st.lists(part, min_size=1, max_size=3).map(lambda parts: Row(tuple(parts))),
        st.builds(Block, gateway=kinds, branches=branches),
    )


random_parts = st.recursive(st.just(Step()), _wider, max_leaves=8)


class Drawing:
    """Writes a part as BPMN and counts how often each task must be done."""

    def __init__(self) -> None:
        self.count = 0
        self.expected: list[str] = []

    def new(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def draw(self, part: Part, taken: bool) -> tuple[str, str, str]:
        """Return the first element, the last one, and the XML."""
        if isinstance(part, Step):
            task = self.new("task")
            self.expected += [task] if taken else []
            return task, task, user(task)
        if isinstance(part, Row):
            drawn = [self.draw(one, taken) for one in part.parts]
            links = [f"{a[1]} > {b[0]}" for a, b in itertools.pairwise(drawn)]
            return drawn[0][0], drawn[-1][1], "".join(xml for *_, xml in drawn) + arrows(*links)
        if part.gateway == "subProcess":
            return self._draw_sub_process(part, taken)
        return self._draw_gateways(part, taken)

    def _draw_sub_process(self, part: Block, taken: bool) -> tuple[str, str, str]:
        scope, start = self.new("sub"), self.new("start")
        drawn = [self.draw(one, taken) for _, one in part.branches]
        links = arrows(*(f"{start} > {first}" for first, _, _ in drawn))
        inner = f'<startEvent id="{start}"/>' + "".join(xml for *_, xml in drawn) + links
        return scope, scope, f'<subProcess id="{scope}">{inner}</subProcess>'

    def _draw_gateways(self, part: Block, taken: bool) -> tuple[str, str, str]:
        split, join, rest = self.new("split"), self.new("join"), self.new("rest")
        flags = [flag for flag, _ in part.branches]
        if part.gateway == "parallelGateway":
            flags = [True] * len(flags)
        if part.gateway == "exclusiveGateway":
            flags = [flag and not any(flags[:at]) for at, flag in enumerate(flags)]
        drawn = [self.draw(one, taken and flag) for flag, (_, one) in zip(flags, part.branches, strict=True)]
        has_conditions = part.gateway != "parallelGateway"
        links = [
            f"{split} > {first}" + (f" ? {str(flag).lower()}" if has_conditions else "")
            for flag, (first, _, _) in zip(flags, drawn, strict=True)
        ]
        links += [f"{last} > {join}" for _, last, _ in drawn]
        default, extra = "", ""
        if has_conditions:
            default, extra = f' default="{split}_{rest}"', f'<task id="{rest}"/>'
            links += [f"{split} > {rest}", f"{rest} > {join}"]
        gateways = f'<{part.gateway} id="{split}"{default}/><{part.gateway} id="{join}"/>'
        return split, join, gateways + extra + "".join(xml for *_, xml in drawn) + arrows(*links)


def random_model(part: Part) -> tuple[bytes, list[str]]:
    """Return the BPMN file of a part between a start and an end event, and the tasks that must be done."""
    drawing = Drawing()
    first, last, xml = drawing.draw(part, taken=True)
    ends = arrows(f"start > {first}", f"{last} > end")
    return model(f'<startEvent id="start"/>{xml}<endEvent id="end"/>{ends}'), drawing.expected
