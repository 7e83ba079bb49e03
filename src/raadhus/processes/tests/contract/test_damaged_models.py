"""Whatever is done to a model: it is refused with a finding, or it runs; it never breaks the reader or the engine."""

import copy
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from raadhus.processes.domain.library import check
from raadhus.processes.domain.state import InstanceStatus
from raadhus.processes.tests.contract.test_free_place_subsidy import FEEL, SOURCE, FeelCourse

ANSWERS = {
    "cases.gather": lambda work: {"has_partner": True},
    "cases.decide": lambda work: {"route": "hearing"},
}
WORDS = ["", "decide", "sent", "no such thing", "false", "automatic", "P1D", "= (", "1", "\u00e6"]


def damaged(chance: random.Random) -> bytes:
    """Return the free-place model after up to three things were taken, doubled, moved or rewritten."""
    root = etree.fromstring(SOURCE)
    for _ in range(chance.randint(1, 3)):
        everything = [one for one in root.iter() if one.getparent() is not None]
        element = chance.choice(everything)
        parent = element.getparent()
        assert parent is not None
        match chance.randint(0, 4):
            case 0:
                parent.remove(element)
            case 1:
                parent.append(copy.deepcopy(element))
            case 2:
                chance.choice(everything[:40]).append(copy.deepcopy(element))
            case 3 if element.attrib:
                element.attrib[chance.choice(sorted(map(str, element.attrib)))] = chance.choice(WORDS)
            case _:
                element.text = chance.choice(WORDS)
    return etree.tostring(root)


@settings(max_examples=300)
@given(st.randoms(use_true_random=False))
def test_a_damaged_model_is_refused_or_runs(chance):
    source = damaged(chance)
    errors = [problem for problem in check(source, FEEL, None) if problem.is_error]
    assert all(problem.line and problem.sentence for problem in errors)
    if errors:
        return
    course = FeelCourse(source, None, **ANSWERS)
    if course.program.starts:
        course.start()
        for element in course.standing():
            if element in course.world.opened:
                course.complete(element)
    elements = {node.element_id for node in course.program.nodes}
    assert {*course.path, *course.standing()} <= elements
    assert course.state.status is not InstanceStatus.COMPLETED or not course.state.tokens


@given(st.binary(max_size=200))
def test_noise_is_refused(source):
    assert any(problem.is_error for problem in check(source, FEEL, None))
