"""A model that somebody tries to change behind a reviewer's back, and what it decides."""

import itertools
from typing import Any

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.problems import CannotLoadModel

DMN = "https://www.omg.org/spec/DMN/20230324/MODEL/"
OLDER = "https://www.omg.org/spec/DMN/20191111/MODEL/"
MODEL = f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="{DMN}" xmlns:t="urn:a-tool" id="m" name="m" namespace="urn:m">
<extensionElements><t:about/></extensionElements>
<itemDefinition id="T" name="Share"><typeRef>number</typeRef>
<allowedValues><text>[0..100]</text></allowedValues></itemDefinition>
<inputData id="x" name="Income"><variable name="Income" typeRef="number"/></inputData>
<inputData id="y" name="Home"><variable name="Home" typeRef="string"/></inputData>
<decision id="L" name="Limits"><variable name="Limits"/>
<informationRequirement><requiredInput href="#x"/></informationRequirement>
<context><contextEntry><variable name="first"/><literalExpression><text>100 // kroner
+ 50</text></literalExpression></contextEntry>
<contextEntry><variable name="last"/><literalExpression><text>900</text></literalExpression></contextEntry>
</context></decision>
<decision id="S" name="Share of it"><variable name="Share of it" typeRef="Share"/>
<informationRequirement><requiredInput href="#x"/></informationRequirement>
<informationRequirement><requiredInput href="#y"/></informationRequirement>
<informationRequirement><requiredDecision href="#L"/></informationRequirement>
<decisionTable id="t" hitPolicy="UNIQUE">
<input id="i"><inputExpression typeRef="number"><text>Income</text></inputExpression></input>
<input id="j"><inputExpression typeRef="string"><text>Home</text></inputExpression></input><output typeRef="number"/>
<rule id="r1"><inputEntry><text>&lt; Limits.first</text></inputEntry><inputEntry><text>"isle"</text></inputEntry>
<outputEntry><text>90</text></outputEntry></rule>
<rule id="r2"><inputEntry><text>&lt; Limits.first</text></inputEntry><inputEntry><text>not("isle")</text></inputEntry>
<outputEntry><text>80</text></outputEntry></rule>
<rule id="r3"><inputEntry><text>&gt;= Limits.first</text></inputEntry><inputEntry><text>-</text></inputEntry>
<outputEntry><text>Limits.last - 850</text></outputEntry></rule></decisionTable></decision>
<decision id="G" name="Grant"><variable name="Grant" typeRef="number"/>
<informationRequirement><requiredDecision href="#S"/></informationRequirement>
<informationRequirement><requiredDecision href="#L"/></informationRequirement>
<informationRequirement><requiredInput href="#x"/></informationRequirement>
<literalExpression><text>Share of it + Limits.last-Income</text></literalExpression></decision>
</definitions>"""
INPUTS = [
    {"Income": income, "Home": home}
    for income, home in itertools.product((0, 99, 120, 150, 700), ("isle", "city", "İsle", ""))
]


def answers(source: bytes) -> list[Any] | None:
    """Return what each decision gives for all inputs; None for a file that decides nothing."""
    try:
        model = load(source)
    except CannotLoadModel:
        return None
    return [
        [repr(model.evaluate(name, inputs).value) for name in ("Limits", "Share of it", "Grant")]
        for inputs in INPUTS
    ]


SOURCE = MODEL.encode()
BEFORE = answers(SOURCE)
