"""The checker of pages finds what it promises to find."""

import pytest

from raadhus.ui.testing import page_problems

GOOD = '<!doctype html><html lang="en"><head><title>A</title></head><body><main><h1>A</h1>%s</main></body></html>'


def test_a_good_page_has_no_problem():
    assert page_problems(GOOD % "<p>Fine</p>") == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<h1>Again</h1>", "2 headings of the first level"),
        ("<h3>Deep</h3>", "leaps from level 1 to 3"),
        ('<p id="a"></p><p id="a"></p>', "used 2 times"),
        ('<input name="x">', "has no label"),
        ('<p style="color:red">x</p>', "style inline"),
        ('<p onclick="x()">x</p>', "onclick inline"),
        ("<script>x()</script>", "stands inline"),
        ("<p>{{ name }}</p>", "leaks"),
        ('<p aria-describedby="gone">x</p>', "not there"),
        ("<p><div>x</div></p>", "unexpected"),
        ('<form method="post" action="/send/"><button>Send</button></form>', "to /send/ has no token"),
    ],
)
def test_a_problem_is_told(content, problem):
    assert any(problem in found for found in page_problems(GOOD % content))
