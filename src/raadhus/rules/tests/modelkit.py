"""Small DMN models for tests, written out as XML."""

from html import escape
from pathlib import Path

FREE_PLACE = (Path(__file__).resolve().parents[4] / "services/dk/free-place-subsidy/rules.dmn").read_bytes()
NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"
_TABLE = '<decisionTable id="t"'


def model(body: str, *, namespace: str = NAMESPACE, own: str = "urn:test", more: str = "") -> bytes:
    """Return a model with these elements; the second table called `t` becomes `t2`, and so on."""
    first, *others = body.split(_TABLE)
    numbered = (f'{_TABLE[:-1]}{number}"{part}' for number, part in enumerate(others[1:], 2))
    told = first + "".join([*(_TABLE + part for part in others[:1]), *numbered])
    return (
        f'<definitions xmlns="{namespace}" {more} id="m" name="test" namespace="{own}">{told}</definitions>'
    ).encode()


def input_data(name: str, kind: str = "Any") -> str:
    """Return an input; its id is its name with dashes."""
    return (
        f'<inputData id="{ident(name)}" name="{escape(name)}">'
        f'<variable name="{escape(name)}" typeRef="{kind}"/></inputData>'
    )


def ident(name: str) -> str:
    """Return an id made of a name."""
    return name.replace(" ", "-").replace("'", "")


def decision(name: str, logic: str, *, inputs: tuple[str, ...] = (), decisions: tuple[str, ...] = ()) -> str:
    """Return a decision with the logic of a boxed expression."""
    needs = "".join(f'<requiredInput href="#{ident(item)}"/>' for item in inputs)
    needs += "".join(f'<requiredDecision href="#{ident(item)}"/>' for item in decisions)
    wrapped = needs.replace("<required", "<informationRequirement><required").replace(
        "/>", "/></informationRequirement>"
    )
    return (
        f'<decision id="{ident(name)}" name="{escape(name)}"><variable name="{escape(name)}"/>'
        f"{wrapped}{logic}</decision>"
    )


def literal(text: str) -> str:
    """Return a literal expression."""
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"


def table(
    inputs: list[str],
    outputs: list[str],
    rows: list[list[str]],
    *,
    policy: str = "UNIQUE",
    aggregation: str = "",
    values: str = "",
    default: str = "",
    remarks: tuple[str, ...] = (),
) -> str:
    """Return a decision table; each row holds its input, output and remark cells in order."""
    head = "".join(
        f"<input><inputExpression><text>{escape(text)}</text></inputExpression></input>" for text in inputs
    )
    about = f"<outputValues><text>{escape(values)}</text></outputValues>" if values else ""
    about += f"<defaultOutputEntry><text>{escape(default)}</text></defaultOutputEntry>" if default else ""
    head += "".join(f'<output name="{escape(name)}">{about}</output>' for name in outputs)
    head += "".join(f'<annotation name="{name}"/>' for name in remarks)
    kinds = ["inputEntry"] * len(inputs) + ["outputEntry"] * len(outputs) + ["annotationEntry"] * len(remarks)
    body = "".join(
        f'<rule id="r{number}">'
        + "".join(
            f"<{kind}><text>{escape(cell)}</text></{kind}>" for kind, cell in zip(kinds, row, strict=True)
        )
        + "</rule>"
        for number, row in enumerate(rows, 1)
    )
    summing = f' aggregation="{aggregation}"' if aggregation else ""
    return f'<decisionTable id="t" hitPolicy="{policy}"{summing}>{head}{body}</decisionTable>'


def table_model(*arguments: object, **options: object) -> bytes:
    """Return a model of one decision `d` over the inputs `x` and `y`, which is a table."""
    logic = table(*arguments, **options)
    return model(input_data("x") + input_data("y") + decision("d", logic, inputs=("x", "y")))
