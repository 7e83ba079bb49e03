"""The models that ``./raadhus bench rules`` measures, with inputs by lot and each answer computed apart, in whole øre."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any
from xml.sax.saxutils import escape

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"
REGIONS = ("north", "east", "south", "west", "isles")
Inputs = Mapping[str, Any]
Case = tuple[Inputs, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A model, the decision that is asked of it, and how a case is drawn: inputs with the answer they must get."""

    name: str
    source: bytes
    decision: str
    draw: Callable[[Random], Case]
    # What of an answer is compared.
    read: Callable[[Any], Any] = lambda answer: answer

    def cases(self, seed: int, count: int) -> list[Case]:
        """Return so many cases, no two alike; other ones for each seed."""
        lot = Random(seed)  # noqa: S311 - inputs of a measurement, the same in every run
        return [self.draw(lot) for _ in range(count)]


def amount(oere: int) -> Decimal:
    """Return kroner."""
    return Decimal(oere).scaleb(-2)


def _element(name: str, text: str) -> str:
    return f"<{name}><text>{escape(text)}</text></{name}>"


def table(
    inputs: Mapping[str, str], rows: Sequence[Sequence[str]], *, policy: str = "UNIQUE", kind: str
) -> str:
    """Return a decision table over these expressions with their types; the last cell of a row is its output."""
    head = "".join(
        f'<input><inputExpression typeRef="{of}"><text>{escape(text)}</text></inputExpression></input>'
        for text, of in inputs.items()
    )
    body = "".join(
        f'<rule id="r{number}">'
        + "".join(_element("inputEntry", cell) for cell in row[:-1])
        + _element("outputEntry", row[-1])
        + "</rule>"
        for number, row in enumerate(rows, 1)
    )
    return f'<decisionTable hitPolicy="{policy}">{head}<output typeRef="{kind}"/>{body}</decisionTable>'


def expression(text: str) -> str:
    """Return a literal expression."""
    return _element("literalExpression", text)


def model(inputs: Mapping[str, str], decisions: Mapping[str, tuple[str, Sequence[str], str]]) -> bytes:
    """Return a model of inputs with their types, and decisions: type, what each needs, logic."""
    parts = [
        f'<inputData id="{_id(name)}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>'
        for name, kind in inputs.items()
    ]
    for name, (kind, needs, logic) in decisions.items():
        required = "".join(
            f'<informationRequirement><required{"Input" if need in inputs else "Decision"} href="#{_id(need)}"/>'
            "</informationRequirement>"
            for need in needs
        )
        variable = f'<variable name="{name}" typeRef="{kind}"/>' if kind else f'<variable name="{name}"/>'
        parts.append(f'<decision id="{_id(name)}" name="{name}">{variable}{required}{logic}</decision>')
    return f'<definitions xmlns="{NAMESPACE}" name="bench" namespace="urn:bench">{"".join(parts)}</definitions>'.encode()


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


HOUSEHOLD = {"Income": "number", "Children": "number", "Region": "string"}


def _household(lot: Random) -> tuple[int, int, str]:
    return lot.randrange(6_000_000), lot.randrange(6), lot.choice(REGIONS)


def _as_inputs(oere: int, children: int, region: str) -> Inputs:
    return {"Income": amount(oere), "Children": Decimal(children), "Region": region}


UNIQUE_ROWS = (
    ("< 12000.50", "-", '"north", "isles"', "4250.50"),
    ("< 12000.50", "-", 'not("north", "isles")', "3875.25"),
    ("[12000.50..18500.75)", "< 2", "-", "3100.75"),
    ("[12000.50..18500.75)", ">= 2", "-", "3500.00"),
    ("[18500.75..25000)", "< 2", "-", "2050.25"),
    ("[18500.75..25000)", ">= 2", "-", "2600.60"),
    ("[25000..40000.25]", "0", "-", "500.10"),
    ("[25000..40000.25]", "[1..2]", "-", "900.90"),
    ("[25000..40000.25]", "> 2", "-", "1400.45"),
    ("> 40000.25", "-", "-", "0.00"),
)


def _unique(lot: Random) -> Case:
    oere, children, region = _household(lot)
    if oere < 1_200_050:
        grant = 425_050 if region in {"north", "isles"} else 387_525
    elif oere < 1_850_075:
        grant = 310_075 if children < 2 else 350_000
    elif oere < 2_500_000:
        grant = 205_025 if children < 2 else 260_060
    elif oere <= 4_000_025:
        grant = (50_010, 90_090, 90_090, 140_045)[min(children, 3)]
    else:
        grant = 0
    return _as_inputs(oere, children, region), amount(grant)


def unique() -> Subject:
    """Ten rows, one of which hits."""
    logic = table(HOUSEHOLD, UNIQUE_ROWS, kind="number")
    return Subject(
        "unique", model(HOUSEHOLD, {"Grant": ("number", list(HOUSEHOLD), logic)}), "Grant", _unique
    )


# Income from and below (øre), children from and to, regions; what is given.
_EXTRAS = (
    (0, 2_000_050, 0, 5, REGIONS, 100_010),
    (0, 3_500_075, 1, 5, REGIONS, 50_025),
    (1_000_000, 6_000_000, 2, 3, REGIONS, 25_050),
    (0, 6_000_000, 0, 5, ("isles",), 75_075),
    (0, 6_000_000, 4, 5, ("north", "east"), 12_500),
    (3_000_025, 6_000_000, 0, 0, REGIONS, 1_010),
    (0, 2_500_025, 0, 2, ("west",), 33_033),
    (5_000_000, 6_000_000, 0, 5, ("south", "west"), 2_020),
    (0, 500_050, 0, 5, REGIONS, 90_009),
    (2_000_050, 2_750_025, 3, 5, ("east", "south", "isles"), 44_004),
)


