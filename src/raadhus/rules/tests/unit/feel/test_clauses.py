"""The standard read once more, clause by clause: expressions with what its text says they are, in `clauses/`.

Each line is `expression ==> value`, both FEEL; what is no expression is null. A value is the same in every digit that
counts, offset and zone. Each is asked of closures and of generated source.
"""

from pathlib import Path

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.feel.builtins.boolean import identical
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.domain.feel.values import Value
from raadhus.rules.tests.modelkit import decision, literal, model

CLAUSES = sorted(Path(__file__).with_name("clauses").glob("*.txt"))
ARROW = " ==> "


def lines_of(clause: Path) -> list[tuple[str, str]]:
    """Return the expressions of a file, each with the text of its value."""
    lines = [line for line in clause.read_text(encoding="utf-8").splitlines() if ARROW in line]
    return [(before, after) for before, _, after in (line.partition(ARROW) for line in lines)]


def values(expressions: list[str], generate_after: int | None) -> list[Value]:
    """Return the values of decisions, each of which is one of the expressions."""
    logic = [decision(f"d{number}", literal(text)) for number, text in enumerate(expressions)]
    found: list[Value] = []
    for begun in range(0, len(logic), 50):
        compiled = load(
            model("".join(logic[begun : begun + 50])), tolerant=True, generate_after=generate_after
        )
        for number in range(begun, min(begun + 50, len(logic))):
            # The second answer is that of generated source, where there is any.
            answers = [compiled.evaluate(f"d{number}", {}).value for _ in range(2)]
            found.append(to_feel(answers[-1]))
    return found


@pytest.mark.parametrize("generate_after", [None, 0], ids=["closures", "generated"])
@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.stem)
def test_an_expression_is_what_the_clause_says(clause, generate_after):
    lines = lines_of(clause)
    found = values([expression for expression, _ in lines], generate_after)
    wanted = values([text for _, text in lines], None)

    differences = {
        expression: got
        for (expression, _), got, want in zip(lines, found, wanted, strict=True)
        if not _same(got, want)
    }
    assert differences == {}


def _same(left: Value, right: Value) -> bool:
    if type(left) is list and type(right) is list:
        return len(left) == len(right) and all(map(_same, left, right))
    if type(left) is dict and type(right) is dict:
        return list(left) == list(right) and all(_same(left[key], right[key]) for key in left)
    return identical(left, right)


def test_all_clauses_are_read():
    assert sum(len(lines_of(clause)) for clause in CLAUSES) > 1_500
