"""What is drawn of rules: everything a model says is text, and a model that was never whole is drawn too."""

from html import escape

import pytest
from django.template import engines

from raadhus.rules.domain.presenting.present_model import present_model
from raadhus.rules.tests.modelkit import decision, input_data, model, table

EVIL = "\"><script>alert(1)</script><b x='"
PAGE = (
    "{% import 'rules/parts.html' as parts %}{% for part in view.decisions %}{{ parts.decision(part, look) }}"
    "{% for one in part.tables %}{{ parts.plain_table(one, look) }}{% endfor %}{% endfor %}"
)


def drawn(source: bytes, *, is_written: bool = True) -> str:
    look = {"links": _Nowhere(), "marks": None, "is_written": is_written}
    template = engines["pages"].env.from_string(PAGE)
    return str(template.render(view=present_model(source, "en"), look=look))


class _Nowhere(dict[str, str]):
    def __missing__(self, reference: str) -> str:
        return ""


@pytest.mark.parametrize("is_written", [True, False])
def test_what_a_model_says_is_never_markup(is_written):
    rows = [['"EVIL"', "// EVIL", "EVIL", "EVIL"], ["-", "1", "EVIL", "EVIL"]]
    logic = table(["x"], ["EVIL"], rows, remarks=("en", "law")).replace('id="r1"', 'id="EVIL"')
    source = model(input_data("x") + decision("EVIL", logic, inputs=("x",)))
    shown = drawn(source.replace(b"EVIL", escape(EVIL).encode()), is_written=is_written)

    assert "<script" not in shown
    assert "<b x" not in shown
    assert "&lt;script&gt;" in shown


def test_every_kind_of_boxed_expression_is_drawn():
    text = "<literalExpression><text>x</text></literalExpression>"
    kinds = {
        "context": f"<context><contextEntry><variable name='a'/>{text}</contextEntry></context>",
        "list": f"<list>{text}{text}</list>",
        "relation": f"<relation><column name='a'/><row>{text}</row></relation>",
        "invocation": f"<invocation>{text}<binding><parameter name='p'/>{text}</binding></invocation>",
        "function": f"<functionDefinition><formalParameter name='p'/>{text}</functionDefinition>",
        "conditional": f"<conditional><if>{text}</if><then>{text}</then><else>{text}</else></conditional>",
        "filter": f"<filter><in>{text}</in><match>{text}</match></filter>",
        "for": f"<for iteratorVariable='i'><in>{text}</in><return>{text}</return></for>",
        "some": f"<some iteratorVariable='i'><in>{text}</in><satisfies>{text}</satisfies></some>",
        "every": f"<every iteratorVariable='i'><in>{text}</in><satisfies>{text}</satisfies></every>",
    }
    source = model(
        input_data("x") + "".join(decision(name, logic, inputs=("x",)) for name, logic in kinds.items())
    )

    shown = drawn(source)
    for name in kinds:
        assert f'id="rule-{name}"' in shown
    assert "Nothing is said here." not in shown