def _collect(lot: Random) -> Case:
    oere, children, region = _household(lot)
    given = [
        amount(extra)
        for low, high, least, most, regions, extra in _EXTRAS
        if low <= oere < high and least <= children <= most and region in regions
    ]
    return _as_inputs(oere, children, region), given or None


def collect() -> Subject:
    """Ten rows, of which none to several hit."""
    rows = [
        (
            f"[{amount(low)}..{amount(high)})",
            "-" if (least, most) == (0, 5) else f"[{least}..{most}]",
            "-" if regions == REGIONS else ", ".join(f'"{region}"' for region in regions),
            str(amount(extra)),
        )
        for low, high, least, most, regions, extra in _EXTRAS
    ]
    logic = table(HOUSEHOLD, rows, policy="COLLECT", kind="number")
    return Subject("collect", model(HOUSEHOLD, {"Grants": ("", list(HOUSEHOLD), logic)}), "Grants", _collect)


BAND = 24_075  # øre


def _large(lot: Random) -> Case:
    oere, children, region = _household(lot)
    band = min(oere // BAND, 249)
    return _as_inputs(oere, children, region), amount(
        1_000_025 - 4_000 * band + (350 if region == "isles" else 0)
    )


def large() -> Subject:
    """Five hundred rows: 250 bands of income, each for the isles and for the rest of the country."""
    rows = []
    for band in range(250):
        low, high = amount(band * BAND), amount((band + 1) * BAND)
        income = f"[{low}..{high})" if band < 249 else f">= {low}"
        grant = 1_000_025 - 4_000 * band
        rows += [
            (income, "-", '"isles"', str(amount(grant + 350))),
            (income, "[0..20]", 'not("isles")', str(amount(grant))),
        ]
    logic = table(HOUSEHOLD, rows, kind="number")
    return Subject("large", model(HOUSEHOLD, {"Grant": ("number", list(HOUSEHOLD), logic)}), "Grant", _large)


_GRAPH_INPUTS = {**HOUSEHOLD, "Fee": "number"}
_BAND_ROWS = (
    ("< 100000.50", '"a"'),
    ("[100000.50..200000.50)", '"b"'),
    ("[200000.50..350000.50)", '"c"'),
    ("[350000.50..500000.50)", '"d"'),
    (">= 500000.50", '"e"'),
)
_SHARE_ROWS = (
    ('"a"', "-", "100"),
    ('"b"', "< 3", "82.5"),
    ('"b"', ">= 3", "91.25"),
    ('"c"', "< 3", "55.75"),
    ('"c"', ">= 3", "66.4"),
    ('"d"', "-", "12.35"),
    ('"e"', "-", "0"),
)
_SUPPLEMENT_ROWS = (
    ('"isles"', "125.50"),
    ('"north", "east"', "60.25"),
    ('not("isles", "north", "east")', "0"),
)
_GRAPH: dict[str, tuple[str, Sequence[str], str]] = {
    "Yearly income": ("number", ["Income"], expression("Income * 12")),
    "Deduction": ("number", ["Children"], expression("if Children > 2 then 30000.50 else 12000.25")),
    "Basis": ("number", ["Yearly income", "Deduction"], expression("Yearly income - Deduction")),
    "Band": ("string", ["Basis"], table({"Basis": "number"}, _BAND_ROWS, kind="string")),
    "Share": (
        "number",
        ["Band", "Children"],
        table({"Band": "string", "Children": "number"}, _SHARE_ROWS, kind="number"),
    ),
    "Supplement": ("number", ["Region"], table({"Region": "string"}, _SUPPLEMENT_ROWS, kind="number")),
    "Subsidy": ("number", ["Fee", "Share", "Supplement"], expression("Fee * Share / 100 + Supplement")),
    "Payment": ("number", ["Fee", "Subsidy"], expression("min(Fee, decimal(Subsidy, 2))")),
}


def _graph(lot: Random) -> Case:
    oere, children, region = _household(lot)
    fee = lot.randrange(100_000, 500_000)
    basis = oere * 12 - (3_000_050 if children > 2 else 1_200_025)
    band = sum(basis >= limit for limit in (10_000_050, 20_000_050, 35_000_050, 50_000_050))
    # Hundredths of per cent.
    share = ((10_000, 8_250, 5_575, 1_235, 0), (10_000, 9_125, 6_640, 1_235, 0))[children >= 3][band]
    supplement = {"isles": 12_550, "north": 6_025, "east": 6_025}.get(region, 0)
    subsidy = round_half_even(fee * share + supplement * 10_000, 10_000)
    return {**_as_inputs(oere, children, region), "Fee": amount(fee)}, amount(min(fee, subsidy))


def round_half_even(amount_: int, unit: int) -> int:
    """Return how many units there are, a half going to the even number."""
    whole, rest = divmod(amount_, unit)
    return whole + (2 * rest > unit or (2 * rest == unit and whole % 2 == 1))


def graph() -> Subject:
    """Eight decisions that rest on one another: three tables, five expressions."""
    return Subject("graph", model(_GRAPH_INPUTS, _GRAPH), "Payment", _graph)
